"""The editions of the framework: which there are, how each differs from the one before it, and publishing one."""

from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from basisfuncties.difference import AtPlace, Difference, by_place, whole_difference
from basisfuncties.models import Framework
from basisfuncties.structure import Structure, draft_structure, structure_of


class EditionRefusedError(Exception):
    """What was asked of an edition can't be; the message says why, in Dutch."""


@dataclass(frozen=True)
class Change:
    """An edition with what it changes; `before` is the edition that it follows, None for the first of its series."""

    framework: Framework
    structure: Structure
    before: Structure | None

    @property
    def is_draft(self) -> bool:
        """Whether it is not published yet."""
        return self.framework.published_at is None

    @cached_property
    def difference(self) -> Difference:
        """Return all that differs from the edition before it."""
        return whole_difference(self.before, self.structure)

    @cached_property
    def places(self) -> tuple[AtPlace, ...]:
        """Return the same, layer by layer."""
        return by_place(self.difference, self.before, self.structure)

    @cached_property
    def counts(self) -> tuple[tuple[int, str], ...]:
        """Return how many things differ, by how, without what is none: ((2, 'nieuw'), (1, 'vervallen'))."""
        found = self.difference
        counted = (
            (len(found.new), "nieuw"),
            (len(found.gone), "vervallen"),
            (len(found.reworded), "anders verwoord"),
            (len(found.moved), "verplaatst"),
        )
        return tuple((count, words) for count, words in counted if count)

    @cached_property
    def holds(self) -> tuple[tuple[int, str, str], ...]:
        """Return what is in this edition, as (how many, of one, of more)."""
        functions, questions = self.structure.basisfuncties, self.structure.questions.values()
        elements = sum(len(layer.elements) for each in functions for layer in each.layers)
        return (
            (len(functions), "basisfunctie", "basisfuncties"),
            (len(self.structure.words.layers), "laag", "lagen"),
            (len(self.structure.words.levels), "niveau", "niveaus"),
            (len(questions), "vraag", "vragen"),
            (sum(len(question.options) for question in questions), "suggestie", "suggesties"),
            (elements, "beleidsonderdeel", "beleidsonderdelen"),
        )


def change_of(framework: Framework) -> Change:
    """Return what an edition, published or a draft, changes. One query, and those of a structure not read yet."""
    before = Framework.objects.before(framework).first()
    structure = draft_structure(framework) if framework.published_at is None else structure_of(framework)
    return Change(framework, structure, structure_of(before) if before else None)


def published_changes() -> list[list[Change]]:
    """Return the published editions with what each changed, the newest first; a list for each series. One query.

    The series that began first comes first: it is the site's own.
    """
    series: dict[str, list[Change]] = {}
    for framework in reversed(Framework.objects.published()):
        earlier = series.setdefault(framework.series, [])
        before = earlier[-1].structure if earlier else None
        earlier.append(Change(framework, structure_of(framework), before))
    return [changes[::-1] for changes in series.values()]


@transaction.atomic
def publish(framework: Framework, *, seen: str) -> Framework:
    """Publish a draft for ever, and return it; `seen` is the digest of what was read before saying so.

    Raises EditionRefusedError when it was published, taken away or loaded again meanwhile.
    """
    current = _locked_draft(framework)
    if current.digest != seen:
        raise EditionRefusedError(
            "Dit concept is intussen opnieuw geladen. Lees het verschil nog eens, en publiceer dan. "
            "Er is niets veranderd."
        )
    current.published_at = timezone.now()
    current.save(update_fields=["published_at"])
    return current


@transaction.atomic
def discard(framework: Framework) -> None:
    """Take a draft away; its file can be loaded again. Raises EditionRefusedError when it was published or is gone."""
    _locked_draft(framework).delete()


def is_beheerder(user: object) -> bool:
    """Whether this is a beheerder. This floor knows no people, only that one may be it."""
    return bool(getattr(user, "is_beheerder", False))


def require_beheerder(user: object) -> None:
    """Raise PermissionDenied for who is no beheerder."""
    if not is_beheerder(user):
        raise PermissionDenied


def _locked_draft(framework: Framework) -> Framework:
    current = Framework.objects.select_for_update().filter(edition=framework.edition).first()
    if current is None:
        raise EditionRefusedError(f"Editie {framework.edition} is er niet meer.")
    if current.published_at is not None:
        raise EditionRefusedError(f"Editie {framework.edition} is al gepubliceerd. Er is niets veranderd.")
    return current
