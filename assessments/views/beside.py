"""What stands beside each part of a step's page: evidence, the remarks of colleagues, and what the adviser says."""

from dataclasses import dataclass

from django.core.validators import slug_re
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from assessments.access import Opened
from assessments.forms.pages import Page
from assessments.forms.parts import PartForm
from assessments.forms.reviewing import ReplyForm, reply_form
from assessments.models import AdviserLevel, Evidence, SupplementPoint
from assessments.places import heading_of, takes_evidence
from assessments.reading import Filled
from assessments.remarks import Conversation, Key, conversations, conversations_of
from assessments.reviewing.conversations import NO_TALK, Talk
from assessments.reviewing.hearing import heard
from assessments.step_queries import remarks_at
from basisfuncties.structure import BasisfunctieInfo, LayerInfo

# The pages beside a part, by what the button that leads there sends.
PAGES = ("remarks", "evidence", "adviser_thread")
RESPOND = "respond_level"


@dataclass(frozen=True)
class Beside:
    """What is beside one part; without `conversation` for a meewerker, without `evidence` where none belongs.

    `said` is what the adviser and the municipality said here, `reply` the form to answer; `points` what was asked to
    add, and at a level `second` what the adviser thinks of it. Only of what was once submitted.
    """

    conversation: Conversation | None
    evidence: tuple[Evidence, ...] | None
    said: Talk = NO_TALK
    reply: ReplyForm | None = None
    key: Key = ("", "", "")
    points: tuple[SupplementPoint, ...] = ()
    second: AdviserLevel | None = None


def with_beside(
    page: Page, opened: Opened, filled: Filled, basisfunctie: BasisfunctieInfo, layer: LayerInfo
) -> list[tuple[PartForm, Beside]]:
    """Return each part of the page with what is beside it; one query, and the one for the evidence of `filled`.

    Remarks are for colleagues; a meewerker comes from outside and doesn't get them. What the adviser says is for who
    fills in here: one query more once it was submitted.
    """
    found = None if opened.is_guest_only else _conversations(opened, basisfunctie, layer)
    from_adviser = heard(opened.assessment, basisfunctie.slug, layer)
    pairs = []
    for part in page.parts:
        if not part.is_place:
            continue
        code = str(part.prefix)
        conversation = None if found is None else found.get((basisfunctie.slug, layer.kind, code), Conversation())
        evidence = filled.evidence.get((basisfunctie.slug, code), ()) if takes_evidence(code) else None
        said = from_adviser.talk(code)
        key = (basisfunctie.slug, layer.kind, code)
        beside = Beside(
            conversation,
            evidence,
            said=said,
            reply=reply_form(key) if said.remarks else None,
            key=key,
            points=from_adviser.points.get(code, ()),
            second=from_adviser.level_at(code),
        )
        pairs.append((part, beside))
    return pairs


def _conversations(opened: Opened, basisfunctie: BasisfunctieInfo, layer: LayerInfo) -> dict[Key, Conversation]:
    return conversations(remarks_at(opened.assessment.pk, basisfunctie.slug, layer.kind))


def asked_page(request: HttpRequest, opened: Opened, basisfunctie: BasisfunctieInfo, layer: LayerInfo) -> str:
    """Return the address of the page beside a part that the pressed button leads to, or nothing.

    Such a button saves first, so that nothing typed on the step is left behind.
    """
    name, _, part = request.POST.get("naar", "").partition(":")
    if name == RESPOND:
        code, year = opened.access.municipality.code, opened.assessment.round.year
        return reverse(RESPOND, args=[code, year, basisfunctie.slug, layer.kind])
    if name not in PAGES or not slug_re.match(part):
        return ""
    place = [opened.access.municipality.code, opened.assessment.round.year, basisfunctie.slug, layer.kind]
    return reverse(name, args=[*place, part])


@dataclass(frozen=True)
class OpenConversation:
    """A conversation that nobody settled yet, as a line of a list."""

    label: str
    url: str
    note: str
    number: int
    status: str


def open_conversations(opened: Opened, filled: Filled) -> list[OpenConversation]:
    """Return the open conversations of an assessment, in the order of the framework; one query.

    Those beside a speerpunt that was put aside are there too: a question does not vanish with a tick.
    """
    found = conversations_of(opened.assessment)
    place = [opened.access.municipality.code, opened.assessment.round.year]
    lines = []
    for each in filled.structure.basisfuncties:
        labels = {row.code: str(row) for row in filled.of_basisfunctie(each)}
        for layer in each.layers:
            for (slug, kind, part), conversation in found.items():
                if (slug, kind) != (each.slug, layer.kind) or conversation.is_settled or not conversation.count:
                    continue
                last = [remark for remark in conversation.remarks if remark.withdrawn_at is None][-1]
                lines.append(
                    OpenConversation(
                        label=heading_of(layer, part, labels) or part,
                        url=reverse("remarks", args=[*place, slug, kind, part]),
                        note=f"{each.name}, {layer.name.lower()}. Laatste van {last.written_by}, "
                        f"{date_format(timezone.localtime(last.written_at), 'j F Y')}.",
                        number=each.number,
                        status="1 opmerking" if conversation.count == 1 else f"{conversation.count} opmerkingen",
                    )
                )
    return lines
