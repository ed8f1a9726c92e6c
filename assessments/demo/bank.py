"""The texts and the cast of the demo, as a person writes them in `fixtures/demo/`."""

from pathlib import Path
from typing import Any, Literal

import yaml
from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field

from assessments.demo.stages import Stage

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "demo"


class Item(BaseModel):
    """Something from a file; a word that nobody reads is a typing error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Login(Item):
    """Somebody who can log in; `place` is a CBS code, of a province for the adviser."""

    email: str
    name: str
    role: str
    place: str = ""


class GivenPart(Item):
    """What the coördinator gave to whom, due in so many days; with `handed_back` it is done."""

    to: Literal["beleidsmedewerker", "meewerker"]
    parts: tuple[str, ...]
    days: int
    word: str = ""
    handed_back: str = ""


class Collision(Item):
    """An answer that two colleagues changed at once: what stands there, and the words that were refused."""

    question: str
    refused: str


class Player(Item):
    """A municipality in the demo: how far it is in each round (the running one first), and who works there."""

    code: str
    stages: tuple[Stage, Stage, Stage]
    ambition: float = Field(ge=0, le=4)
    steunpunt: Literal["geen", "lokaal", "regionaal"]
    colleagues: dict[Literal["coordinator", "beleidsmedewerker"], str] = {}
    guest: str = ""
    given: tuple[GivenPart, ...] = ()
    collision: Collision | None = None


class Colleague(Item):
    """A second adviser of a province: what it took in the running round, and what the first one handed over to it."""

    place: str
    name: str
    taken: tuple[str, ...]
    handed_over: tuple[str, ...]
    word: str


class Cast(Item):
    """Who takes part, on which edition of the framework."""

    edition: str
    password: str
    logins: tuple[Login, ...]
    municipalities: tuple[Player, ...]
    advisers: dict[str, str]
    second_adviser: Colleague


class QuestionTexts(Item):
    """What can be answered to one guiding question; `by_choice` has explanations that fit only one choice."""

    explanations: tuple[str, ...] = ()
    by_choice: dict[str, tuple[str, ...]] = {}
    own: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()


class SpeerpuntTexts(Item):
    """What can be filled in about one speerpunt; an own one has a label."""

    label: str = ""
    cost: Literal["groot", "middel", "klein"]
    serves: tuple[str, ...]
    executors: tuple[str, ...]
    done: tuple[str, ...]


class SpeerpuntenTexts(Item):
    """All texts about speerpunten; `elements` by code, `own` by slug of the basisfunctie."""

    council_documents: tuple[str, ...]
    college_documents: tuple[str, ...]
    draft_documents: tuple[str, ...]
    nobody_yet: tuple[str, ...]
    not_started: tuple[str, ...]
    preparing: tuple[str, ...]
    elements: dict[str, SpeerpuntTexts]
    own: dict[str, tuple[SpeerpuntTexts, ...]]

    def of(self, code: str, own_label: str) -> SpeerpuntTexts:
        """Return the texts of the element with this code, or of the own speerpunt with this label."""
        if not own_label:
            return self.elements[code]
        return next(texts for each in self.own.values() for texts in each if texts.label == own_label)


class RatingTexts(Item):
    """Reasons by layer and level; `subjects` says what each basisfunctie is about."""

    subjects: dict[str, str]
    reasons: dict[str, dict[int, tuple[str, ...]]]


class KeyFiguresTexts(Item):
    """Explanations by kind of steunpunt."""

    explanations: dict[str, tuple[str, ...]]


class StepTexts(Item):
    """What people write when they take a step; `supplement` is what the municipality adds after `ask`."""

    submit: tuple[str, ...]
    ask: tuple[str, ...]
    resubmit: tuple[str, ...]
    adopt: tuple[str, ...]
    reopen: tuple[str, ...]
    supplement: tuple[str, ...]


class ReviewRemarkTexts(Item):
    """A remark of an adviser at a kind of place, and perhaps what the municipality answers."""

    at: Literal["visie", "beleid", "uitvoering", "financien", "niveau"]
    kind: Literal["vraag", "suggestie", "compliment"]
    text: str
    reply: str = ""


class ReviewNoteTexts(Item):
    """What an adviser notes for itself, and for its colleagues."""

    own: str
    shared: str


class ReviewLevelTexts(Item):
    """Why an adviser sees another level, and what the municipality says to that."""

    remark: str
    response: str


class ReviewPointTexts(Item):
    """A point of a supplement, and what the municipality did with it."""

    at: Literal["visie", "beleid", "uitvoering", "financien"]
    asked: str
    outcome: Literal["gedaan", "niet"]
    answer: str


class ReviewTexts(Item):
    """What is said in a review."""

    remarks: tuple[ReviewRemarkTexts, ...]
    draft: ReviewRemarkTexts
    notes: ReviewNoteTexts
    levels: tuple[ReviewLevelTexts, ...]
    points: tuple[ReviewPointTexts, ...]
    added: str
    message: str


class Bank(Item):
    """All files of the demo together."""

    cast: Cast
    questions: dict[str, QuestionTexts]
    speerpunten: SpeerpuntenTexts
    ratings: RatingTexts
    key_figures: KeyFiguresTexts
    steps: StepTexts
    findings: dict[str, tuple[str, ...]]
    review: ReviewTexts


def read_bank(folder: Path = FOLDER) -> Bank:
    """Return what is in the files. Raises pydantic's ValidationError when one is not as it should be."""
    return Bank.model_validate(
        {
            "cast": _read(folder / "cast.yaml"),
            "questions": _read(folder / "visie.yaml"),
            "speerpunten": _read(folder / "speerpunten.yaml"),
            "ratings": _read(folder / "oordelen.yaml"),
            "key_figures": _read(folder / "kerncijfers.yaml"),
            "steps": _read(folder / "stappen.yaml"),
            "findings": _read(folder / "bevindingen.yaml"),
            "review": _read(folder / "beoordeling.yaml"),
        }
    )


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))
