"""A chapter takes two pages at most, whatever was typed; what leaves it stands whole in the appendix."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from weasyprint import HTML
from weasyprint.document import Document

from assessments.findings.listing import chapters as findings_of
from assessments.models.answers import MAX_TEXT
from assessments.reviewing.second import SecondLevel
from assessments.snapshot import Choice, FindingResponsePart
from improvement.chapters import Chapter as AdviceOn
from improvement.reading import AdviceChapter, AdviceRead, PracticeLine, RecommendationLine, ReplyLine
from reports import chapters
from reports.breaks import BreaksView
from reports.content import Content
from reports.detail import DEGREES, USUAL
from reports.notes import beginning
from reports.paging import MOST_PAGES, pages_of
from reports.press.fonts import OwnFilesOnly, fonts_and_styles, printable
from reports.report import Report, build_report
from reports.settings import MOST_POINT, Settings
from tests.reports.snapshots import FINAL, TEXT, empty, full, report_on, speerpunt
from tests.reports.test_content import AT
from tests.reports.test_pdf import ODD
from tests.reports.test_summary import since_2024

SENTENCE = "Het steunpunt overlegt in 2026 twee keer met de verenigingen over deskundigheidsbevordering. "
TEXTS = {
    "usual": SENTENCE * 2,
    "long": SENTENCE * 8,
    "longest": (SENTENCE * 300)[:MAX_TEXT],
    "wide": "W" * 600,
    "figures": "1234567890 " * 60,
    "lines": "\n\n".join(SENTENCE.split() * 5),
    "odd": ODD,
    "none": "",
}
LABELS = ("Vacaturebank", "Deskundigheidsbevordering voor besturen van sportclubs", (SENTENCE * 4)[:300], "W" * 300)


def heavy(text: str, *, speerpunten: int, label: str, recommendations: int, goals: int = 3) -> Content:
    """Return content with this text wherever one can be typed, each break answered, and an adviser with much to say."""
    snapshot = full(text)
    parts = []
    for part in snapshot.basisfuncties:
        own = tuple(Choice(f"{part.slug}-{n}", f"{n} {label}"[:300], own=True) for n in range(goals))
        parts.append(
            replace(
                part,
                answers=tuple(replace(each, choices=own) for each in part.answers),
                speerpunten=tuple(_speerpunt(n, label, text, own) for n in range(speerpunten)),
            )
        )
    snapshot = replace(snapshot, basisfuncties=tuple(parts))
    keys = [each.key for found in findings_of(snapshot) for each in found.open]
    said = tuple(FindingResponsePart(key, text) for place, key in enumerate(keys) if text and place % 2)
    differ = tuple(
        SecondLevel(part.slug, layer.kind, 4 - (layer.level or 0), text, text)
        for part in parts
        for layer in part.layers
    )
    lines = tuple(_recommendation(n, label, text) for n in range(recommendations))
    advice = AdviceRead(
        1,
        AT,
        "Ada",
        tuple(AdviceChapter(AdviceOn(part.slug, part.number, part.name), text, lines) for part in parts),
    )
    return Content(replace(snapshot, finding_responses=said), FINAL, differ, advice)


def _speerpunt(number: int, label: str, text: str, goals: tuple[Choice, ...]):
    return speerpunt(
        number,
        label=f"{number} {label}"[:300],
        own=True,
        goals=goals[: number % 4],
        document=label,
        executors=label if number % 3 else "",
        done=text,
        amount=(None, 0, 12_500, 1_000_000_000)[number % 4],
    )


def _recommendation(number: int, label: str, text: str) -> RecommendationLine:
    reply = ReplyLine("deels", "Wij nemen dit deels over", text, "Bo", AT)
    practices = (PracticeLine(1, label[:200], is_published=True),)
    return RecommendationLine(number, label, f"Speerpunt ‘{label}’", text, practices, reply if number % 2 else None)


def chapters_and_pages(report: Report) -> Iterator[tuple[chapters.Chapter, int]]:
    """Yield two of the chapters with the number of pages that they take when they are laid out."""
    some = report.chapters[:2]
    parts = [render_to_string("reports/parts/chapter.html", {"chapter": each}) for each in some]
    anchors = (note.anchor for part in report.notes for note in part.notes)
    rest = "".join(f'<span id="{anchor}"></span>' for anchor in anchors)
    document = laid_out(f'{"".join(parts)}<section class="bf-report-appendix">{rest}</section>')
    assert words_off_the_page(document) == []
    begins = {name: number for number, page in reversed([*enumerate(document.pages)]) for name in page.anchors}
    starts = [begins[each.anchor] for each in some]
    for chapter, start, end in zip(some, starts, [*starts[1:], len(document.pages) - 1], strict=True):
        yield chapter, end - start


def laid_out(body: str) -> Document:
    markup = printable(f'<html lang="nl"><body>{body}</body></html>')
    fonts, styles = fonts_and_styles(markup)
    return HTML(string=markup, url_fetcher=OwnFilesOnly()).render(stylesheets=[styles], font_config=fonts)


def words_off_the_page(document: Document) -> list[str]:
    """Return the words that stand in the right margin, or past it."""
    return [
        box.text
        for page in document.pages
        for box in page._page_box.descendants()
        if getattr(box, "text", "").strip() and box.position_x + box.width > page.width - 19 / 25.4 * 96
    ]


def letters(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_what_is_usual_keeps_its_usual_detail():
    assert all(each.drawings and not each.has_small_drawings for each in report_on(full("Kort en goed.")).chapters)
    assert chapters.DEGREES[0] == USUAL


def test_chapters_in_which_little_stands_share_a_page():
    assert [each.follows for each in report_on(empty()).chapters] == [False, True, False, True, False]
    half = replace(full("Kort."), basisfuncties=(*full("Kort.").basisfuncties[:2], *empty().basisfuncties[2:]))
    # on the second page of the one before, too
    assert [each.follows for each in report_on(half).chapters] == [False, False, True, False, True]
    assert not any(each.follows for each in report_on(full()).chapters)


@pytest.mark.parametrize("snapshot", [full(), since_2024(full())])
def test_the_words_beside_the_circle_stay_on_the_page(snapshot):
    points = (SENTENCE * 3)[:MOST_POINT]
    report = report_on(snapshot, settings=Settings(good=(points,) * 3, attention=(points,) * 3, ask=SENTENCE))
    document = laid_out(render_to_string("reports/parts/summary.html", {"summary": report.summary, "is_preview": True}))
    assert words_off_the_page(document) == []


class TestTheEstimate:
    @hypothesis_settings(max_examples=25, deadline=None)
    @given(
        st.one_of(st.text(max_size=400), st.sampled_from([*TEXTS.values()])),
        st.integers(0, 25),
        st.one_of(st.sampled_from(LABELS), st.text(min_size=1, max_size=300)),
        st.integers(0, 12),
        st.integers(0, 20),
    )
    def test_there_is_a_degree_of_detail_in_which_anything_fits(self, text, speerpunten, label, recommendations, goals):
        content = heavy(text, speerpunten=speerpunten, label=label, recommendations=recommendations, goals=goals)
        assert [pages_of(each) <= MOST_PAGES for each in build_report(content).chapters] == [True] * 5

    def test_much_would_take_more_pages_in_the_usual_detail(self, monkeypatch):
        content = heavy(TEXTS["usual"], speerpunten=8, label=LABELS[0], recommendations=3)
        assert pages_of(build_report(content).chapters[0]) == MOST_PAGES
        monkeypatch.setattr(chapters, "DEGREES", (USUAL,))
        assert pages_of(build_report(content).chapters[0]) > MOST_PAGES


def with_a_long_framework(content: Content) -> Content:
    """Return this content of a framework that says of each basisfunctie and level as much as a file can hold."""
    parts = tuple(
        replace(
            part,
            definition=SENTENCE * 200,
            layers=tuple(replace(layer, level_text=SENTENCE * 100) for layer in part.layers),
        )
        for part in content.snapshot.basisfuncties
    )
    return replace(content, snapshot=replace(content.snapshot, basisfuncties=parts))


@pytest.mark.parametrize("speerpunten", [0, 3, 15])
def test_long_texts_of_the_framework_give_no_third_page_either_and_stand_whole_in_the_appendix(speerpunten):
    short = heavy(TEXTS["usual"], speerpunten=speerpunten, label=LABELS[0], recommendations=2)
    report = build_report(with_a_long_framework(short))
    for chapter, pages in chapters_and_pages(report):
        assert pages <= MOST_PAGES, chapter.name
    first, chapter = report.notes[0].notes[0], report.chapters[0]
    assert first.about == "Waar Vertalen over gaat"
    assert letters(first.text).count(letters(SENTENCE)) == 200
    assert f'href="#{first.anchor}"' in chapter.definition


def test_a_second_page_that_would_hold_little_begins_with_the_speerpunten():
    report = build_report(heavy("", speerpunten=2, label=LABELS[0], recommendations=1))
    html = render_to_string("reports/parts/chapter.html", {"chapter": report.chapters[0]})
    assert report.chapters[0].turns
    assert '<h3 class="bf-report-turn">Speerpunten' in html
    assert [pages for _, pages in chapters_and_pages(report)] == [2, 2]
    assert not any(each.turns for each in (*report_on(full()).chapters, *report_on(empty()).chapters))


def test_a_title_of_two_lines_gets_their_room():
    entries = [kind for each in report_on(full()).chapters for kind in each.breaks]
    assert [kind.has_long_title for kind in entries] == [len(kind.title) > 26 for kind in entries]
    assert BreaksView("Ontwikkeling zonder speerpunt", ()).has_long_title


def test_where_no_word_of_the_adviser_fits_one_line_says_where_they_stand():
    report = build_in(heavy(TEXTS["usual"], speerpunten=2, label=LABELS[0], recommendations=1), 9)
    html = render_to_string("reports/parts/chapter.html", {"chapter": report.chapters[0]})
    said = " ".join(re.sub(r"<[^>]+>", "", html).split())
    where = r"Waarom: bijlage A, nummer (\d+)\. Het antwoord van de gemeente: bijlage A, nummer (\d+)\."
    numbers = re.search(rf"De adviseur ziet niveau \d\. {where}", said)
    about = {str(note.number): note.about for note in report.notes[0].notes}
    assert [about[number] for number in numbers.groups()] == [
        "Visie: wat de adviseur ziet",
        "Visie: wat de gemeente de adviseur antwoordt",
    ]


def test_what_a_degree_takes_away_comes_back_where_there_is_room():
    content = heavy(TEXTS["usual"], speerpunten=4, label=LABELS[0], recommendations=2)
    chapter = build_report(content).chapters[0]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chapters, "FIRST_BACK", ())
        less = build_report(content).chapters[0]
    assert pages_of(chapter) == MOST_PAGES
    assert len(str(chapter)) > len(str(less))


def build_in(content: Content, degree: int) -> Report:
    """Return the report in no more detail than this degree."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chapters, "DEGREES", DEGREES[degree:])
        return build_report(content)


