"""The key figures beside figures of the field. Pure."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from assessments.amounts import format_number
from assessments.dutch import dutch_date
from assessments.key_figures import reference_values
from assessments.models import Keurmerk, Steunpunt, SteunpuntForm
from assessments.snapshot import Snapshot
from reports.notes import Notes
from reports.stored_words import NOT_FILLED_IN, amount_of, decimal_of, label_of

CBS = "Bron: CBS"
MOST_EXPLAINED = 600  # characters


@dataclass(frozen=True)
class KeyFigureRow:
    """A key figure, the municipality's own value, and what it may be compared with."""

    name: str
    value: str
    reference: str
    source: str


@dataclass(frozen=True)
class KeyFiguresChapter:
    """The key figures beside their reference values."""

    rows: tuple[KeyFigureRow, ...]
    explanation: SafeString
    to_confirm: bool
    has_references: bool = True


def build_key_figures(snapshot: Snapshot, notes: Notes) -> KeyFiguresChapter:
    """Return the key figures, each beside its reference value."""
    figures, municipality = snapshot.key_figures, snapshot.municipality
    # the reference values are of volunteer work
    known = reference_values(municipality.population) if snapshot.words.follows_brochure else ()
    references = {reference.field: (reference.text, f"Bron: {reference.source}") for reference in known}
    own = (
        ("fte", "Fte voor het beleid", decimal_of(figures.fte)),
        ("budget", "Budget per jaar", amount_of(figures.budget)),
        ("steunpunt", "Steunpunt", label_of(Steunpunt, figures.steunpunt)),
        ("steunpunt_form", "Vorm van het steunpunt", label_of(SteunpuntForm, figures.steunpunt_form)),
        ("steunpunt_fte", "Betaalde fte van het steunpunt", decimal_of(figures.steunpunt_fte)),
        ("steunpunt_budget", "Budget van het steunpunt per jaar", amount_of(figures.steunpunt_budget)),
        ("keurmerk", "Keurmerk van het steunpunt", label_of(Keurmerk, figures.keurmerk)),
    )
    inhabitants = KeyFigureRow(
        "Inwoners",
        format_number(municipality.population),
        f"Op {dutch_date(municipality.population_date)}.",
        CBS,
    )
    rows = tuple(
        KeyFigureRow(name, value or NOT_FILLED_IN, *references.get(field, ("", ""))) for field, name, value in own
    )
    explanation = notes.shown(figures.explanation, MOST_EXPLAINED, "Toelichting op de kerncijfers")
    return KeyFiguresChapter((inhabitants, *rows), explanation, figures.to_confirm, bool(references))
