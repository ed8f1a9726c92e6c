"""How a long document is cut in pieces, and that nobody can tell from the PDF that it was."""

import re
import subprocess
import sys
from functools import cache
from io import BytesIO
from xml.etree import ElementTree

import pikepdf
import pytest
from django.conf import settings
from pypdf import PdfReader

from reports import pdf as pdfs
from reports.pdf import NotPrintedError
from reports.press.pieces import CHARACTERS, cut
from tests.judges import faults

print_really = pdfs._render

WORDS = "De gemeente overlegt vier keer per jaar met de organisaties in de wijken. "


def words_of(element):
    return " ".join("".join(element.itertext()).split())


def document(*sections, front=""):
    markup = f"<html><head/><body><h1>Voorkant</h1>{front}{''.join(sections)}</body></html>"
    return ElementTree.fromstring(markup)  # noqa: S314 - our own text


def section(number, length=CHARACTERS, inside=""):
    text = (WORDS * (length // len(WORDS) + 1))[:length]
    return f'<section id="s{number}" data-apart=""><h2>Deel {number}</h2><p>{text}</p>{inside}</section>'


class TestCutting:
    def test_what_is_short_stays_whole(self):
        root = document(section(1, 100), section(2, 100))
        assert cut(root) == [root]

    def test_what_has_no_place_to_cut_stays_whole(self):
        root = document(section(1, 90_000).replace("data-apart", "data-other"))
        assert cut(root) == [root]

    def test_the_front_is_a_piece_and_no_word_is_lost_or_said_twice(self):
        root = document(*(section(number) for number in range(1, 5)))
        pieces = cut(root)
        assert [words_of(piece)[:8] for piece in pieces] == ["Voorkant", "Deel 1De", "Deel 2De", "Deel 3De", "Deel 4De"]
        assert "".join(words_of(piece) for piece in pieces) == words_of(root)

    def test_short_sections_share_a_piece(self):
        pieces = cut(document(*(section(number, CHARACTERS // 3) for number in range(1, 7))))
        assert [len(list(piece.iter("section"))) for piece in pieces] == [0, 2, 2, 2]

    def test_a_section_that_is_cut_goes_on_without_its_name(self):
        inner = f"{section(1)}{section(2)}"
        _, first, second = cut(document(f'<div id="bijlage" class="bijlage" data-apart="">{inner}</div>'))
        assert [piece.find("body/div").get("id") for piece in (first, second)] == ["bijlage", None]
        assert second.find("body/div").get("class") == "bijlage"

    def test_a_piece_is_longer_rather_than_that_it_begins_in_the_middle_of_a_page(self):
        loose = section(2, CHARACTERS // 3).replace('data-apart=""', 'data-apart="loose"')
        assert len(cut(document(section(1, CHARACTERS * 3), section(3, CHARACTERS), loose))) == 3

    def test_a_piece_rather_begins_where_a_page_begins_anyway(self):
        def loose(number, length):
            return section(number, length).replace('data-apart=""', 'data-apart="loose"')

        half, most = CHARACTERS // 2, CHARACTERS * 2 // 3
        root = document(section(1, half), section(2, most - half), loose(3, half), section(4), loose(5, most))
        assert [words_of(piece)[:6] for piece in cut(root)] == ["Voorka", "Deel 1", "Deel 2", "Deel 4", "Deel 5"]

    @pytest.mark.parametrize(
        ("front", "first", "second", "pieces"),
        [
            ('<p data-target="#s2">zie</p>', "", "", 3),
            ("", "", '<p data-target="#s1">zie</p>', 3),
            ("", '<p data-target="#s1">zie</p>', "", 3),
            ("", '<p data-target="#s2">zie</p>', "", 1),
        ],
    )
    def test_what_tells_the_page_of_a_later_piece_keeps_it_whole(self, front, first, second, pieces):
        root = document(section(1, inside=first), section(2, inside=second), front=front)
        assert len(cut(root)) == pieces


TABLE = (
    "<table><thead><tr><th>Jaar</th><th>Bedrag</th></tr></thead>"
    "<tbody><tr><td>2026</td><td>12</td></tr><tr><td>2027</td><td>13</td></tr></tbody></table>"
)


PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 83 100" width="166mm" height="200mm" role="img">'
    '<title>Een vlak dat meer dan een halve bladzijde vult.</title><path d="M0 0h83v100H0z" fill="#1f5f8b"/></svg>'
)


def long_markup():
    """Return a document of three long chapters that point at each other and tell pages.

    Each has a table, and a picture of more than half a page.
    """

    def told(number):
        return f'<p class="bf-report-ref" data-target="#s{number}"><a href="#s{number}">Deel {number}</a></p>'

    chapters = [
        section(
            number,
            inside=TABLE + PICTURE + f"<p>{WORDS * 2}</p>" + "".join(told(other) for other in range(1, number + 1)),
        )
        .replace("<h2>", '<h2 style="break-before: page">')
        .replace(WORDS * 10, f"{WORDS * 10}</p><p>")
        for number in range(1, 4)
    ]
    chapters[0] = chapters[0].replace("<p>", '<p><a href="#s3">Verderop</a> ', 1)
    body = (
        '<body data-title="Een lang stuk" data-mark="" data-demo="" data-standing="Concept">'
        f"<h1>Een lang stuk</h1>{''.join(told(number) for number in range(1, 4))}{''.join(chapters)}</body>"
    )
    return f'<!DOCTYPE html><html lang="nl"><head><title>Een lang stuk</title></head>{body}</html>'


@cache
def long_pdf():
    return pdfs._render(long_markup())


@pytest.mark.pdf
class TestThePDF:
    def test_the_judges_accept_it(self):
        assert faults(long_pdf()) == []

    def test_each_page_has_its_number_and_the_running_head(self):
        texts = [page.extract_text() for page in PdfReader(BytesIO(long_pdf())).pages]
        for number, text in enumerate(texts, start=1):
            assert f"Pagina {number} van {len(texts)}" in text
            assert "Een lang stuk" in text

    def test_a_page_that_is_told_is_the_page_where_it_is(self):
        reader = PdfReader(BytesIO(long_pdf()))
        begins = {
            title: number
            for number, page in enumerate(reader.pages, start=1)
            for title in re.findall(r"^Deel \d$", page.extract_text(), re.MULTILINE)
        }
        told = [
            (words, int(number))
            for page in reader.pages
            for words, number in re.findall(r"(Deel \d), pagina (\d+)", page.extract_text())
        ]
        assert len(told) == 9
        assert all(begins[words] == number for words, number in told)

    def test_links_and_bookmarks_lead_to_where_it_is(self):
        with pikepdf.open(BytesIO(long_pdf())) as pdf:
            numbers = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
            names = iter(pdf.Root.Names.Dests.Names)
            places = {str(name): numbers[place[0].objgen] for name, place in zip(names, names, strict=True)}
            links = [str(link.Dest) for page in pdf.pages for link in page.obj.get("/Annots", ())]
            with pdf.open_outline() as outline:
                marks = {item.title: numbers[item.destination[0].objgen] for item in outline.root}
        assert sorted(links) == sorted(["s3", *(f"s{other}" for last in (3, 1, 2, 3) for other in range(1, last + 1))])
        assert {f"Deel {number}": places[f"s{number}"] for number in (1, 2, 3)} == marks

    def test_no_two_header_cells_have_the_same_name(self):
        with pikepdf.open(BytesIO(long_pdf())) as pdf:
            cells = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
            names = [str(each.ID) for each in cells if each.get("/S") == "/TH"]
            used = {str(name) for each in cells if each.get("/S") == "/TD" for name in each.A.Headers}
        assert len(names) == len(set(names)) == 6
        assert used == set(names)

    def test_where_a_picture_stands_is_told_in_points_from_the_foot_of_its_page(self):
        with pikepdf.open(BytesIO(long_pdf())) as pdf:
            elements = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
            boxes = [[float(side) for side in each.A.BBox] for each in elements if each.get("/S") == "/Figure"]
        points = 72 / 25.4
        for left, bottom, right, top in boxes:
            assert (left, right - left, top - bottom) == pytest.approx((24 * points, 166 * points, 200 * points), abs=1)
            assert 0 < bottom < top < 842
        assert len(boxes) == 3

    def test_the_fonts_are_there_once(self):
        with pikepdf.open(BytesIO(long_pdf())) as pdf:
            assert len({page.obj.Resources.Font.objgen for page in pdf.pages}) == 1

    def test_a_process_of_its_own_makes_the_same_file(self):
        assert print_really(long_markup()) == long_pdf()


class TestTheProcess:
    def test_it_holds_no_django(self):
        code = "import sys, reports.press.making; print('django' in sys.modules)"
        ran = subprocess.run(
            [sys.executable, "-c", code], cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
        )
        assert ran.stdout == "False\n"

    def test_what_goes_wrong_there_is_told(self, monkeypatch):
        monkeypatch.setattr(sys, "executable", "/bin/false")
        with pytest.raises(NotPrintedError):
            print_really("<p>")

    def test_what_takes_too_long_is_ended(self, monkeypatch, tmp_path):
        slow = tmp_path / "slow"
        slow.write_text("#!/bin/sh\nexec sleep 20\n")
        slow.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(slow))
        monkeypatch.setattr(pdfs, "SECONDS", 0.2)
        with pytest.raises(NotPrintedError, match="more than"):
            print_really("<p>")