@pytest.mark.parametrize("degree", range(len(DEGREES)))
def test_no_chapter_takes_a_third_page_when_it_is_laid_out(degree):
    name = [*TEXTS][degree % len(TEXTS)]
    content = heavy(
        TEXTS[name],
        speerpunten=(3, 5, 8, 15)[degree % 4],
        label=LABELS[degree % 3],
        recommendations=(1, 3, 6)[degree % 3],
        goals=3 + degree % 5,
    )
    for chapter, pages in chapters_and_pages(build_in(content, degree)):
        assert pages <= MOST_PAGES, chapter.name


class TestNothingIsLost:
    @pytest.mark.parametrize("degree", [0, 3, 6, 9, 11, len(DEGREES) - 1])
    def test_what_leaves_a_chapter_stands_in_the_appendix_with_a_reference_both_ways(self, degree):
        content = heavy(TEXT, speerpunten=15, label=LABELS[1], recommendations=6)
        report = build_in(content, degree)
        html = render_to_string("reports/council_report.html", {"report": report})
        said = letters(re.sub(r"<[^>]+>", " ", html))
        part = content.snapshot.basisfuncties[0]
        for each in part.speerpunten:
            assert letters(each.label) in said
        for found in findings_of(content.snapshot):
            for each in (*found.open, *(answered.finding for answered in found.answered)):
                assert letters(each.seen) in said
        for line in content.advice.chapters[0].recommendations:
            assert letters(line.heading) in said
        assert letters(beginning(TEXT, len(TEXT))[-40:]) in said
        for note in (note for each in report.notes for note in each.notes):
            assert html.count(f'id="{note.place}"') == html.count(f'href="#{note.place}"') == 1
            assert html.count(f'id="{note.anchor}"') == html.count(f'href="#{note.anchor}"') == 1

    def test_with_the_least_detail_each_speerpunt_and_each_recommendation_is_told_whole_in_the_appendix(self):
        content = heavy("Kort.", speerpunten=15, label=LABELS[2], recommendations=6)
        report = build_in(content, len(DEGREES) - 1)
        chapter, notes = report.chapters[0], report.notes[0]
        assert (chapter.speerpunten, chapter.breaks, chapter.drawings) == ((), (), ())
        whole = "".join(note.text for note in notes.notes)
        assert whole.count("Dient: ") == 15
        assert whole.count("Praktijkvoorbeelden: ") == 6
        # under a heading that says what it is called, that is not said again
        short = build_in(heavy("Kort.", speerpunten=1, label=LABELS[0], recommendations=2), 11).notes[0].notes[-1]
        assert (short.about, LABELS[0] in short.text.split("Speerpunt")[0]) == (f"Aanbeveling: {LABELS[0]}", False)
        assert whole.count("<svg") == 4
        assert "Alle " in chapter.breaks_in_short
