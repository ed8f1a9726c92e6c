"""All that a council report is made of, as one frozen value: read once, written as JSON, read back the same.

`read_content` asks the database, `reports.report.build_report` makes the report of what it returns and asks nothing.
What is kept of a final report is this value as JSON, so every field is made of plain values that pydantic knows, and a
new field gets a default: older ones must still be read.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from assessments.models import Assessment
from assessments.reviewing.second import SecondLevel
from assessments.snapshot import Snapshot
from comparison.beside import Comparison
from comparison.for_report import read_comparison, read_trend
from comparison.trend import Trend
from improvement.plan import PlannedAction, read_plan
from improvement.reading import AdviceRead
from municipalities.house_style.reading import read_style
from municipalities.house_style.style import HouseStyle
from reports.advice import advice_on
from reports.issue import Issue, Issued
from reports.models import ReportSettings
from reports.settings import USUAL, Settings


@dataclass(frozen=True)
class Content:
    """One version of an assessment with all that stands beside it in the report.

    `seconds` are the adviser's levels, `advice` what was sent on this version with the answers to it, `plan` the
    verbeteracties, `settings` what the municipality set. `trend` is the course over the rounds up to this version and
    `comparison` this version beside others, both None where the municipality leaves that chapter out. `style` is its
    house style, if it has one.
    """

    snapshot: Snapshot
    issue: Issue
    seconds: tuple[SecondLevel, ...] = ()
    advice: AdviceRead | None = None
    plan: tuple[PlannedAction, ...] = ()
    trend: Trend | None = None
    comparison: Comparison | None = None
    settings: Settings = USUAL
    style: HouseStyle | None = None


def read_content(assessment: Assessment, issued: Issued) -> Content:
    """Return the content of the report on this version of an assessment, as things stand now."""
    settings, snapshot = settings_of(assessment), issued.snapshot
    return Content(
        snapshot=snapshot,
        issue=issued.issue,
        seconds=issued.seconds,
        advice=advice_on(assessment, issued.issue),
        plan=read_plan(assessment),
        trend=read_trend(assessment, snapshot, is_adopted=issued.issue.is_final) if settings.with_trend else None,
        comparison=read_comparison(assessment, snapshot) if settings.with_comparison else None,
        settings=settings,
        style=read_style(assessment.municipality),
    )


def with_what_followed(assessment: Assessment, content: Content, today: date) -> Content:
    """Return the content with the answers to the advice and the plan as they are today: what is frozen has them not.

    For what is made beside a final report, at any later moment.
    """
    return replace(
        content,
        issue=replace(content.issue, made_on=today),
        advice=advice_on(assessment, content.issue),
        plan=read_plan(assessment),
    )


def settings_of(assessment: Assessment) -> Settings:
    """Return what the municipality set of its report; the usual settings when it set nothing. One query."""
    row = ReportSettings.objects.filter(assessment=assessment).first()
    return row.as_value() if row else USUAL


_ADAPTER = TypeAdapter(Content)


def as_json(content: Content) -> dict[str, Any]:
    """Return the content as JSON values."""
    values: dict[str, Any] = _ADAPTER.dump_python(content, mode="json")
    return values


def from_json(values: dict[str, Any]) -> Content:
    """Return the content that `as_json` made into JSON values."""
    return _ADAPTER.validate_python(values)


def as_text(content: Content) -> str:
    """Return the content as JSON, to keep."""
    return _ADAPTER.dump_json(content).decode()


def from_text(text: str) -> Content:
    """Return the content that `as_text` wrote."""
    return _ADAPTER.validate_json(text)
