"""Tell the people concerned of an advice, of the answers to it, and of a practice on its way into the library."""

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from improvement.library.steps import OFFER, PUBLISH, RETURN, PracticeStep
from improvement.models import Advice, Practice, Recommendation
from municipalities.access import MUNICIPAL, May
from municipalities.models import Municipality, Role
from post.kinds import Kind
from post.sending import Letter, post


def mail_advice(advice: Advice) -> None:
    """Post to who fills in that there is an advice, in the transaction that sends it."""
    assessment = advice.assessment
    municipality = assessment.municipality
    count = advice.recommendations.count()
    post(
        Letter(
            kind=Kind.ADVICE,
            to=user,
            subject=f"{municipality}, {assessment.round}: er is een advies",
            template="improvement/mail/advice",
            context={"advice": advice, "assessment": assessment, "count": count},
            link=reverse("advice", args=[municipality.code, assessment.round.year]),
            button="Naar het advies",
            about=str(municipality),
            municipality=municipality.code,
            needs=May.FILL_IN.value,
        )
        for user in _members(municipality, MUNICIPAL)
    )


def mail_answered(advice: Advice) -> None:
    """Post to the adviser who sent it that all of an advice is answered; once. Nothing while something waits."""
    counted = Recommendation.objects.filter(advice=advice).answered()
    if advice.sent_by is None or counted["answered"] < counted["total"]:
        return
    assessment = advice.assessment
    municipality = assessment.municipality
    letter = Letter(
        kind=Kind.ADVICE,
        to=advice.sent_by,
        subject=f"{municipality}, {assessment.round}: alle aanbevelingen zijn beantwoord",
        template="improvement/mail/answered",
        context={"assessment": assessment, "count": counted["total"]},
        link=reverse("advice", args=[municipality.code, assessment.round.year]),
        button="Lees de antwoorden",
        about=str(municipality),
        municipality=municipality.code,
        needs=May.REVIEW.value,
        once=f"answered:{advice.pk}",
    )
    post([letter])


def mail_practice(practice: Practice, step: PracticeStep, by: User, word: str) -> None:
    """Post to whose turn it is that a practice of a municipality was offered, published or returned."""
    if practice.municipality is None or step not in (OFFER, PUBLISH, RETURN):
        return
    people = _advisers(practice.municipality) if step is OFFER else _members(practice.municipality, [Role.COORDINATOR])
    post(
        Letter(
            kind=Kind.ADVICE,
            to=user,
            subject=f"Praktijkvoorbeeld van {practice.municipality}: {step.label.lower()}",
            template="improvement/mail/practice",
            context={"practice": practice, "step": step, "by": by, "word": word},
            link=reverse("practice", args=[practice.pk]),
            button="Naar het voorbeeld",
            about=str(practice.municipality),
            municipality=practice.municipality.code,
            needs=(May.REVIEW if step is OFFER else May.FILL_IN).value,
        )
        for user in people
        if user != by
    )


def _members(municipality: Municipality, roles: Iterable[Role]) -> list[User]:
    return _active(Q(memberships__role__in=list(roles), memberships__municipality=municipality))


def _advisers(municipality: Municipality) -> list[User]:
    here = Q(memberships__province=municipality.province_id) | Q(memberships__municipality=municipality)
    return _active(Q(memberships__role=Role.ADVISER) & here)


def _active(who: Q) -> list[User]:
    return list(User.objects.filter(who, is_active=True).distinct())
