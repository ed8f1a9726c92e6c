"""Fetch an assessment and check in one call what the person may do with it."""

from dataclasses import dataclass

from django.http import Http404

from accounts.models import User
from assessments.models import Assessment
from municipalities.access import Access, May, get_access


@dataclass(frozen=True)
class Opened:
    """An assessment in the hands of someone who may open it."""

    assessment: Assessment
    access: Access


def get_assessment(user: User, code: str, year: int, action: May, *, lock: bool = False) -> Opened:
    """Return the assessment of this municipality in this year, for someone who may do `action` with it.

    With `lock` (in a transaction) nobody else changes it until the transaction ends. Raises Http404 when the
    municipality does not exist for the person or has no assessment in that year, PermissionDenied when
    the person may not do `action`. Three queries.
    """
    access = get_access(user, code, action)
    rows = Assessment.objects.select_related("round__framework")
    if lock:
        rows = rows.select_for_update(of=("self",))
    # There is at most one; the order of lists would only join tables for it.
    assessment = rows.filter(municipality=access.municipality, round__year=year).order_by().first()
    if assessment is None:
        raise Http404(f"{access.municipality} doet niet mee aan de ronde van {year}.")
    assessment.municipality = access.municipality
    return Opened(assessment, access)
