"""Making a file with data of several municipalities, outside the request; `exports.queue` calls it."""

import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone

from assessments.models import Round
from basisfuncties.structure import structure_of
from exports.about import About
from exports.choosing import chosen_for
from exports.models import Export
from exports.reading import sources_of
from exports.source import Source
from exports.writing.formats import FOR_MANY
from making.carrying_out import carry_out

SECONDS_BETWEEN = 1.0  # signs of life: often enough for who looks at the page


def make(key: int) -> bool:
    """Make the file of the export with this key, if it waits for that; return whether it did.

    Whatever goes wrong, the export says that it failed.
    """
    return carry_out(Export.objects.select_related("requested_by", "province"), key, _write)


def _ours(export: Export) -> QuerySet[Export]:
    """Return the row as long as nobody began anew with it."""
    return export.ours()


def _write(export: Export, path: Path) -> dict[str, object]:
    # What goes in is settled here, once: what is submitted from now on is not in the list of municipalities either.
    chosen = list(
        chosen_for(export)
        .order_by("assessment__round__year", "assessment__municipality__code")
        .values_list("pk", "assessment__municipality")
    )
    _ours(export).update(done=0, total=len(chosen))
    sources = sources_of([key for key, _ in chosen], with_texts=export.with_texts)
    FOR_MANY[export.format].write(path, _with_progress(export, sources), about(export))
    return {"municipalities": sorted({municipality for _, municipality in chosen})}


def _with_progress(export: Export, sources: Iterator[Source]) -> Iterator[Source]:
    last = time.monotonic()
    for done, source in enumerate(sources, start=1):
        yield source
        if time.monotonic() - last >= SECONDS_BETWEEN:
            last = time.monotonic()
            _ours(export).update(done=done, alive_at=timezone.now())
    # All is written; what is left is packing it.
    _ours(export).update(done=F("total"), alive_at=timezone.now())


def about(export: Export) -> About:
    """Return what the file says of itself. One query."""
    rounds = Round.objects.filter(year__in=export.years).select_related("framework").order_by("year")
    editions = {each.framework_id: structure_of(each.framework) for each in rounds}
    remarks = [
        f"{export.area}, {export.rounds}. Van elke zelfevaluatie: {export.version}.",
        "Namen van mensen die invulden of beoordeelden staan er niet in.",
    ]
    if export.with_texts:
        remarks.append(
            "Wat gemeenten en adviseurs schreven staat er wel in. Daar kan de naam van iemand in staan: deel het niet "
            "zonder te kijken."
        )
    else:
        remarks.append(
            "Wat gemeenten en adviseurs schreven is weggelaten. Waar een tekst stond, staat [tekst], "
            "[eigen aanvulling] of [eigen speerpunt]."
        )
    if any(each.is_demo for each in rounds):
        remarks.append("Let op: een of meer rondes zijn een voorbeeld. De antwoorden daarin zijn verzonnen.")
    return About(
        title=f"Gegevens van zelfevaluaties, {export.area[0].lower()}{export.area[1:]}, {export.rounds}",
        made_on=timezone.localdate(),
        editions=tuple(editions.values()),
        remarks=tuple(remarks),
        schema_url=schema_url(),
    )


def schema_url() -> str:
    """Return the public address of the JSON Schema."""
    return f"{settings.SITE_ADDRESS}{reverse('data_schema')}"
