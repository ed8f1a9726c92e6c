"""Set beside each part of a page what stood there in the previous round."""

from collections.abc import Callable, Iterable
from functools import partial

from assessments import wording
from assessments.forms.key_figures import KeyFiguresForm
from assessments.forms.parts import PartForm
from assessments.forms.speerpunten import SpeerpuntenForm, SpeerpuntForm
from assessments.forms.visie import AnswerForm
from assessments.previous import Before, Previous

Find = Callable[[], Previous | None]


def look_back(parts: Iterable[PartForm], find: Find, basisfunctie: str = "") -> None:
    """Let each part find its `before`; `basisfunctie` is the slug of the page.

    `find` gives the previous round, and is asked only by a part that is shown: one that saved itself stands there
    already. Levels are left out: the rating panel shows the previous one itself.
    """
    for part in parts:
        part.find_before = partial(_before, part, find, basisfunctie)


def _before(part: PartForm, find: Find, basisfunctie: str) -> Before | None:
    previous = find()
    if previous is None:
        return None
    if isinstance(part, AnswerForm):
        answer = previous.answers.get(part.question.code)
        if answer is None:
            return None
        asked = "" if answer.text == part.question.text else answer.text
        return Before(previous.year, tuple(wording.answer_lines(answer)), asked, answer.to_confirm)
    if isinstance(part, SpeerpuntForm):
        speerpunt = previous.speerpunten.get((basisfunctie, part.row.code))
        lines = wording.speerpunt_lines(speerpunt, part.layer) if speerpunt else []
        if speerpunt is None or not lines:
            return None
        asked = "" if speerpunt.label == part.heading else speerpunt.label
        return Before(previous.year, tuple(lines), asked, bool(getattr(speerpunt, part.confirm_field)))
    if isinstance(part, SpeerpuntenForm):
        labels = [each.label for (slug, _), each in previous.speerpunten.items() if slug == basisfunctie]
        return Before(previous.year, (("Speerpunten", "\n".join(labels)),)) if labels else None
    if isinstance(part, KeyFiguresForm):
        # The first line is the number of inhabitants, which nobody filled in.
        figures = [(label, text) for label, text in wording.key_figures(previous.snapshot)[1:] if text]
        return Before(previous.year, tuple(figures), "", previous.snapshot.key_figures.to_confirm) if figures else None
    return None
