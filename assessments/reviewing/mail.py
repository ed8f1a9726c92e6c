"""Tell the other side that something was said: the municipality once for all that was sent together."""

from django.urls import reverse

from assessments.dutch import counted, listed
from assessments.mail import who_fills_in
from assessments.models import Assessment, ReviewRemark
from assessments.reviewing.conversations import Sent
from municipalities.access import May
from post.kinds import Kind
from post.sending import Letter, post


def in_words(remarks: int, levels: int) -> str:
    """Return how many of both there are, such as '3 opmerkingen en 1 niveau'."""
    words = []
    if remarks:
        words.append(counted(remarks, "opmerking", "opmerkingen"))
    if levels:
        words.append(counted(levels, "niveau", "niveaus"))
    return listed(words) if words else "niets"


def mail_sent(sent: Sent, by: object) -> None:
    """Post one mail to each person who fills in, for all that was sent together, in its transaction."""
    what = in_words(len(sent.remarks), len(sent.levels))
    municipality = sent.assessment.municipality
    post(
        Letter(
            kind=Kind.REMARK,
            to=user,
            subject=f"{municipality}, {sent.assessment.round}: {what} van de adviseur",
            template="assessments/mail/remarks_sent",
            context={"what": what, "by": by, "levels": len(sent.levels), "assessment": sent.assessment},
            link=_link(sent.assessment),
            button="Naar de opmerkingen",
            about=str(municipality),
            municipality=municipality.code,
            needs=May.FILL_IN.value,
        )
        for user in who_fills_in(sent.assessment)
    )


def mail_reply(assessment: Assessment, remark: ReviewRemark, heading: str) -> None:
    """Post word of an answer of the municipality to the advisers who wrote at its place, in its transaction."""
    said = ReviewRemark.objects.sent().filter(thread=remark.thread_id, from_adviser=True, written_by__is_active=True)
    writers = {row.written_by_id: row.written_by for row in said.select_related("written_by")}
    municipality = assessment.municipality
    post(
        Letter(
            kind=Kind.REMARK,
            to=user,
            subject=f"{municipality}, {assessment.round}: antwoord op uw opmerking",
            template="assessments/mail/remark_answered",
            context={"remark": remark, "heading": heading, "assessment": assessment},
            link=_link(assessment),
            button="Naar het antwoord",
            about=str(municipality),
            municipality=municipality.code,
            needs=May.REVIEW.value,
        )
        for user in writers.values()
    )


def _link(assessment: Assessment) -> str:
    return reverse("adviser_remarks", args=[assessment.municipality.code, assessment.round.year])
