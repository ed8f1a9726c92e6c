"""Who reviews an assessment, in a line for the pages of an assessment."""

from django import template

from assessments.models import Assessment, Status
from municipalities.access import Access, May

register = template.Library()


@register.inclusion_tag("assessments/reviewer_line.html", takes_context=True)
def reviewer_line(context: template.Context, access: Access, assessment: Assessment) -> dict[str, object]:
    """Show who has this assessment, and to an adviser of it how to take it, hand it over or step in. One query."""
    return {
        "csrf_token": context.get("csrf_token"),
        "assessment": assessment,
        "reviewer": assessment.reviewer,
        "is_own": assessment.reviewer_id == access.user.pk,
        "may_review": access.may(May.REVIEW),
        # Then the step 'in beoordeling nemen' stands below it, which takes the assessment too.
        "waits_for_review": assessment.status == Status.SUBMITTED,
    }
