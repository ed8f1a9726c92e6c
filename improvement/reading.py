"""A sent advice with the replies of the municipality, as plain values for the page and the report."""

from dataclasses import dataclass
from datetime import datetime

from basisfuncties.structure import Structure
from improvement.chapters import Chapter, chapters_of
from improvement.models import Advice, Recommendation


@dataclass(frozen=True)
class PracticeLine:
    """A good practice that goes with a recommendation; `is_published` says whether it can still be read."""

    id: int
    title: str
    is_published: bool


@dataclass(frozen=True)
class ReplyLine:
    """What the municipality answered, and who wrote it when."""

    choice: str
    words: str
    why: str
    by: str
    at: datetime


@dataclass(frozen=True)
class RecommendationLine:
    """One recommendation; `about` says at which layer or speerpunt."""

    id: int
    heading: str
    about: str
    explanation: str
    practices: tuple[PracticeLine, ...]
    reply: ReplyLine | None


@dataclass(frozen=True)
class AdviceChapter:
    """What the advice says on one basisfunctie, or on the whole."""

    chapter: Chapter
    text: str
    recommendations: tuple[RecommendationLine, ...]


@dataclass(frozen=True)
class AdviceRead:
    """One sent advice, whole. Chapters in which nothing stands are left out."""

    number: int
    sent_on: datetime
    sent_by: str
    chapters: tuple[AdviceChapter, ...]

    @property
    def recommendations(self) -> tuple[RecommendationLine, ...]:
        """Return all recommendations, in order."""
        return tuple(each for chapter in self.chapters for each in chapter.recommendations)

    @property
    def total(self) -> int:
        """Return how many recommendations there are."""
        return len(self.recommendations)

    @property
    def answered(self) -> int:
        """Return how many of them the municipality answered."""
        return sum(each.reply is not None for each in self.recommendations)

    @property
    def in_words(self) -> str:
        """Return how far the municipality is with answering: 'beantwoord 2 van 5'."""
        return f"beantwoord {self.answered} van {self.total}"

    def of(self, slug: str) -> AdviceChapter | None:
        """Return the chapter of the basisfunctie with this slug (the whole: an empty slug), or None."""
        return next((each for each in self.chapters if each.chapter.slug == slug), None)


def read_advice(advice: Advice, structure: Structure) -> AdviceRead:
    """Return a sent advice as values; four queries, none when it was read `with_content`.

    Raises ValueError for a draft: nobody reads that through here.
    """
    if advice.sent_at is None or advice.sent_by is None:
        raise ValueError("A draft is not read as an advice.")
    texts = {each.basisfunctie: each.text for each in advice.texts.all()}
    rows: dict[str, list[RecommendationLine]] = {}
    for row in advice.recommendations.all():
        rows.setdefault(row.basisfunctie, []).append(_line(row))
    chapters = (
        AdviceChapter(each, texts.get(each.slug, ""), tuple(rows.get(each.slug, ())))
        for each in chapters_of(structure)
        if each.slug in texts or each.slug in rows
    )
    return AdviceRead(advice.number, advice.sent_at, str(advice.sent_by), tuple(chapters))


def _line(row: Recommendation) -> RecommendationLine:
    reply = getattr(row, "reply", None)
    about = f"Speerpunt ‘{row.about}’" if row.speerpunt else f"Laag {row.about.lower()}"
    return RecommendationLine(
        id=row.pk,
        heading=row.heading,
        about=about,
        explanation=row.explanation,
        practices=tuple(
            PracticeLine(each.practice_id, each.title, each.practice.is_published) for each in row.practices.all()
        ),
        reply=None
        if reply is None or reply.pk is None
        else ReplyLine(reply.choice, reply.get_choice_display(), reply.why, str(reply.updated_by), reply.updated_at),
    )
