"""Tell the people concerned that an assessment took a step."""

import logging

from django.core.mail import EmailMessage, get_connection
from django.db.models import Q
from django.template.loader import render_to_string

from accounts.models import User
from assessments.models import Assessment, StepTaken
from assessments.steps import REOPEN, STEPS, SUBMIT, Step
from municipalities.access import MUNICIPAL
from municipalities.models import Role

logger = logging.getLogger(__name__)


def mail_step(taken: StepTaken, link: str) -> None:
    """Mail a step to whom it concerns, each person apart; a mail server that fails stops nothing.

    After submitting that is the adviser, after reopening the people who fill in and the adviser, after any other step
    the people who fill in. Who took the step
    knows already. `link` is the address of the assessment.
    """
    step = STEPS[taken.step]
    people = _concerned(step, taken.assessment)
    context = {"taken": taken, "step": step, "assessment": taken.assessment, "link": link}
    body = render_to_string("assessments/mail/step.txt", context)
    subject = f"{taken.assessment.municipality}, {taken.assessment.round}: {step.done[:-1].lower()}"
    messages = [EmailMessage(subject, body, to=[user.email]) for user in people if user.pk != taken.taken_by_id]
    try:
        if messages:
            get_connection().send_messages(messages)
    except OSError:  # smtplib's errors are OSErrors too
        logger.exception("The mail about step %s of assessment %s was not sent", taken.step, taken.assessment_id)


def _concerned(step: Step, assessment: Assessment) -> list[User]:
    if step is SUBMIT:
        return _advisers(assessment)
    people = _fillers(assessment)
    if step is REOPEN:
        people += [user for user in _advisers(assessment) if user not in people]
    return people


def _advisers(assessment: Assessment) -> list[User]:
    municipality = assessment.municipality
    return _active(
        Q(memberships__role=Role.ADVISER)
        & (Q(memberships__province=municipality.province_id) | Q(memberships__municipality=municipality))
    )


def _fillers(assessment: Assessment) -> list[User]:
    return _active(Q(memberships__role__in=MUNICIPAL, memberships__municipality=assessment.municipality))


def _active(who: Q) -> list[User]:
    return list(User.objects.filter(who, is_active=True).distinct())
