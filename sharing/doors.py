"""The doors of a link: make it, withdraw it, and open it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F
from django.http import Http404
from django.utils import timezone

from accounts.models import User
from assessments.access import Opened, get_assessment
from assessments.dutch import dutch_date
from assessments.models import WITH_MUNICIPALITY, Assessment
from audit.log import Event, record
from municipalities.access import May, roles_in
from municipalities.refusal import Refused
from reports.content import Content, as_text, from_json, from_text, read_content
from reports.final.reading import final_of
from reports.issue import Issue, concept_issue, submitted_issue
from sharing.models import ShareLink, last_end
from sharing.tokens import hash_of, new_seed, token_of

CONCEPT = "concept"
GONE = "Deze versie is er niet (meer). Kies een andere."
# Who presses the button twice wants one link.
AT_ONCE = timedelta(seconds=30)


@dataclass(frozen=True)
class Version:
    """A version of a report that can be shared; `code` is the number of its submission, or `CONCEPT`."""

    code: str
    words: str


def versions_of(opened: Opened) -> list[Version]:
    """Return what can be shared: what was adopted last, what was submitted after it, and the concept, in this order."""
    assessment = opened.assessment
    rows = list(assessment.submissions.with_adoption().order_by("-number").defer("content"))
    adopted = next((row for row in rows if row.adopted_at), None)
    found = []
    if adopted and adopted.adopted_at:
        day = dutch_date(timezone.localdate(adopted.adopted_at))
        found.append(Version(str(adopted.number), f"Het vastgestelde rapport ({day})"))
    if rows and rows[0] != adopted:
        day = dutch_date(timezone.localdate(rows[0].submitted_at))
        found.append(
            Version(str(rows[0].number), f"De indiening van {day}, nog niet vastgesteld: staat er als Concept")
        )
    if assessment.status in WITH_MUNICIPALITY:
        found.append(Version(CONCEPT, "Het concept zoals het nu is: staat er als Concept, en verandert niet meer mee"))
    return found


@transaction.atomic
def make_link(opened: Opened, *, version: str, label: str, ends_on: date) -> ShareLink:
    """Make a link to this version (a code of `versions_of`), as the report is now. Return it; a second time the same.

    Raises PermissionDenied when the person may not, Refused when the version is not there or the day can't be chosen.
    """
    opened.access.require(May.SHARE)
    if version not in {each.code for each in versions_of(opened)}:
        raise Refused(GONE)
    if not timezone.localdate() <= ends_on <= last_end():
        raise Refused(f"Kies een dag vanaf vandaag, en niet later dan {dutch_date(last_end())}.")
    Assessment.objects.select_for_update().get(pk=opened.assessment.pk)
    content = _content(opened.assessment, None if version == CONCEPT else int(version))
    text = as_text(content)
    same = ShareLink.objects.working(timezone.localdate()).filter(
        assessment=opened.assessment, label=label, content=text, ends_on=ends_on, created_by=opened.access.user
    )
    if just_made := same.filter(created_at__gte=timezone.now() - AT_ONCE).first():
        return just_made
    seed = new_seed()
    link = ShareLink.objects.create(
        assessment=opened.assessment,
        label=label,
        number=content.issue.number,
        standing=standing_of(content.issue),
        is_final=content.issue.is_final,
        content=text,
        seed=seed,
        token_hash=hash_of(token_of(seed)),
        ends_on=ends_on,
        created_by=opened.access.user,
    )
    about = f"rapport {opened.assessment.round.year}, {link.standing}, tot en met {dutch_date(ends_on)}"
    record(opened.access.user, Event.SHARED, about, place=opened.access.municipality)
    return link


def link_of(opened: Opened, link_id: int) -> ShareLink:
    """Return a link to the report of this assessment. Raises Http404 when it has no such link."""
    link = ShareLink.objects.listed().filter(assessment=opened.assessment, pk=link_id).first()
    if link is None:
        raise Http404("Deze link bestaat niet.")
    return link


@transaction.atomic
def withdraw_link(user: User, code: str, year: int, link_id: int) -> ShareLink:
    """Withdraw a link: from now on it opens nothing. Return it.

    Raises Http404 and PermissionDenied as `get_assessment`, Refused when it was withdrawn already.
    """
    opened = get_assessment(user, code, year, May.UNSHARE, lock=True)
    link = link_of(opened, link_id)
    if link.withdrawn_at is not None:
        raise Refused("Deze link was al ingetrokken.")
    link.withdrawn_at, link.withdrawn_by = timezone.now(), user
    link.save(update_fields=["withdrawn_at", "withdrawn_by"])
    about = f"rapport {year}, {link.standing}{_why_not_its_own(opened)}"
    record(user, Event.SHARE_WITHDRAWN, about, place=opened.access.municipality)
    return link


def _why_not_its_own(opened: Opened) -> str:
    """Return how it is that who withdraws a link does not work for the municipality; empty when that is not so."""
    place = opened.access.municipality
    if place.has_ended:
        return f", door de beheerder, nadat de gemeente was opgegaan in {place.successor}"
    return "" if opened.may(May.SHARE) else ", door de beheerder"


def find_link(token: str) -> ShareLink | None:
    """Return the link with this token when it works today; None when it ended, was withdrawn or never was."""
    rows = ShareLink.objects.working(timezone.localdate()).filter(token_hash=hash_of(token))
    place = "assessment__municipality"
    return rows.select_related("assessment__round", f"{place}__style__logo", f"{place}__successor").first()


def content_of(link: ShareLink) -> Content:
    """Return the report of this link, as it was when the link was made."""
    return from_text(link.content)


def count(link: ShareLink, visitor: object, *, download: bool = False) -> None:
    """Count one opening, or one download; not of who works for this municipality, and nothing of who it was."""
    if isinstance(visitor, User) and (visitor.is_beheerder or roles_in(visitor, link.assessment.municipality)):
        return
    rows = ShareLink.objects.filter(pk=link.pk)
    if download:
        rows.update(downloads=F("downloads") + 1)
    else:
        rows.update(views=F("views") + 1, viewed_on=timezone.localdate())


def _content(assessment: Assessment, number: int | None) -> Content:
    """Return the report on this submission or on the concept, as people outside the conversation read it now."""
    final = final_of(assessment, number) if number is not None else None
    if final is not None:
        return from_json(final.content)
    issued = concept_issue(assessment) if number is None else submitted_issue(assessment, number)
    if issued is None:
        raise Refused(GONE)
    return read_content(assessment, issued)


def standing_of(issue: Issue) -> str:
    """Return in words which version this is, as the list of links says it."""
    if issue.adopted_on:
        return f"vastgesteld op {dutch_date(issue.adopted_on)}"
    if issue.submitted_on:
        return f"ingediend op {dutch_date(issue.submitted_on)}"
    return f"concept van {dutch_date(issue.made_on)}"
