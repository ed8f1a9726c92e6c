"""Tell people about the parts that they were given, gave back or handed over."""

from django.urls import reverse

from accounts.models import User
from assessments.assignments import News
from assessments.models import Assessment, Assignment, Handover
from municipalities.access import May
from municipalities.mail import works_here
from municipalities.models import Municipality
from post.gates import gate
from post.kinds import Kind
from post.sending import Letter, post

# What the coördinatoren hear; anything else goes to whose parts they are.
TO_COORDINATORS = ("handed_back", "taken_back")
SUBJECTS = {
    "given": "uw deel van de zelfevaluatie",
    "reminded": "herinnering aan uw deel",
    "due": "uw deel is nog niet klaar",
    "handed_back": "een deel is klaar",
    "taken_back": "een teruggegeven deel is weer opgepakt",
    "taken_away": "een deel hoeft u niet meer te doen",
}
HAS_PART = "open part"


@gate(HAS_PART)
def has_open_part(user: User | None, key: str) -> bool:
    """Whether this person works there and still has a part of the assessment with this key."""
    rows = Assignment.objects.open().filter(user=user, assessment_id=key).select_related("assessment__municipality")
    row = rows.first()
    return row is not None and works_here(user, row.assessment.municipality.code)


def mail_news(news: News) -> None:
    """Post what happened with somebody's parts: to that person, or to the coördinatoren what comes and goes back.

    Who did it knows already; a reminder by date nobody did.
    """
    to_coordinators = news.what in TO_COORDINATORS
    municipality = news.assessment.municipality
    people = _coordinators(municipality) if to_coordinators else [news.person]
    # Whose part was taken away may be gone for good, and is told all the same.
    needs, key = (May.DIVIDE.value, municipality.code) if to_coordinators else (HAS_PART, str(news.assessment.pk))
    if news.what == "taken_away":
        needs, key = "", ""
    post(
        Letter(
            kind=Kind.DEADLINE if news.what == "due" else Kind.PART,
            to=person,
            subject=f"{municipality}: {SUBJECTS[news.what]}",
            template="assessments/mail/part",
            context={"news": news},
            link=""
            if news.what == "taken_away"
            else _address("divide" if to_coordinators else "my_part", news.assessment),
            button="Bekijk wie wat heeft" if to_coordinators else "Naar uw deel",
            about=str(municipality),
            needs=needs,
            key=key,
            reply_to=None if news.what == "due" else news.by,
        )
        for person in people
        if news.what == "due" or person.pk != news.by.pk
    )


def mail_handover(log: Handover) -> None:
    """Post that the work of one went to another: to both, but not to who did it."""
    municipality = log.assessment.municipality
    post(
        Letter(
            kind=Kind.PART,
            to=person,
            subject=f"{municipality}: het werk van {log.from_user} gaat naar {log.to_user}",
            template="assessments/mail/handover",
            context={"log": log, "is_new": person.pk == log.to_user_id},
            link=_address("handover", log.assessment) if person.pk == log.to_user_id else "",
            button="Bekijk waar het werk staat",
            about=str(municipality),
            # Who handed over may be gone for good by it, and is told all the same.
            needs="work here" if person.pk == log.to_user_id else "",
            key=municipality.code,
            reply_to=log.made_by,
        )
        for person in (log.from_user, log.to_user)
        if person.pk != log.made_by_id
    )


def _address(page: str, assessment: Assessment) -> str:
    return reverse(page, args=[assessment.municipality.code, assessment.round.year])


def _coordinators(municipality: Municipality) -> list[User]:
    members = municipality.memberships.active_coordinators().select_related("user")
    return [member.user for member in members]
