"""For the adviser: choose the good practices that go with a recommendation."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.requests import PersonRequest, key_in
from assessments.views.overview import frame
from improvement.forms.practices import SearchForm, basisfuncties
from improvement.library.reader import reader_of
from improvement.library.searching import found
from improvement.models import Practice
from improvement.views.practices import PER_PAGE, lines_of
from improvement.writing import AdviceRefusedError, attach, detach, read_writing, recommendation_of, writing


@require_http_methods(["GET", "HEAD", "POST"])
def choose_practice(request: PersonRequest, code: str, year: int, recommendation_id: int) -> HttpResponse:
    """Search the library beside one recommendation; each result has a button that attaches it or takes it off."""
    if request.method == "POST":
        return _change(request, code, year, recommendation_id)
    now = read_writing(request.user, code, year)
    if now.draft is None:
        raise Http404("Er is geen advies in de maak.")
    recommendation = recommendation_of(now.draft, recommendation_id)
    reader = reader_of(request.user)
    names = basisfuncties()
    form = SearchForm(request.GET, names=names, initial_basisfunctie=recommendation.basisfunctie)
    page = Paginator(found(Practice.objects.published(), form.search()), PER_PAGE).get_page(request.GET.get("page"))
    attached = list(recommendation.practices.all())
    context = {
        **frame(now.opened),
        "recommendation": recommendation,
        "form": form,
        "page": page,
        "lines": lines_of(page, reader, names),
        "attached": attached,
        "attached_ids": {each.practice_id for each in attached},
    }
    return render(request, "improvement/choose_practice.html", context)


def _change(request: PersonRequest, code: str, year: int, recommendation_id: int) -> HttpResponse:
    verb, _, key = request.POST.get("voorbeeld", "").partition(":")
    try:
        with writing(request.user, code, year) as (_now, draft):
            recommendation = recommendation_of(draft, recommendation_id)
            practice = Practice.objects.filter(pk=key_in(key)).first()
            if verb == "eraf" and practice:
                detach(recommendation, practice, request.user)
                messages.success(request, f"‘{practice}’ is weggehaald bij de aanbeveling.")
            elif verb == "erbij" and practice and practice.is_published:
                attach(recommendation, practice, request.user)
                messages.success(request, f"‘{practice}’ staat bij de aanbeveling.")
            else:
                messages.error(request, "Dit voorbeeld staat niet meer in de bibliotheek. Er is niets veranderd.")
    except AdviceRefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("check_advice", code, year)
    return redirect(request.get_full_path())
