"""The door of the report's settings: locks, checks and saves in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from accounts.models import User
from assessments.access import Opened, get_assessment
from assessments.findings.listing import chapters as findings_of
from assessments.models import Status
from assessments.reviewing.second import Difference, differences
from improvement.saving import Parts, SheetPart
from municipalities.access import May
from reports.advice import advice_on
from reports.issue import Issued, issued_to
from reports.models import ReportSettings
from reports.points import Offer, offer
from reports.setting.forms import settings_parts


@dataclass(frozen=True)
class Setting:
    """The settings of one report in the hands of who sets them; `is_open` until the report is final."""

    opened: Opened
    row: ReportSettings
    issued: Issued
    differ: tuple[Difference, ...]
    offered: Offer

    @property
    def is_open(self) -> bool:
        """Whether the settings can change: a report that was adopted is final."""
        return self.opened.assessment.status != Status.ADOPTED


def read_setting(user: User, code: str, year: int, *, lock: bool = False) -> Setting:
    """Return the settings of this report, for who fills in there. Raises what `get_assessment` does."""
    opened = get_assessment(user, code, year, May.FILL_IN, lock=lock)
    assessment = opened.assessment
    row = ReportSettings.objects.filter(assessment=assessment).select_related("updated_by").first()
    issued = issued_to(opened)
    assert issued is not None  # noqa: S101 - who fills in gets the concept or what was submitted
    differ = differences(issued.snapshot, issued.seconds)
    advice = advice_on(assessment, issued.issue)
    offered = offer(issued.snapshot, findings_of(issued.snapshot), differ, advice)
    return Setting(opened, row or ReportSettings(assessment=assessment, updated_by=user), issued, differ, offered)


def save_setting(
    user: User, code: str, year: int, data: Mapping[str, Any], decision: str = ""
) -> tuple[Setting, Parts]:
    """Save what was set and return the parts; of a final report nothing is saved. Raises what `get_assessment` does."""
    with transaction.atomic():
        setting = read_setting(user, code, year, lock=True)
        parts = Parts(list[SheetPart](settings_parts(setting.row, setting.offered, data)))
        if not setting.is_open:
            parts.is_closed = True
            for part in parts.parts:
                part.is_valid()
            return setting, parts
        if decision:
            parts.decide(decision)
        parts.save(user, "", _write)
    return setting, parts


def _write(part: SheetPart) -> None:
    row = part.row
    assert isinstance(row, ReportSettings)  # noqa: S101 - for the type checker
    row.note_edit(str(part.prefix))
    row.save()
