"""Load an edition of the framework into the database, once and whole."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from basisfuncties.framework_file import read_framework_file
from basisfuncties.models import (
    Basisfunctie,
    Framework,
    GuidingQuestion,
    Layer,
    LayerKind,
    Level,
    Option,
    PolicyElement,
)


class EditionIsPublished(Exception):
    """The edition is there already, with other content; the message says what to do about it."""


@dataclass(frozen=True)
class LoadedFramework:
    """What loading did: the framework, and whether it is new."""

    framework: Framework
    created: bool


def digest_of(content: dict[str, Any]) -> str:
    """Return the SHA-256 of the content, the same for any lay-out or comment of its file."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def load_framework_file(path: Path) -> LoadedFramework:
    """Load and publish the edition in this file, or leave all as it is when it was loaded before.

    Raises FrameworkFileError with every fault of the file, EditionIsPublished when the edition was
    published with other content, OSError or UnicodeDecodeError when the file can't be read.
    """
    return load_framework(read_framework_file(path.read_text(encoding="utf-8")))


@transaction.atomic
def load_framework(content: dict[str, Any]) -> LoadedFramework:
    """Load and publish checked content (see `read_framework_file`). Raises EditionIsPublished."""
    digest = digest_of(content)
    existing = Framework.objects.filter(edition=content["edition"]).first()
    if existing is not None:
        if existing.digest != digest:
            raise EditionIsPublished(
                f"Editie {existing.edition} is al gepubliceerd, met een andere inhoud. Een gepubliceerde editie "
                "verandert niet. Geef het bestand een nieuw editienummer (het veld 'edition') en laad het opnieuw."
            )
        return LoadedFramework(existing, created=False)
    # The database refuses rows for a published framework, so publishing comes last.
    framework = Framework.objects.create(
        edition=content["edition"],
        title=content["title"],
        introduction=content["introduction"],
        source=content["source"],
        digest=digest,
    )
    _create_rows(framework, content)
    framework.published_at = timezone.now()
    framework.save(update_fields=["published_at"])
    return LoadedFramework(framework, created=True)


def _create_rows(framework: Framework, content: dict[str, Any]) -> None:
    basisfuncties = Basisfunctie.objects.bulk_create(
        Basisfunctie(
            framework=framework,
            number=number,
            **{name: each[name] for name in ("slug", "name", "definition", "description", "passes_on", "source")},
        )
        for number, each in enumerate(content["basisfuncties"], start=1)
    )
    pairs = [
        (
            Layer(
                basisfunctie=basisfunctie,
                kind=kind,
                position=position,
                guidance=each["layers"][kind]["guidance"],
                own_additions=each["layers"][kind].get("own_additions", False),
                source=each["layers"][kind]["source"],
            ),
            each["layers"][kind],
        )
        for basisfunctie, each in zip(basisfuncties, content["basisfuncties"], strict=True)
        for position, kind in enumerate(LayerKind.values, start=1)
    ]
    Layer.objects.bulk_create(layer for layer, _ in pairs)
    Level.objects.bulk_create(
        Level(layer=layer, value=value, text=text) for layer, each in pairs for value, text in enumerate(each["levels"])
    )
    PolicyElement.objects.bulk_create(
        PolicyElement(layer=layer, position=position, **element)
        for layer, each in pairs
        for position, element in enumerate(each.get("elements", []), start=1)
    )
    _create_questions(framework, pairs)


def _create_questions(framework: Framework, pairs: list[tuple[Layer, dict[str, Any]]]) -> None:
    asked = [
        (
            GuidingQuestion(
                layer=layer,
                framework=framework,
                code=question["code"],
                number=number,
                text=question["text"],
                help=question.get("help", ""),
                kind=question["kind"],
                own_additions=question["own_additions"],
                role=question.get("role", ""),
                source=question["source"],
            ),
            question,
        )
        for layer, each in pairs
        for number, question in enumerate(each.get("questions", []), start=1)
    ]
    GuidingQuestion.objects.bulk_create(row for row, _ in asked)
    Option.objects.bulk_create(
        Option(question=row, position=position, **option)
        for row, question in asked
        for position, option in enumerate(question.get("options", []), start=1)
    )
    by_code = {row.code: row for row, _ in asked}
    link = GuidingQuestion.choose_from.through
    link._default_manager.bulk_create(
        link(from_guidingquestion=row, to_guidingquestion=by_code[code])
        for row, question in asked
        for code in question.get("choose_from", [])
    )
