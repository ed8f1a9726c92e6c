"""`manage.py load_content`: the framework and the municipalities, from `fixtures/`."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from basisfuncties.framework_file import FrameworkFileError
from basisfuncties.loading import EditionIsPublished, load_framework_file
from municipalities.loading import MunicipalitiesFileError, load_municipalities_file


class Command(BaseCommand):
    """Load every edition of the framework and all municipalities; a second run changes nothing."""

    help = "Laadt alle edities van het kader en alle gemeenten. Een tweede keer verandert er niets."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take `--folder`, for whoever tries out an edition elsewhere."""
        parser.add_argument(
            "--folder",
            type=Path,
            default=Path(settings.BASE_DIR) / "fixtures",
            help="De map met kader-*.yaml en municipalities.csv.",
        )

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        """Load all or nothing. Raises CommandError with every fault of the first file that has any."""
        files = sorted(folder.glob("kader-*.yaml"))
        municipalities = folder / "municipalities.csv"
        if not files or not municipalities.is_file():
            raise CommandError(f"In {folder} horen een of meer bestanden kader-*.yaml en municipalities.csv te staan.")
        with transaction.atomic():
            lines = [self._framework(path) for path in files] + [self._municipalities(municipalities)]
        if options["verbosity"]:
            self.stdout.write("\n".join(lines))

    def _framework(self, path: Path) -> str:
        try:
            loaded = load_framework_file(path)
        except FrameworkFileError as error:
            raise CommandError(_list_of_faults(path, [str(fault) for fault in error.faults])) from error
        except (EditionIsPublished, OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{path.name}: {error}") from error
        done = "geladen en gepubliceerd" if loaded.created else "was al geladen, er is niets veranderd"
        return f"{path.name}: {loaded.framework}: {done}."

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
