"""Tell the people concerned that an assessment took a step."""

from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from assessments.models import Assessment, StepTaken
from assessments.steps import ADOPT, ASK_SUPPLEMENT, REOPEN, STEPS, SUBMIT, TAKE_UP
from municipalities.access import MUNICIPAL, May
from municipalities.models import Role
from post.kinds import Kind
from post.sending import Letter, post

# What the mail asks of the people who fill in.
ASKED = {
    TAKE_UP.slug: "De adviseur leest nu wat u hebt ingediend. U hoeft niets te doen.",
    ASK_SUPPLEMENT.slug: "Wilt u de zelfevaluatie aanvullen en daarna opnieuw indienen?",
    ADOPT.slug: (
        "Het rapport is nu definitief. U kunt het downloaden voor de gemeenteraad. Op de pagina van de zelfevaluatie "
        "vragen wij de coördinator om een korte evaluatie: vijf rapportcijfers."
    ),
    REOPEN.slug: "U kunt de zelfevaluatie weer wijzigen. Dien haar daarna opnieuw in.",
}
# And of the adviser.
ASKED_OF_ADVISER = {
    SUBMIT.slug: "Wilt u de zelfevaluatie in beoordeling nemen?",
    REOPEN.slug: "De gemeente kan weer wijzigen, en dient daarna opnieuw in. U hoeft nu niets te doen.",
}


def mail_step(taken: StepTaken) -> None:
    """Post word of a step to whom it concerns, in the transaction of the step.

    After submitting that is the adviser, after reopening the people who fill in and the adviser, after any other step
    the people who fill in. Who took the step knows already.
    """
    letters: dict[int, Letter] = {}
    if taken.step in ASKED_OF_ADVISER:
        for user in _advisers(taken.assessment):
            letters[user.pk] = _letter(taken, user, ASKED_OF_ADVISER[taken.step], May.REVIEW)
    if taken.step in ASKED:
        for user in who_fills_in(taken.assessment):
            letters[user.pk] = _letter(taken, user, ASKED[taken.step], May.FILL_IN)
    letters.pop(taken.taken_by_id, None)
    post(letters.values())


def _letter(taken: StepTaken, user: User, asked: str, needs: May) -> Letter:
    step, assessment = STEPS[taken.step], taken.assessment
    municipality = assessment.municipality
    page, button, context = "assessment", "Naar de zelfevaluatie", {}
    if step is ASK_SUPPLEMENT and taken.supplement.points.exists():
        page, button = "supplement", "Naar de gevraagde punten"
        context = {"supplement": taken.supplement, "points": taken.supplement.points.order_by("pk")}
    return Letter(
        kind=Kind.SUPPLEMENT if step is ASK_SUPPLEMENT else Kind.STEP,
        to=user,
        subject=f"{municipality}, {assessment.round}: {step.done[:-1].lower()}",
        template="assessments/mail/step",
        context={"taken": taken, "step": step, "assessment": assessment, "asked": asked, **context},
        link=reverse(page, args=[municipality.code, assessment.round.year]),
        button=button,
        about=str(municipality),
        municipality=municipality.code,
        needs=needs.value,
    )


def _advisers(assessment: Assessment) -> list[User]:
    municipality = assessment.municipality
    return _active(
        Q(memberships__role=Role.ADVISER)
        & (Q(memberships__province=municipality.province_id) | Q(memberships__municipality=municipality))
    )


def who_fills_in(assessment: Assessment) -> list[User]:
    """Return who fills in for this municipality and can log in; one query."""
    return _active(Q(memberships__role__in=MUNICIPAL, memberships__municipality=assessment.municipality))


def _active(who: Q) -> list[User]:
    return list(User.objects.filter(who, is_active=True).distinct())
