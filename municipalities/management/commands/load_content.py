"""`manage.py load_content`: the framework and the municipalities, from `fixtures/`.

A new edition becomes a draft, and what it changes is said: who reads that publishes it, here or on the site. Only where
there is no edition at all is there nothing to compare it with: then all is published at once.
"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from basisfuncties.editions import Change, change_of
from basisfuncties.framework_file import FrameworkFileError
from basisfuncties.loading import EditionIsPublished, load_framework_file
from basisfuncties.models import Framework
from municipalities.loading import MunicipalitiesFileError, load_municipalities_file


class Command(BaseCommand):
    """Load every edition of the framework and all municipalities; a second run changes nothing."""

    help = (
        "Laadt alle edities van het kader en alle gemeenten. Een tweede keer verandert er niets. Een nieuwe editie "
        "wordt een concept; met --publish wordt zij gepubliceerd."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take `--folder`, for whoever tries out an edition elsewhere, and `--publish`."""
        parser.add_argument(
            "--folder",
            type=Path,
            default=Path(settings.BASE_DIR) / "fixtures",
            help="De map met kader-*.yaml en municipalities.csv.",
        )
        parser.add_argument(
            "--publish", action="store_true", help="Publiceer de edities in de map. Daarna veranderen zij nooit meer."
        )

    def handle(self, *args: Any, folder: Path, publish: bool, **options: Any) -> None:
        """Load all or nothing. Raises CommandError with every fault of the first file that has any."""
        files = sorted(folder.glob("kader-*.yaml"))
        municipalities = folder / "municipalities.csv"
        if not files or not municipalities.is_file():
            raise CommandError(f"In {folder} horen een of meer bestanden kader-*.yaml en municipalities.csv te staan.")
        with transaction.atomic():
            as_draft = not publish and Framework.objects.published().exists()
            lines = [self._framework(path, as_draft=as_draft) for path in files]
            lines.append(self._municipalities(municipalities))
        if options["verbosity"]:
            self.stdout.write("\n".join(lines))

    def _framework(self, path: Path, *, as_draft: bool) -> str:
        known = set(Framework.objects.published().values_list("edition", flat=True))
        try:
            framework = load_framework_file(path, as_draft=as_draft).framework
        except FrameworkFileError as error:
            raise CommandError(_list_of_faults(path, [str(fault) for fault in error.faults])) from error
        except (EditionIsPublished, OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{path.name}: {error}") from error
        named = f"{path.name}: {framework}"
        if framework.edition in known:
            return f"{named}: was al geladen, er is niets veranderd."
        change = change_of(framework)
        if framework.published_at is not None:
            return "\n".join([f"{named}: geladen en gepubliceerd.", *_changes(change)])
        address = f"/kader/edities/{framework.edition}/"
        return "\n".join(
            [
                f"{named}: geladen als concept. Rondes kunnen het nog niet gebruiken.",
                *_changes(change),
                f"  Publiceren: op de site bij {address}, of met manage.py load_content --publish.",
            ]
        )

    def _municipalities(self, path: Path) -> str:
        try:
            loaded = load_municipalities_file(path)
        except MunicipalitiesFileError as error:
            raise CommandError(_list_of_faults(path, error.faults)) from error
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{path.name}: {error}") from error
        return (
            f"{path.name}: {loaded.created} gemeenten nieuw, {loaded.updated} bijgewerkt, "
            f"{loaded.unchanged} ongewijzigd; {loaded.provinces_changed} provincies nieuw of bijgewerkt."
        )


def _list_of_faults(path: Path, faults: list[str]) -> str:
    heading = "1 fout" if len(faults) == 1 else f"{len(faults)} fouten"
    return "\n".join([f"{path.name}: {heading}, niets geladen.", *(f"  {fault}" for fault in faults)])


def _changes(change: Change) -> list[str]:
    """Return what an edition changes, a line for each thing."""
    if change.before is None:
        return []
    if change.difference.is_empty:
        return [f"  Er is niets anders dan in editie {change.before.edition}."]
    counts = ", ".join(f"{count} {words}" for count, words in change.counts)
    lines = [f"  Anders dan editie {change.before.edition}: {counts}."]
    for at in change.places:
        lines.append(f"  {', '.join(name for name in (at.function, at.layer.lower()) if name) or 'Het hele kader'}")
        found = at.difference
        for words, terms in (("nieuw", found.new), ("vervallen", found.gone), ("verplaatst", found.moved)):
            lines += [f"    {words}: {term.text} ({term.what.value})" for term in terms]
        for each in found.reworded:
            lines.append(f"    anders verwoord: {each.old.text} -> {each.new.text} ({each.new.what.value})")
    return lines
