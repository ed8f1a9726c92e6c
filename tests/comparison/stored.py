"""Rows of figures, without the whole way to an adoption."""

from django.utils import timezone

from assessments.models import Assessment, Submission
from basisfuncties.structure import structure_of
from comparison.models import Figures
from tests.factories import AssessmentFactory, RoundFactory, UserFactory


def stored_figures(*, municipality, year=None, adopted_at=None, level=2, counted=None, **values) -> Figures:
    """Store the figures of an adopted assessment, with this level everywhere unless `counted` says more."""
    round_ = RoundFactory(year=year or timezone.localdate().year)
    assessment = Assessment.objects.filter(round=round_, municipality=municipality).first() or AssessmentFactory(
        round=round_, municipality=municipality, adopted=True
    )
    number = assessment.submissions.count() + 1
    submission = Submission.objects.create(
        assessment=assessment,
        number=number,
        content={},
        sha256="0" * 64,
        submitted_at=timezone.now(),
        submitted_by=UserFactory(),
    )
    structure = structure_of(round_.framework)
    usual = {
        "levels": {each.slug: {layer.kind: level for layer in each.layers} for each in structure.basisfuncties},
        "findings": {},
        "speerpunten": {},
        "own": {},
        "money": {},
    }
    return Figures.objects.create(
        submission=submission,
        assessment=assessment,
        number=number,
        municipality=municipality,
        province=municipality.province,
        framework=round_.framework,
        year=round_.year,
        adopted_at=adopted_at or timezone.now(),
        counts=number == 1,
        population=municipality.population,
        counted=usual | (counted or {}),
        **values,
    )
