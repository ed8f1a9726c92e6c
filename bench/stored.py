"""A final report as it is stored, and a static file of the same size: what it costs to check who may have it."""

import os
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from assessments.models import Status, StepTaken
from assessments.steps import ADOPT
from bench.loading import Place
from reports.final.freezing import freeze
from reports.final.making import stored_file

NAME = "bench/stored.pdf"


def store_report(place: Place) -> tuple[int, str]:
    """Adopt last year's assessment of the measured municipality and make its final report.

    Returns the year of that round, and the address of a static file with as many bytes.
    """
    assessment = (
        place.assessment.municipality.assessments.filter(status=Status.ADOPTED)
        .select_related("round__framework", "municipality__province")
        .order_by("-round__year")[0]
    )
    StepTaken.objects.create(
        assessment=assessment,
        step=ADOPT.slug,
        from_status=Status.IN_REVIEW,
        to_status=Status.ADOPTED,
        taken_by=place.adviser,
        taken_at=timezone.now(),
    )
    size = stored_file(freeze(assessment, 1)).size
    static = static_path()
    static.parent.mkdir(exist_ok=True)
    # No text, so that nothing packs it: a PDF is packed already.
    static.write_bytes(os.urandom(size))
    return assessment.round.year, f"{settings.STATIC_URL}{NAME}"


def static_path() -> Path:
    """Return where the static file is."""
    return Path(settings.STATIC_ROOT) / NAME
