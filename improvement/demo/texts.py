"""The texts of the demo, as a person writes them in `fixtures/demo/`."""

import yaml

from assessments.demo.bank import FOLDER, Item


class OwnRecommendation(Item):
    """A recommendation that an adviser writes without a finding."""

    title: str
    explanation: str


class AdviceTexts(Item):
    """What advisers write beside what the site proposes, and what municipalities answer."""

    whole: tuple[str, ...]
    chapter: tuple[str, ...]
    own: tuple[OwnRecommendation, ...]
    reply_wholly: tuple[str, ...]
    reply_partly: tuple[str, ...]
    reply_not: tuple[str, ...]


class PracticeTexts(Item):
    """One good practice."""

    title: str
    summary: str
    approach: str
    result: str = ""
    needed: str = ""
    basisfunctie: str
    layer: str
    size: str
    source: str


class Practices(Item):
    """Those from a report, as facts with their place; and invented ones, which say so."""

    report: tuple[PracticeTexts, ...]
    invented: tuple[PracticeTexts, ...]


def read_advice_texts() -> AdviceTexts:
    """Return the texts of `adviezen.yaml`."""
    return AdviceTexts.model_validate(yaml.safe_load((FOLDER / "adviezen.yaml").read_text(encoding="utf-8")))


def read_practices() -> Practices:
    """Return the practices of `praktijkvoorbeelden.yaml`."""
    return Practices.model_validate(yaml.safe_load((FOLDER / "praktijkvoorbeelden.yaml").read_text(encoding="utf-8")))
