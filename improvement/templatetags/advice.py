"""What pages of the floor below show of an advice. Each tag asks the database only where there can be something."""

from typing import Any

from django import template

from assessments.models import Assessment, Status
from improvement.models import Advice, Recommendation
from improvement.writing import ready_of
from municipalities.access import Access, May

register = template.Library()


@register.inclusion_tag("improvement/tags/waiting.html")
def advice_waiting(assessment: Assessment) -> dict[str, Any]:
    """Say to who fills in that recommendations wait for an answer; one query, none before the first adoption."""
    if assessment.status not in (Status.ADOPTED, Status.REOPENED):
        return {}
    newest = Advice.objects.sent().filter(assessment=assessment).order_by("-number").values("pk")[:1]
    counted = Recommendation.objects.filter(advice__in=newest).answered()
    return {
        "assessment": assessment,
        "municipality": assessment.municipality,
        "waiting": counted["total"] - counted["answered"],
        **counted,
    }


@register.inclusion_tag("improvement/tags/waiting_there.html")
def advice_waiting_at(access: Access) -> dict[str, Any]:
    """Say on the page of a municipality that its newest advice waits for answers; two queries."""
    municipality = access.municipality
    newest = Advice.objects.newest_sent_to(municipality) if access.may(May.FILL_IN) else None
    if newest is None:
        return {}
    counted = Recommendation.objects.filter(advice=newest).answered()
    return {
        "municipality": municipality,
        "assessment": newest.assessment,
        "waiting": counted["total"] - counted["answered"],
    }


@register.inclusion_tag("improvement/tags/at_adoption.html")
def advice_at_adoption(assessment: Assessment) -> dict[str, Any]:
    """Say beside the button that adopts which of the advice goes with it; three queries. For advisers only."""
    draft = Advice.objects.draft_of(assessment)
    return {
        "assessment": assessment,
        "municipality": assessment.municipality,
        "ready": ready_of(draft) if draft else None,
    }


@register.inclusion_tag("improvement/tags/for_adviser.html")
def advice_for_adviser(access: Access, assessment: Assessment) -> dict[str, Any]:
    """Lead an adviser to the advice, with how far the municipality is with answering; two queries at most."""
    if not access.may(May.REVIEW) or assessment.status in (Status.CONCEPT, Status.SUBMITTED):
        return {}
    sent = Advice.objects.newest_sent_of(assessment)
    counted = Recommendation.objects.filter(advice=sent).answered() if sent else {}
    return {"assessment": assessment, "municipality": assessment.municipality, "sent": sent, **counted}
