"""Save a page of parts: the whole page with a button, or one part by itself shortly after a change."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.requests import PersonRequest, key_in
from assessments.access import Opened, get_assessment
from assessments.forms.deciding import sheet_named
from assessments.forms.pages import Page
from assessments.forms.parts import PartForm
from assessments.models import Change, How
from assessments.reading import Filled
from municipalities.access import May

TOO_LATE = "Ongedaan maken kan niet meer: daarna is er weer iets gewijzigd. Kijk in de geschiedenis."

ALL_OF_SHEET = "blad:"

# Of what is stored, and what was posted if anything was: the page.
Build = Callable[[Filled, Mapping[str, Any] | None], Page]


@dataclass
class Saved:
    """What a save did. `page` holds what was posted."""

    opened: Opened
    filled: Filled
    page: Page
    build: Build
    is_closed: bool = False
    too_late_to_undo: bool = False

    @cached_property
    def fresh(self) -> Page:
        """Return the same page as it is stored now; made when it is asked for, as a save with a button shows none."""
        return self.build(self.filled, None)

    @property
    def is_settled(self) -> bool:
        """Whether nothing that was typed waits for this person."""
        return not (self.is_closed or self.page.faulty or self.page.conflicts)

    def shown(self) -> Page:
        """Return the page to show: what is settled as it is stored now, the rest as it was typed."""
        page = self.page
        waiting = [*page.faulty, *page.conflicts]
        stays = {part.prefix: part for part in (page.parts if self.is_closed else waiting)}
        parts = [stays.pop(part.prefix, part) for part in self.fresh.parts]
        # What was typed about a speerpunt that is not chosen any more is shown as long as it is not saved.
        parts[-1:-1] = [part for part in stays.values() if part.is_bound]
        return Page(parts, page.saved, page.conflicts, key=page.key, assessment=page.assessment)


def save_page(
    request: PersonRequest, code: str, year: int, place: Callable[[Opened], tuple[Filled, Build]], *, scope: str
) -> Saved:
    """Save what was posted and can be saved; raises what `get_assessment` and `place` raise.

    `scope` is the code of the part of the assessment that this page is (`assessments.scopes`).
    """
    data = request.POST
    with transaction.atomic():
        opened = get_assessment(request.user, code, year, May.FILL_IN, part=scope, lock=True)
        filled, page_of = place(opened)
        page = page_of(filled, data)
        if not opened.assessment.can_be_filled_in(timezone.localdate()):
            for part in page.parts:
                part.is_valid()
            return Saved(opened, filled, page, page_of, is_closed=True)
        if "beslis" in data:
            page.decide(data["beslis"])
        too_late = page.undo(_to_undo(opened, page, request)) if "ongedaan" in data else []
        filled.add(page.save(request.user, sheet=sheet_named(data.get("blad", ""))))
    return Saved(opened, filled, page, page_of, too_late_to_undo=bool(too_late))


def _to_undo(opened: Opened, page: Page, request: PersonRequest) -> list[Change]:
    """Return the changes of this person that the button names: by their keys, or all of one opening of the page."""
    named = request.POST["ongedaan"]
    own = opened.assessment.changes.kept().filter(page=page.key, by=request.user)
    if named.startswith(ALL_OF_SHEET):
        return _as_one(own.filter(sheet=sheet_named(named.removeprefix(ALL_OF_SHEET))).exclude(sheet=""))
    return list(own.filter(pk__in=[key_in(sent) for sent in named.split()]))


def _as_one(changes: Iterable[Change]) -> list[Change]:
    """Return for each part one change in place of all: from what stood before the first to what the last left."""
    by_part: dict[str, Change] = {}
    for change in changes:
        if earlier := by_part.get(change.part):
            change.before = earlier.before
        by_part[change.part] = change
    return list(by_part.values())


def is_by_itself(request: PersonRequest) -> bool:
    """Whether the script of the page asks, not the person with a button."""
    return request.headers.get("HX-Request") == "true"


def is_somebody_else(request: PersonRequest) -> bool:
    """Whether the page that asks was opened by another person, who logged out since."""
    return request.headers.get("X-Person", str(request.user.pk)) != str(request.user.pk)


def say(request: PersonRequest, saved: Saved) -> None:
    """Put in a message what happened, with the button that undoes it."""
    page = saved.page
    if page.saved:
        say_saved(request, page, request.path)
    elif changes := _saved_by_itself(request, saved):
        say_saved(request, page, request.path, changes)
    elif page.given_up:
        messages.success(request, "De tekst van uw collega blijft staan. Wat u typte, staat in de geschiedenis.")
    elif not saved.too_late_to_undo:
        messages.info(request, "Alles is opgeslagen.")
    if saved.too_late_to_undo:
        messages.warning(request, TOO_LATE)


def say_saved(request: PersonRequest, page: Page, url: str, before: Sequence[Change] = ()) -> None:
    """Put in a message that the page at `url` was saved, with the button that undoes it.

    `before` is what this opening of the page saved by itself before the button was pressed, if anything.
    """
    kept = [change for change in page.changes if change.how != How.REFUSED]
    undoable = [change for change in kept if change.how != How.CONFIRMED]
    keys = " ".join(str(change.pk) for change in undoable)
    context = {
        "at": before[-1].at if before else timezone.now(),
        "how": (undoable or kept)[0].how if kept else How.SAVED,
        "undo": f"{ALL_OF_SHEET}{before[-1].sheet}" if before else keys,
        "url": url,
    }
    messages.success(request, render_to_string("assessments/saved_message.html", context))


def _saved_by_itself(request: PersonRequest, saved: Saved) -> list[Change]:
    """Return what this opening of the page saved already, when its button is pressed with nothing left to save."""
    sheet = sheet_named(request.POST.get("blad", ""))
    if not sheet or "ongedaan" in request.POST:
        return []
    changes = saved.opened.assessment.changes.kept().filter(page=saved.page.key, by=request.user, sheet=sheet)
    return list(changes.defer("before", "content"))


@dataclass(frozen=True)
class PartAnswer:
    """What happened to one part that was sent by itself, for the page that shows it already.

    `part` holds what the page needs to say it. With `is_replaced` the whole part is drawn anew: what stands in its
    fields is not what was sent.
    """

    part: PartForm
    outcome: str
    is_replaced: bool = False
    change: Change | None = None
    codes: str = ""


def answer_by_itself(request: PersonRequest, context: dict[str, object], saved: Saved) -> HttpResponse:
    """Return the pieces of the page that a save changed; the script puts each in its place."""
    page, fresh = saved.page, saved.fresh
    settled = {part.prefix for part in page.saved}
    answers = [_part_answer(saved, part) for part in page.parts if part.is_bound or part.taken is not None]
    answered = {answer.part.prefix for answer in answers}
    was, now = {part.prefix for part in page.parts}, {part.prefix for part in fresh.parts}
    context |= {
        "answers": answers,
        "at": timezone.localtime(),
        "too_late": TOO_LATE if saved.too_late_to_undo else "",
        "new_parts": [part for part in fresh.parts if part.prefix not in was],
        "gone": sorted(str(prefix) for prefix in was - now),
        "dependent": [part for part in fresh.parts if part.prefix not in answered and part.depends_on(page.saved)],
        # Where the thread breaks at what was saved; not around a reason that somebody may still be typing.
        "broken_anew": [part for part in fresh.parts if part.is_place and part.prefix in settled],
        "by_itself": True,
    }
    response = render(request, "assessments/part_saved.html", context, status=409 if saved.is_closed else 200)
    response["X-Saved"] = "answer"  # so that the script takes no other page for the answer
    return response


def _part_answer(saved: Saved, part: PartForm) -> PartAnswer:
    page = saved.page
    fresh = saved.fresh.part(str(part.prefix)) or part
    change = next((each for each in page.changes if each.part == part.prefix and each.how != How.REFUSED), None)
    if saved.is_closed:
        return PartAnswer(part, "closed")
    if part in page.faulty:
        return PartAnswer(part, "faulty")
    if part in page.conflicts:
        return PartAnswer(part, "conflict")
    is_replaced = part in page.given_up or part.shows_something_else
    codes = "" if is_replaced else " ".join(part.typed_codes())
    return PartAnswer(fresh, "given_up" if part in page.given_up else "saved", is_replaced, change, codes)
