"""The PDF itself: accepted by a validator as PDF/UA-1 and PDF/A-2a, and saying what it should on each page."""

import logging
import re
from dataclasses import replace
from functools import cache
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader

from assessments.reviewing.second import SecondLevel
from assessments.snapshot import Choice
from reports.pdf import council_report_pdf
from reports.press.fonts import OwnFilesOnly
from reports.settings import MOST_ASK, MOST_POINT, Settings
from tests.judges import faults
from tests.reports.snapshots import CONCEPT, FINAL, SUBMITTED, TEXT, empty, full, report_on, speerpunt
from tests.reports.test_summary import since_2024

pytestmark = pytest.mark.pdf

ODD = (
    "Emoji 😀 👨‍👩‍👧 ❤️ 🇳🇱 👍🏽 ✔ → ≥, مرحبا بالعالم, עברית, 中文字, हिन्दी, Ђирилица, Ελληνικά, “krul” ½ № ™ "
    "\x0b \u200b\u200d\u00ad\n"
    "<script>alert('x')</script> & <img src=file:///etc/passwd> {{ report }} {% now %}\n\n"
    f"{'lang' * 75}\n\n- <b>vet</b>\n- مرحبا\n\n"
)


def twenty_thousand_characters():
    """Return an assessment with as much as fits in every text of one basisfunctie."""
    paragraph = TEXT.split("\n")[0] * 5 + "\n\n"
    long = full((TEXT + "\n\n" + paragraph * 40)[:20_000])
    return replace(long, basisfuncties=(long.basisfuncties[0], *full().basisfuncties[1:]))


def odd_everywhere():
    """Return an assessment with odd texts also in what is short: names, labels, executors, own additions."""
    snapshot = full(ODD, is_demo=True)
    own = Choice("own", f"<b>Eigen</b> & {'x' * 290}", own=True)
    parts = tuple(
        replace(
            part,
            answers=tuple(replace(each, choices=(*each.choices, own)) for each in part.answers),
            speerpunten=(
                speerpunt(1, own=True, label="w" * 300, executors="u" * 500, document="d" * 300, goals=(own,)),
                speerpunt(2, own=True, label="<i>schuin</i> 😀", done=ODD, amount=1_000_000_000),
            ),
        )
        for part in snapshot.basisfuncties
    )
    return replace(snapshot, basisfuncties=parts)


def empty_but_rated():
    """Return an assessment with levels and nothing else."""
    return replace(
        empty(),
        basisfuncties=tuple(
            replace(part, layers=rated.layers)
            for part, rated in zip(empty().basisfuncties, full("Zo.").basisfuncties, strict=True)
        ),
    )


def pages(pdf):
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def squeezed(text):
    """Return the text without white space: where a line breaks is not what is tested."""
    return re.sub(r"\s+", "", text)


def differing():
    """Return levels of the adviser that differ from the municipality's, in most layers, with long words."""
    return [
        SecondLevel(part.slug, layer.kind, 4 - (layer.level or 0), f"{TEXT} {part.name}", TEXT)
        for part in full().basisfuncties
        for layer in part.layers
        if layer.level != 2
    ]


CASES = {
    "full and final": (full, FINAL),
    "the adviser sees other levels": (full, FINAL, differing()),
    "full concept of a demo": (lambda: full(is_demo=True), CONCEPT),
    "empty concept": (empty, CONCEPT),
    "empty and final": (empty, FINAL),
    "odd texts": (odd_everywhere, SUBMITTED),
    "20,000 characters in each explanation": (twenty_thousand_characters, SUBMITTED),
}
WIDEST = Settings(ask="W" * MOST_ASK, good=("W" * MOST_POINT,) * 3, attention=("Wat " + "w" * (MOST_POINT - 4),) * 3)


@cache
def made(case):
    """Return the PDF of this case, and what WeasyPrint logged while it was made; each is made once."""
    snapshot, issue, *seconds = CASES[case]
    logged = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: logged.append(record.getMessage())
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        return council_report_pdf(report_on(snapshot(), issue, *seconds)), logged
    finally:
        logger.removeHandler(handler)


@pytest.fixture
def final_pdf():
    return made("full and final")[0]


@pytest.fixture
def concept_pdf():
    return made("full concept of a demo")[0]


@pytest.fixture
def odd_pdf():
    return made("odd texts")[0]


@pytest.mark.parametrize("case", CASES)
def test_the_judges_accept_the_report_and_nothing_is_logged(case):
    pdf, logged = made(case)

    assert logged == []
    assert faults(pdf) == []


def test_a_concept_of_a_demo_says_both_on_each_page(concept_pdf):
    for text in pages(concept_pdf):
        assert "Concept" in text
        assert "Voorbeeldgegevens: verzonnen antwoorden" in text


def test_a_final_report_of_real_answers_says_neither_on_any_page(final_pdf):
    for text in pages(final_pdf):
        assert "Concept" not in text
        assert "Voorbeeldgegevens" not in text


