"""'Bewust zo, omdat…': what a municipality says to a finding, at the field where the thread breaks."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assessments.findings import RULES, Finding
from assessments.findings.catalogue import layer_of
from assessments.forms.parts import Break, LongText, PartForm
from assessments.models import Assessment, FindingResponse
from assessments.models.findings import MAX_KEY

PREFIX = "bewust-"
# A prefix names fields and ids, in which a colon is a nuisance; no code has two underscores.
COLON = "__"
READ = re.compile(rf"{PREFIX}([a-z-]+{COLON}[a-z0-9-]+{COLON}[a-z0-9-]+)-read")


class FindingResponseForm(PartForm):
    """Why a break is there on purpose. Saved by itself, like each part of a page."""

    template = "assessments/parts/finding_response.html"
    fields_of_row = ("because",)
    row: FindingResponse
    is_place = False

    because = LongText(label="Bewust zo, omdat…", rows=3)

    def __init__(self, data: Mapping[str, Any] | None, *, row: FindingResponse) -> None:
        rule = RULES[row.key.split(":")[0]]
        super().__init__(data, prefix=prefix_of(row.key), heading=f"Bewust zo: {rule.title.lower()}", row=row)


def prefix_of(key: str) -> str:
    """Return the prefix of the form that answers the finding with this key."""
    return PREFIX + key.replace(":", COLON)


def posted_keys(data: Mapping[str, Any], basisfunctie: str, layer: str) -> list[str]:
    """Return the keys of the findings of this layer that the browser showed an answer to.

    Of this layer alone: who may fill in one layer could otherwise answer for another.
    What the browser read counts, not what is a finding now: a colleague may have mended it while this person typed.
    """
    keys = [match[1].replace(COLON, ":") for name in data if (match := READ.fullmatch(name))]
    return [key for key in keys if _is_key(key, basisfunctie, layer)]


def _is_key(key: str, basisfunctie: str, layer: str) -> bool:
    return layer_of(key) == layer and key.split(":")[1] == basisfunctie and len(key) <= MAX_KEY


def response_forms(
    data: Mapping[str, Any] | None,
    keys: Iterable[str],
    assessment: Assessment,
    rows: Mapping[str, FindingResponse],
) -> list[PartForm]:
    """Return the answers to the findings with these keys, empty or as posted; `rows` are those stored."""
    return [
        FindingResponseForm(data, row=rows.get(key) or FindingResponse(assessment=assessment, key=key)) for key in keys
    ]


def with_breaks(
    parts: Sequence[PartForm],
    findings: Iterable[Finding],
    assessment: Assessment,
    rows: Mapping[str, FindingResponse],
) -> list[PartForm]:
    """Return the parts of a page, each knowing where the thread breaks at it, and with them the answers to that.

    An answer that was typed and not saved is shown as it was typed. Findings that can't be mended on this page are
    left out, and so is a stored answer to a finding that is gone.
    """
    by_prefix = {part.prefix: part for part in parts}
    responses = []
    for finding in findings:
        host = by_prefix.get(finding.place.field)
        if host is None:
            continue
        response = by_prefix.get(prefix_of(finding.key))
        if response is None:
            (response,) = response_forms(None, [finding.key], assessment, rows)
            responses.append(response)
        response.is_inside = True
        host.breaks = [*host.breaks, Break(finding, response)]
    kept = [part for part in parts if part.is_place or part.is_inside or part.is_bound]
    return [*kept, *responses]
