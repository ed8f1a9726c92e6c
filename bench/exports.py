"""Measure the export of the whole country, each in a process of its own, so that its memory is only its own."""

import json
import os
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone

from accounts.models import User
from assessments.models import Round
from basisfuncties.structure import structure_of
from bench.memory import peak_megabytes
from exports.about import About
from exports.choosing import submissions_for
from exports.reading import sources_of
from exports.writing.formats import FOR_MANY

ONE, ALL = "one", "all"


@dataclass(frozen=True)
class ExportTimes:
    """What it took to export so many assessments, texts and all."""

    assessments: int
    seconds: float
    megabytes: float
    peak_megabytes: float


def measure_exports() -> dict[str, tuple[ExportTimes, ExportTimes]]:
    """Return by format what one assessment took, and what all of them took."""
    return {name: (_measured(name, ONE), _measured(name, ALL)) for name in FOR_MANY}


def _measured(name: str, which: str) -> ExportTimes:
    command = [sys.executable, "-m", "bench", "export", name, which]
    ran = subprocess.run(command, env=os.environ, stdout=subprocess.PIPE, text=True, check=True)
    return ExportTimes(**json.loads(ran.stdout))


def print_export_times(name: str, which: str) -> None:
    """Measure in this process and print the times as JSON."""
    beheerder = User.objects.get(is_beheerder=True)
    rounds = list(Round.objects.select_related("framework"))
    chosen = submissions_for(beheerder, None, [each.year for each in rounds], only_adopted=False)
    keys = list(
        chosen.order_by("assessment__round__year", "assessment__municipality__code").values_list("pk", flat=True)
    )
    keys = keys[:1] if which == ONE else keys
    about = About(
        "Gegevens", timezone.localdate(), (structure_of(rounds[0].framework),), (), "https://example.nl/schema.json"
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "gegevens"
        start = time.perf_counter()
        FOR_MANY[name].write(path, sources_of(keys, with_texts=True), about)
        seconds = time.perf_counter() - start
        size = path.stat().st_size
    print(json.dumps(asdict(ExportTimes(len(keys), seconds, size / 1024 / 1024, peak_megabytes()))))