def test_a_final_report_carries_reference_date_and_checksum(final_pdf):
    cover, summary, *_ = pages(final_pdf)

    assert "ZVW-2026-GM9001-1" in cover
    assert "Vastgesteld op 3 december 2026" in cover
    assert FINAL.sha256 in squeezed(cover)
    assert "Kenmerk ZVW-2026-GM9001-1" in summary


def test_the_same_final_report_is_the_same_file(final_pdf):
    assert council_report_pdf(report_on(full(), FINAL)) == final_pdf


def test_each_page_after_the_cover_tells_where_it_is(final_pdf):
    texts = pages(final_pdf)
    for number, text in enumerate(texts[1:], start=2):
        assert f"Pagina {number} van {len(texts)}" in text
        assert "Gemeente Voorbeeldstad · Zelfevaluatie vrijwilligerswerk 2026" in text


@pytest.mark.parametrize("case", ["full concept of a demo", "empty concept", "odd texts"])
def test_the_summary_is_one_page(case):
    texts = pages(made(case)[0])

    assert "In één oogopslag" in texts[1]
    assert "Gemiddeld of totaal" in texts[1]
    assert "Inhoud" in texts[2]
    assert "Gemiddeld of totaal" not in texts[2]


def test_the_summary_is_one_page_with_the_widest_texts_that_can_be_set_and_the_last_round_beside_it():
    report = report_on(since_2024(empty_but_rated()), SUBMITTED, differing(), settings=WIDEST)
    texts = pages(council_report_pdf(report))

    assert "Wat vragen wij van de raad?" in texts[1]
    assert texts[1].count("W") > MOST_ASK
    assert "Inhoud" in texts[2]
    assert "W" * 20 not in squeezed(texts[2])


def test_the_contents_give_the_page_on_which_each_chapter_begins(final_pdf):
    texts = pages(final_pdf)
    for entry in report_on(full(), FINAL).contents:
        found = re.search(rf"^(?:\d\s+)?{entry.title} (\d+)$", texts[2], re.MULTILINE)
        assert found, entry
        assert squeezed(entry.title) in squeezed(texts[int(found[1]) - 1])


def test_the_bookmarks_follow_the_contents(final_pdf):
    outline = PdfReader(BytesIO(final_pdf)).outline
    chapters = [each.title for each in outline if not isinstance(each, list)]

    assert chapters[:2] == ["In één oogopslag", "Inhoud"]
    assert [title.split()[-1] for title in chapters[3:8]] == [
        "Vertalen",
        "makelen",
        "Versterken",
        "Verbreiden",
        "Verankeren",
    ]
    assert chapters[-1] == "Bijlage B: alle antwoorden"


def test_title_language_and_author_are_set(final_pdf):
    reader = PdfReader(BytesIO(final_pdf))

    assert reader.metadata.title == "Zelfevaluatie vrijwilligerswerk 2026, gemeente Voorbeeldstad"
    assert reader.metadata.author == "Gemeente Voorbeeldstad"
    assert reader.trailer["/Root"]["/Lang"] == "nl"
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]


def test_header_cells_have_a_scope_and_links_have_words(final_pdf):
    with pikepdf.open(BytesIO(final_pdf)) as pdf:
        elements = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
        scopes = {str(each.A.Scope) for each in elements if each.get("/S") == "/TH"}
        links = {str(each.Contents) for each in elements if each.get("/Subtype") == "/Link"}

    assert scopes == {"/Column", "/Row"}
    assert "Verbinden en makelen" in links
    assert not any(words.startswith(("hoofdstuk-", "toelichting-")) for words in links)


def test_nothing_that_was_typed_is_lost(odd_pdf):
    text = squeezed("".join(pages(odd_pdf)))

    for typed in ("<script>alert('x')</script>", "<b>vet</b>", "{{report}}", "lang" * 75, "w" * 300, "u" * 500):
        assert squeezed(typed) in text.replace("-", "")
    assert "😀" in text


def test_what_no_font_can_draw_is_one_clear_sign(odd_pdf):
    text = "".join(pages(odd_pdf))

    assert "\N{REPLACEMENT CHARACTER}" in text
    assert "中" not in text


def test_only_our_own_fonts_are_used(odd_pdf):
    fonts = set()
    for page in PdfReader(BytesIO(odd_pdf)).pages:
        fonts |= {str(font.get_object()["/BaseFont"]) for font in page["/Resources"]["/Font"].values()}

    assert fonts
    assert all(re.match(r"/[A-Z]{6}\+Noto", name) for name in fonts)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/x.png",
        "file:///etc/passwd",
        "data:text/plain,x",
        "../settings.py",
        "file:///srv/../etc/passwd",
        "ftp://example.org/",
    ],
)
def test_a_report_fetches_nothing_but_its_own_fonts(url):
    with pytest.raises(ValueError, match="does not fetch"):
        OwnFilesOnly().fetch(url)
