"""The pages that anyone may read: what this is, the framework, help."""

import hashlib
import json
from dataclasses import dataclass
from http import HTTPStatus
from itertools import cycle

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from basisfuncties.circle import FlowSector, Ring, Sector, draw_flow
from basisfuncties.models import Framework, LayerKind, QuestionKind
from basisfuncties.published_json import as_json
from basisfuncties.structure import BasisfunctieInfo, Question, Structure, structure_of
from basisfuncties.words import WORDS

# The roles that have a page of their own in the manual, by what stands in its address.
MANUAL = {
    "beleidsmedewerker": "Beleidsmedewerker",
    "coordinator": "Coördinator",
    "meewerker": "Meewerker",
    "lezer": "Lezer",
    "adviseur": "Adviseur",
    "beheerder": "Beheerder",
}
# Invented levels, so that a newcomer sees what comes out; the page says that they are an example.
EXAMPLE_LEVELS = ((3, 2, 2, 1), (4, 3, 3, 2), (2, 2, 1, 0), (3, 1, 2, 1), (1, None, None, None))


@dataclass(frozen=True)
class Edition:
    """The edition that a reader asked for, the editions of its series, the newest first, and the site's own newest."""

    framework: Framework
    structure: Structure
    all: tuple[Framework, ...]
    newest: Framework

    @property
    def query(self) -> str:
        """Return what an address needs to stay in this edition: nothing in the one that is shown unasked."""
        return "" if self.framework == self.newest else f"?editie={self.framework.edition}"


def _edition(request: HttpRequest) -> Edition | None:
    """Return the edition of `?editie=`, or the newest one, or None when there is none at all. One query.

    The newest one is that of the series that was there first: another framework beside it does not take its place.
    """
    published = tuple(Framework.objects.published())
    newest = next((each for each in published if each.series == published[-1].series), None)
    wanted = request.GET.get("editie", "")
    if wanted:
        framework = next((each for each in published if each.edition == wanted), None)
        if framework is None:
            raise Http404("Deze editie van het kader bestaat niet.")
    else:
        framework = newest
    if framework is None or newest is None:
        return None
    same = tuple(each for each in published if each.series == framework.series)
    return Edition(framework, structure_of(framework), same, newest)


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what this is and for whom; somebody who is logged in goes to the own start page."""
    if request.user.is_authenticated:
        return redirect("start")
    edition = _edition(request)
    return render(
        request,
        "basisfuncties/home.html",
        {"edition": edition, "example": edition and _example(edition.structure)},
    )


def _example(structure: Structure) -> list[Sector]:
    highest = structure.words.highest
    return [
        Sector(
            each.name,
            each.number,
            tuple(
                Ring(layer.name, None if level is None else min(level, highest), highest)
                for layer, level in zip(each.layers, levels, strict=False)
            ),
        )
        for each, levels in zip(structure.basisfuncties, cycle(EXAMPLE_LEVELS), strict=False)
    ]


@login_not_required
@require_safe
def framework(request: HttpRequest) -> HttpResponse:
    """Show the framework: the circle with what flows through it, then each basisfunctie in short."""
    edition = _edition(request)
    if edition is None:
        return render(request, "basisfuncties/no_framework.html", status=HTTPStatus.NOT_FOUND)
    basisfuncties = edition.structure.basisfuncties
    drawing = draw_flow(
        [FlowSector(each.name, each.number, each.passes_on) for each in basisfuncties],
        title="De cirkel van de basisfuncties",
        middle=edition.structure.words.middle,
    )
    flows = list(zip(basisfuncties, [*basisfuncties[1:], basisfuncties[0]], strict=True))
    return render(request, "basisfuncties/framework.html", {"edition": edition, "drawing": drawing, "flows": flows})


@login_not_required
@require_safe
def basisfunctie(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one basisfunctie whole: its layers, questions, suggestions, policy elements and levels."""
    edition = _edition(request)
    shown = edition.structure.basisfunctie(slug) if edition else None
    if edition is None or shown is None:
        raise Http404("Deze basisfunctie bestaat niet.")
    order = edition.structure.basisfuncties
    return render(
        request,
        "basisfuncties/basisfunctie.html",
        {
            "edition": edition,
            "basisfunctie": shown,
            "following": order[shown.number % len(order)],
            "asked": _asked(edition.structure, shown),
        },
    )


@dataclass(frozen=True)
class AskedQuestion:
    """A guiding question as a reader of the framework sees it."""

    question: Question
    how: str
    earlier: tuple[Question, ...]


def _asked(structure: Structure, shown: BasisfunctieInfo) -> list[AskedQuestion]:
    visie = shown.layer(LayerKind.VISIE)
    return [
        AskedQuestion(
            question,
            QuestionKind(question.kind).label,
            tuple(structure.questions[code] for code in question.choose_from),
        )
        for question in (visie.questions if visie else ())
    ]


@login_not_required
@require_safe
def framework_json(request: HttpRequest) -> HttpResponse:
    """Return the framework as JSON; who has this version already gets only that answer (304)."""
    edition = _edition(request)
    if edition is None:
        raise Http404("Er is nog geen kader geladen.")
    body = json.dumps(as_json(edition.structure), ensure_ascii=False).encode()
    # Of the body, not of the edition: a mended shape is a new version too.
    etag = f'"{hashlib.sha256(body).hexdigest()}"'
    published_at = edition.framework.published_at
    last_modified = int(published_at.timestamp()) if published_at else None
    response = HttpResponse(body, content_type="application/json")
    response["ETag"] = etag
    if last_modified is not None:
        response["Last-Modified"] = http_date(last_modified)
    return get_conditional_response(request, etag=etag, last_modified=last_modified, response=response) or response


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Show who does what, how it goes and what the levels mean."""
    edition = _edition(request)
    return render(request, "basisfuncties/help.html", {"words": edition.structure.words if edition else WORDS})


@login_not_required
@require_safe
def help_role(request: HttpRequest, role: str) -> HttpResponse:
    """Show what one does in a role, step by step; for a role that there is not, 404 with the roles that there are."""
    if role not in MANUAL:
        return render(request, "basisfuncties/manual/unknown.html", {"roles": MANUAL}, status=HTTPStatus.NOT_FOUND)
    others = {slug: name for slug, name in MANUAL.items() if slug != role}
    return render(request, f"basisfuncties/manual/{role}.html", {"name": MANUAL[role], "others": others})
