"""The parts into which the work on an assessment is divided: each layer, and the key figures. Pure rules."""

from collections.abc import Iterable
from dataclasses import dataclass

from assessments.dutch import listed
from assessments.scoring import Progress
from basisfuncties.structure import Structure

KEY_FIGURES = "kerncijfers"


@dataclass(frozen=True)
class Scope:
    """One part that somebody can have: a layer of a basisfunctie, or the key figures (without a layer)."""

    basisfunctie: str = ""
    basisfunctie_name: str = ""
    number: int = 0
    layer: str = ""
    layer_name: str = ""
    layer_pk: int | None = None

    @property
    def code(self) -> str:
        """Return what forms and access know it by, such as 'vertalen/visie' or 'kerncijfers'."""
        return scope_code(self.basisfunctie, self.layer) if self.layer else KEY_FIGURES

    @property
    def label(self) -> str:
        """Return it in words, such as 'Vertalen, visie'."""
        return f"{self.basisfunctie_name}, {self.layer_name.lower()}" if self.layer else "Kerncijfers"


def scope_code(basisfunctie: str, layer: str) -> str:
    """Return the code of a layer of a basisfunctie."""
    return f"{basisfunctie}/{layer}"


def scopes_of(structure: Structure) -> dict[str, Scope]:
    """Return all parts by code, in the order of the circle, the key figures last."""
    layers = [
        Scope(each.slug, each.name, each.number, layer.kind, layer.name, layer.pk)
        for each in structure.basisfuncties
        for layer in each.layers
    ]
    return {scope.code: scope for scope in (*layers, Scope())}


def described(scopes: Iterable[Scope], structure: Structure) -> str:
    """Return several parts in words, in the order of the circle: 'Vertalen en Versterken (visie, beleid)'.

    A basisfunctie of which all layers are there goes by its name alone.
    """
    wanted = {scope.code for scope in scopes}
    words = []
    for each in structure.basisfuncties:
        layers = [layer.name.lower() for layer in each.layers if scope_code(each.slug, layer.kind) in wanted]
        if len(layers) == len(each.layers):
            words.append(each.name)
        elif layers:
            words.append(f"{each.name} ({', '.join(layers)})")
    if KEY_FIGURES in wanted:
        words.append("Kerncijfers")
    return listed(words) if words else ""


@dataclass(frozen=True)
class HowFar:
    """How far one part is: items done, of how many."""

    done: int
    total: int

    @property
    def is_complete(self) -> bool:
        """Whether nothing is open."""
        return self.done == self.total

    def __str__(self) -> str:
        return "alles ingevuld" if self.is_complete else f"{self.done} van {self.total} klaar"


def how_far(progress: Progress) -> dict[str, HowFar]:
    """Return how far each part is, by code."""
    far = {
        scope_code(each.slug, layer.kind): HowFar(layer.done, layer.total)
        for each in progress.basisfuncties
        for layer in each.layers
    }
    total = progress.key_figures_total
    return far | {KEY_FIGURES: HowFar(total - len(progress.key_figures), total)}
