"""Whatever an adviser posts to whatever address: the text of the municipality stays what it was."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from assessments.models import Status
from assessments.reading import read_snapshot
from assessments.snapshot import digest, to_content
from assessments.steps import ADOPT, ASK_SUPPLEMENT
from tests.assessments.reviewed import Q1, RELIEF, in_review, sent, step
from tests.factories import AdviserLevelFactory, EvidenceFactory, SupplementPointFactory


def addresses(patterns, prefix=""):
    """Yield each address of the site that is about one assessment."""
    for each in patterns:
        if isinstance(each, URLResolver):
            if each.namespace != "admin":
                yield from addresses(each.url_patterns)
        elif isinstance(each, URLPattern) and {"code", "year"} <= set(each.pattern.regex.groupindex):
            yield each


ARGUMENTS = {
    "basisfunctie": "vertalen",
    "layer": "visie",
    "part": Q1,
    "step": "indienen",
    "number": 1,
    "slug": "vertalen",
}
# What the forms of the municipality send, and those of the adviser.
POSTED = {
    f"{Q1}-explanation": "Van de adviseur",
    f"{Q1}-read": "x",
    "niveau-level": "0",
    "niveau-reason": "Van de adviseur",
    "niveau-read": "x",
    "kerncijfers-budget": "1",
    "kerncijfers-read": "x",
    "speerpunten-chosen": [RELIEF],
    "speerpunten-read": "x",
    "text": "Van de adviseur",
    "key": "k1",
    "kind": "vraag",
    "level": "0",
    "outcome": "gedaan",
    "title": "Van de adviseur",
    "url": "https://example.org/",
    "terugzetten": "1",
}


@pytest.mark.parametrize("status", list(Status))
def test_no_post_of_an_adviser_changes_what_a_snapshot_reads(make_town, status):
    town = in_review(make_town(rated=True))
    sent(town)
    if status == Status.SUPPLEMENT:
        step(town, ASK_SUPPLEMENT)
    if status == Status.ADOPTED:
        step(town, ADOPT)
    EvidenceFactory(assessment=town.assessment)
    AdviserLevelFactory(assessment=town.assessment)
    type(town.assessment).objects.filter(pk=town.assessment.pk).update(
        status=status, adopted_at=town.assessment.status_since if status == Status.ADOPTED else None
    )
    point = SupplementPointFactory(supplement__assessment=town.assessment, supplement__prepared=True)
    town.assessment.refresh_from_db()
    before = digest(to_content(read_snapshot(town.assessment)))
    arguments = {
        **ARGUMENTS,
        "code": town.municipality.code,
        "year": town.assessment.round.year,
        "point_id": point.pk,
        "evidence_id": town.assessment.evidence.get().pk,
    }
    tried = 0
    for pattern in addresses(get_resolver().url_patterns):
        wanted = set(pattern.pattern.regex.groupindex)
        given = {name: arguments.get(name, 1) for name in wanted}
        for layer in ("visie", "beleid") if "layer" in wanted else ("",):
            for part in (Q1, "niveau") if "part" in wanted else ("",):
                values = given | ({"layer": layer} if layer else {}) | ({"part": part} if part else {})
                town.desk.post(reverse(pattern.name, kwargs=values), POSTED)
                tried += 1
    assert tried > 40
    town.assessment.refresh_from_db()
    assert digest(to_content(read_snapshot(town.assessment))) == before
    assert [each.sha256 for each in town.assessment.submissions.all()] == [before_of(town)]


def before_of(town):
    """Return the digest of what was handed in, worked out anew."""
    return digest(town.assessment.submissions.first().content)
