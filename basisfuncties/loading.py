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
    Level,
    Option,
    PolicyElement,
)
from basisfuncties.words import SERIES, stored_words, words_of


class EditionIsPublished(Exception):
    """The edition is there already, with other content; the message says what to do about it."""


@dataclass(frozen=True)
class LoadedFramework:
    """What loading did: the framework, and whether its content is new in the database."""

    framework: Framework
    created: bool


def digest_of(content: dict[str, Any]) -> str:
    """Return the SHA-256 of the content, the same for any lay-out or comment of its file."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def load_framework_file(path: Path, *, as_draft: bool = False) -> LoadedFramework:
    """Load the edition in this file, or leave all as it is when it was loaded before.

    Raises FrameworkFileError with every fault of the file, EditionIsPublished when the edition was
    published with other content, OSError or UnicodeDecodeError when the file can't be read.
    """
    return load_framework(read_framework_file(path.read_text(encoding="utf-8")), as_draft=as_draft)


@transaction.atomic
def load_framework(content: dict[str, Any], *, as_draft: bool = False) -> LoadedFramework:
    """Load checked content (see `read_framework_file`), and publish it unless it is to stay a draft.

    A draft that was loaded before with other content makes way for this. Raises EditionIsPublished.
    """
    digest = digest_of(content)
    existing = Framework.objects.filter(edition=content["edition"]).first()
    if existing is not None and existing.digest != digest:
        if existing.published_at is not None:
            raise EditionIsPublished(
                f"Editie {existing.edition} is al gepubliceerd, met een andere inhoud. Een gepubliceerde editie "
                "verandert niet. Geef het bestand een nieuw editienummer (het veld 'edition') en laad het opnieuw."
            )
        existing.delete()
        existing = None
    framework = existing or _create(content, digest)
    if not as_draft and framework.published_at is None:
        # The database refuses rows for a published framework, so publishing comes last.
        framework.published_at = timezone.now()
        framework.save(update_fields=["published_at"])
    return LoadedFramework(framework, created=existing is None)


def _create(content: dict[str, Any], digest: str) -> Framework:
    framework = Framework.objects.create(
        edition=content["edition"],
        series=content.get("series", SERIES),
        title=content["title"],
        introduction=content["introduction"],
        source=content["source"],
        stored_words=stored_words(content),
        digest=digest,
        loaded_at=timezone.now(),
    )
    _create_rows(framework, content)
    return framework


def _create_rows(framework: Framework, content: dict[str, Any]) -> None:
    basisfuncties = Basisfunctie.objects.bulk_create(
        Basisfunctie(
            framework=framework,
            number=number,
            **{name: each[name] for name in ("slug", "name", "definition", "description", "passes_on", "source")},
        )
        for number, each in enumerate(content["basisfuncties"], start=1)
    )
    kinds = [layer.kind for layer in words_of(content).layers]
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
        for position, kind in enumerate(kinds, start=1)
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
