"""One chapter of an advice on its page: the text, the recommendations, and what the findings propose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404

from assessments.forms.parts import read_name
from assessments.models import Assessment
from assessments.snapshot import Snapshot, from_content
from basisfuncties.structure import structure_of
from improvement.chapters import Chapter, chapter_named, chapters_of
from improvement.forms.writing import TEXT, RecommendationForm, TextForm, prefix_of
from improvement.models import Advice, AdviceText, Recommendation
from improvement.proposals import Proposal, Target, opening, proposals, targets
from improvement.saving import Parts, SheetPart
from improvement.writing import Writing

Data = Mapping[str, Any] | None


@dataclass(frozen=True)
class ChapterLink:
    """A chapter in the side navigation, with how far it is in a few words; `state` is done, busy or todo."""

    chapter: Chapter
    note: str
    state: str


class Content:
    """What there is of the draft, read once: texts, recommendations with their practices, and what was handed in."""

    def __init__(self, writing: Writing, draft: Advice | None) -> None:
        self.writing, self.draft = writing, draft
        self.assessment: Assessment = writing.assessment
        self.chapters = chapters_of(structure_of(self.assessment.round.framework))

    def chapter(self, in_address: str) -> Chapter:
        """Return this chapter. Raises Http404 when the edition has none of that name."""
        found = chapter_named(structure_of(self.assessment.round.framework), in_address)
        if found is None:
            raise Http404("Deze basisfunctie staat niet in het kader van deze ronde.")
        return found

    @cached_property
    def texts(self) -> dict[str, AdviceText]:
        """Return the texts by slug of their basisfunctie."""
        rows = self.draft.texts.select_related("updated_by") if self.draft else ()
        return {row.basisfunctie: row for row in rows}

    @cached_property
    def recommendations(self) -> list[Recommendation]:
        """Return all recommendations in their order, those that were taken away as well."""
        if self.draft is None:
            return []
        rows = self.draft.recommendations.select_related("updated_by").prefetch_related("practices")
        return list(rows.order_by("number", "position", "pk"))

    @cached_property
    def snapshot(self) -> Snapshot | None:
        """Return what was handed in last, which is what the advice is about; None when nothing was."""
        content = self.assessment.submissions.order_by("-number").values_list("content", flat=True).first()
        return from_content(content) if content else None

    def of(self, chapter: Chapter, *, removed: bool = False) -> list[Recommendation]:
        """Return the recommendations of a chapter that stand, or those that were taken away."""
        rows = [each for each in self.recommendations if each.basisfunctie == chapter.slug]
        return [each for each in rows if (each.removed_at is not None) is removed]

    def targets(self, chapter: Chapter) -> tuple[Target, ...]:
        """Return what a recommendation in this chapter can point at."""
        for part in self.snapshot.basisfuncties if self.snapshot else ():
            if part.slug == chapter.slug:
                return targets(part)
        for info in structure_of(self.assessment.round.framework).basisfuncties:
            if info.slug == chapter.slug:
                return tuple(Target(layer.name, layer=layer.kind) for layer in info.layers)
        return ()

    @cached_property
    def all_proposals(self) -> dict[str, tuple[Proposal, ...]]:
        """Return what the findings propose, by slug of the basisfunctie."""
        return proposals(self.snapshot) if self.snapshot else {}

    def proposals(self, chapter: Chapter) -> list[Proposal]:
        """Return what the findings propose in this chapter and nobody took over yet."""
        taken = {each.finding for each in self.recommendations}
        return [each for each in self.all_proposals.get(chapter.slug, ()) if each.key not in taken]

    def opening(self, chapter: Chapter) -> str:
        """Return a text to begin this chapter with."""
        return opening(self.snapshot, chapter) if self.snapshot else ""

    def links(self) -> list[ChapterLink]:
        """Return all chapters with how far each is."""
        return [self._link(each) for each in self.chapters]

    def _link(self, chapter: Chapter) -> ChapterLink:
        text = self.texts.get(chapter.slug)
        rows = self.of(chapter)
        has_text = text is not None and bool(text.text)
        unread = sum(not each.is_looked_at for each in rows) + (has_text and not getattr(text, "looked_at", None))
        words = [] if chapter.is_whole else [_counted(len(rows))]
        words = [*(["met advies"] if has_text else []), *words]
        if unread:
            return ChapterLink(chapter, f"{unread} na te kijken", "busy")
        return ChapterLink(chapter, ", ".join(words) or "nog leeg", "done" if has_text or rows else "todo")


def parts_of(content: Content, chapter: Chapter, data: Data = None) -> Parts:
    """Return the parts of the page of a chapter, empty or with what was posted.

    A recommendation that a colleague took away while somebody typed in it is there too: saving puts it back.
    """
    row = content.texts.get(chapter.slug) or _new_text(content, chapter)
    parts: list[SheetPart] = [TextForm(data, chapter=chapter, row=row)]
    rows = content.of(chapter)
    if data is not None:
        rows += [each for each in content.of(chapter, removed=True) if read_name(prefix_of(each)) in data]
    offered: Sequence[Target] = content.targets(chapter) if rows else ()
    parts += [
        RecommendationForm(data, row=each, targets=offered, place=place) for place, each in enumerate(rows, start=1)
    ]
    return Parts(parts)


def store(content: Content, part: SheetPart) -> None:
    """Write the row of a part of this page."""
    part.row.save()
    if isinstance(part.row, AdviceText):
        content.texts[part.row.basisfunctie] = part.row


def text_of(content: Content, chapter: Chapter) -> AdviceText:
    """Return the row of the text of a chapter, a new one where there is none."""
    return content.texts.get(chapter.slug) or _new_text(content, chapter)


def _new_text(content: Content, chapter: Chapter) -> AdviceText:
    row = AdviceText(basisfunctie=chapter.slug, number=chapter.number)
    if content.draft is not None:
        row.advice = content.draft
    return row


def _counted(number: int) -> str:
    return "1 aanbeveling" if number == 1 else f"{number} aanbevelingen" if number else "geen aanbevelingen"


__all__ = ["TEXT", "ChapterLink", "Content", "parts_of", "store", "text_of"]
