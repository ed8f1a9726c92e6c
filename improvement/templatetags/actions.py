"""Verbeteracties on pages of the floors below: what is made of a finding or a recommendation, and how it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from assessments.models import Assessment
from improvement.evaluating import is_asked
from improvement.look_back import look_back
from improvement.models import Action
from municipalities.access import Access, May

register = template.Library()


@dataclass(frozen=True)
class Made:
    """The actions that were made in a municipality, by what they mend; `may_make` for who can add one."""

    code: str
    may_make: bool
    by_finding: Mapping[str, list[Action]] = field(default_factory=dict)
    by_recommendation: Mapping[int, list[Action]] = field(default_factory=dict)


@register.simple_tag
def made_actions(access: Access | None) -> Made | None:
    """Return the actions of this municipality, for `action_beside`; None for who may not read them. One query."""
    if access is None or not access.may(May.READ_SUBMITTED):
        return None
    by_finding: dict[str, list[Action]] = {}
    by_recommendation: dict[int, list[Action]] = {}
    for row in Action.objects.of(access.municipality).standing():
        if row.finding:
            by_finding.setdefault(row.finding, []).append(row)
        if row.recommendation_id:
            by_recommendation.setdefault(row.recommendation_id, []).append(row)
    return Made(access.municipality.code, access.may(May.FILL_IN), by_finding, by_recommendation)


@register.inclusion_tag("improvement/actions/beside.html")
def action_at_finding(made: Made | None, key: str, year: int, about: str) -> dict[str, Any]:
    """Show what is done about a finding of this round, and to who fills in the link that makes an action of it."""
    found = made.by_finding.get(key, []) if made else []
    return _beside(made, found, {"jaar": year, "bevinding": key}, about)


@register.inclusion_tag("improvement/actions/beside.html")
def action_at_recommendation(made: Made | None, key: int, about: str) -> dict[str, Any]:
    """Show what is done about a recommendation, and to who fills in the link that makes an action of it."""
    found = made.by_recommendation.get(key, []) if made else []
    return _beside(made, found, {"aanbeveling": key}, about)


@register.filter
def at_key(items: Mapping[Any, Any], key: Any) -> Any:
    """Return what stands at this key, or None."""
    return items.get(key)


def _beside(made: Made | None, found: list[Action], asked: dict[str, Any], about: str) -> dict[str, Any]:
    make = f"{reverse('new_action', args=[made.code])}?{urlencode(asked)}" if made and made.may_make else ""
    return {"code": made.code if made else "", "actions": found, "make": make, "about": about}


@register.inclusion_tag("improvement/actions/earlier_panel.html")
def earlier_actions_panel(access: Access, assessment: Assessment, *, is_folded: object = False) -> dict[str, Any]:
    """Show what earlier rounds left to do and what became of it; nothing where there is nothing. Two queries.

    `is_folded` leaves the actions themselves behind a click: once a round has begun, the next step comes first.
    """
    years = look_back(assessment) if access.may(May.READ_SUBMITTED) else ()
    may_edit = access.may(May.FILL_IN)
    return {
        "years": years,
        "is_folded": is_folded,
        "waiting": sum(row.waits for year in years for row in year.rows) if may_edit else 0,
        "may_edit": may_edit,
        "municipality": assessment.municipality,
        "assessment": assessment,
    }


@register.inclusion_tag("improvement/evaluation/ask.html", takes_context=True)
def evaluation_asked(context: template.Context, access: Access, assessment: Assessment) -> dict[str, Any]:
    """Ask who may give it for the evaluation, after adoption and until a set day; else show nothing."""
    return {
        "csrf_token": context.get("csrf_token"),
        "until": is_asked(access, assessment),
        "municipality": assessment.municipality,
        "assessment": assessment,
    }
