"""For who was given a part: what is asked, by when, how far it is, and giving it back."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.requests import PersonRequest
from assessments import assignments as doors
from assessments.access import Opened, get_assessment
from assessments.assignment_mail import mail_news
from assessments.dividing import batches, can_come_back, due_in_words
from assessments.forms.assignments import HandBackForm, PartsForm
from assessments.models import WITH_MUNICIPALITY, Given
from assessments.reading import Filled, snapshot_of
from assessments.scopes import how_far
from assessments.scoring import progress
from assessments.views.next_step import next_in_own
from assessments.views.overview import frame
from municipalities.access import May
from municipalities.refusal import Refused


@require_GET
def my_part(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Show the parts of this person: those to fill in, and those that it gave back."""
    return _page(request, get_assessment(request.user, code, year, May.READ_LIVE))


def _page(request: PersonRequest, opened: Opened, posted: HandBackForm | None = None) -> HttpResponse:
    """Return the page; `posted` is a form that has something wrong in it."""
    own_ones = Q(user=request.user, status=Given.HANDED_BACK)
    rows = list(opened.assessment.assignments.filter(Q(status=Given.OPEN) | own_ones).with_names())
    filled = Filled(opened.assessment)
    done = progress(snapshot_of(opened.assessment, filled))
    given = batches((row for row in rows if row.user_id == request.user.pk), filled.structure, how_far(done))
    handed_back = [batch for batch in given if not batch.first.is_open]
    today = timezone.localdate()
    mine = []
    for batch in given:
        if batch.first.is_open:
            form = posted if posted and posted.batch == batch.first.pk else HandBackForm(batch=batch.first.pk)
            mine.append((batch, due_in_words(batch.first.due_on, today), form))
    own = frozenset(row.code for batch, *_ in mine for row in batch.rows)
    context = {
        **frame(opened),
        "mine": mine,
        # Who has more to do than its part finds this on the start page of the assessment.
        "next_step": next_in_own(opened, filled, done, own) if opened.is_guest_only else None,
        "posted": posted,
        "handed_back": handed_back,
        "can_come_back": can_come_back(handed_back, {row.code for row in rows if row.is_open})
        if opened.may(May.FILL_IN) and opened.assessment.status in WITH_MUNICIPALITY
        else frozenset(),
    }
    return render(request, "assessments/my_part.html", context)


@require_POST
def hand_back(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Give one's own parts back."""
    opened = get_assessment(request.user, code, year, May.READ_LIVE)
    ids = opened.assessment.assignments.filter(user=request.user).values_list("pk", flat=True)
    parts = PartsForm(request.POST, ids=ids)
    try:
        if not parts.is_valid():
            raise Refused(doors.GONE)
        chosen = parts.cleaned_data["part"]
        form = HandBackForm(request.POST, batch=chosen[0])
        if not form.is_valid():
            return _page(request, opened, form)
        word = form.cleaned_data["word"]
        done = doors.hand_back(request.user, code, year, chosen, word=word, notify=mail_news)
        messages.success(request, f"Teruggegeven: {done}. Dank u wel.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("my_part", code, year)


@require_POST
def take_back(request: PersonRequest, code: str, year: int) -> HttpResponse:
    """Give parts that were handed back to the same person again: by that person, or by a coördinator."""
    opened = get_assessment(request.user, code, year, May.FILL_IN)
    own = opened.assessment.assignments.filter(user=request.user)
    parts = PartsForm(request.POST, ids=opened.assessment.assignments.values_list("pk", flat=True))
    page = "divide" if opened.may(May.DIVIDE) else "my_part"
    try:
        if not parts.is_valid():
            raise Refused(doors.NOT_BACK)
        chosen = parts.cleaned_data["part"]
        if own.filter(pk__in=chosen).exists():
            page = "my_part"
        done = doors.take_back(request.user, code, year, chosen, notify=mail_news)
        messages.success(request, f"Weer bij u: {done}." if page == "my_part" else f"Weer gegeven: {done}.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(page, code, year)
