"""Write a letter as DOCX, to edit further in Word or LibreOffice; nothing else knows python-docx.

Everything is made with the styles of Word itself (Title, Heading 1, List Bullet, Caption), so that a municipality can
lay its own template over it in one go. What has to be filled in is a content control: one click selects it all, and
once something is typed it is plain text. The heads of tables are marked as such, and repeat on a next page.
"""

import re
from datetime import UTC, datetime, time
from io import BytesIO
from math import ceil
from typing import cast

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as DocxTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as DocxParagraph

from reports.letter.blocks import Blank, Block, Letter, Line, Paragraph, Points, Strong, Table

LANGUAGE = "nl-NL"
FONT = "Arial"  # on every computer, and easy to read
INK, QUIET, MARK = (RGBColor.from_string(each) for each in ("16213A", "4A556B", "B5420C"))
ACCENT, HEAD_FILL, BLANK_FILL, RULE = "0B5C7D", "EAF4F8", "FFF2A8", "B8C0CE"
FACTS, BLANK = "Briefgegevens", "Invullen"  # our own styles
TEXT_WIDTH = Mm(160)
NAMES_WIDTH = Mm(40)
MOST_KEPT = 8  # rows
MOST_LINES = 16  # of a table that is kept on one page
LINE = 85  # characters as wide as the text
NEWEST_WORD = "15"  # without it Word opens the letter in the mode of 2007
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def letter_docx(letter: Letter) -> bytes:
    """Return the letter as a DOCX file."""
    document = Document()
    _set_up(document, letter)
    document.add_paragraph(_clean(letter.title), style="Title")
    for name, line in letter.facts:
        fact = document.add_paragraph(style=FACTS)
        fact.add_run(f"{name}\t").bold = True
        _write(fact, line)
    document.add_paragraph(_clean(letter.salutation)).paragraph_format.space_before = Pt(18)
    fill = letter.palette.soft[1:] if letter.palette else HEAD_FILL
    for section in letter.sections:
        document.add_paragraph(_clean(section.heading), style="Heading 1")
        for block in section.blocks:
            _add(document, block, fill)
    # Who signs does not stand alone on a page.
    for each in document.paragraphs[-1 - len(letter.sections[-1].blocks) :]:
        each.paragraph_format.keep_with_next = True
    greeting = document.add_paragraph()
    greeting.paragraph_format.space_before = Pt(18)
    _write(greeting, letter.greeting)
    for line in letter.signed_by:
        _write(document.add_paragraph(), line)
    for each in (greeting, *document.paragraphs[-len(letter.signed_by) : -1]):
        each.paragraph_format.keep_with_next = True
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _set_up(document: DocumentType, letter: Letter) -> None:
    """Set the paper, the styles, the language, what the file says of itself, and what stands on each page."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(25)
    page.top_margin, page.bottom_margin = Mm(28), Mm(25)
    _set_styles(document, letter.palette.accent[1:] if letter.palette else ACCENT)
    _set_language(document)
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):  # a picture of the empty template
            del package.rels[key]
    moment = datetime.combine(letter.dated_on, time(12), UTC)
    about = document.core_properties
    about.title, about.subject, about.author = _clean(letter.title), letter.kind, _clean(letter.author)
    about.last_modified_by, about.language, about.comments = about.author, LANGUAGE, ". ".join(letter.marks)
    about.keywords, about.created, about.modified = "", moment, moment
    mark = page.header.paragraphs[0]
    mark.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = mark.add_run(" · ".join(letter.marks))
    run.bold, run.font.color.rgb = True, MARK
    foot = page.footer.paragraphs[0]
    foot.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run(f"{_clean(letter.author)}\tPagina ")
    _add_field(foot, "PAGE")
    foot.add_run(" van ")
    _add_field(foot, "NUMPAGES")


def _set_styles(document: DocumentType, accent: str) -> None:
    styles = document.styles
    sizes = {"Normal": 10.5, "Title": 22, "Heading 1": 14, "Caption": 9, "Header": 9, "Footer": 9}
    colours = {"Normal": INK, "Title": INK, "Caption": QUIET, "Header": MARK, "Footer": QUIET}
    colours["Heading 1"] = RGBColor.from_string(accent.upper())
    around = {"Normal": (0, 8), "Title": (0, 14), "Heading 1": (18, 4), "Caption": (8, 4), "Header": (0, 0)}
    for name, size in sizes.items():
        style = cast(ParagraphStyle, styles[name])
        _set_font(style, size, colours[name])
        before, after = around.get(name, (0, 0))
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    styles["Normal"].paragraph_format.line_spacing = 1.3
    styles["Caption"].font.bold = False
    styles["Caption"].paragraph_format.keep_with_next = True
    for name, tag in (("Title", "w:pBdr"), ("Header", "w:tabs"), ("Footer", "w:tabs")):
        for element in list(styles[name].element.iter(qn(tag))):
            element.getparent().remove(element)
    facts = styles.add_style(FACTS, WD_STYLE_TYPE.PARAGRAPH)
    facts.base_style = styles["Normal"]
    facts.paragraph_format.left_indent, facts.paragraph_format.first_line_indent = NAMES_WIDTH, -NAMES_WIDTH
    facts.paragraph_format.tab_stops.add_tab_stop(NAMES_WIDTH)
    facts.paragraph_format.space_after = Pt(2)
    blank = styles.add_style(BLANK, WD_STYLE_TYPE.CHARACTER)
    _append(blank.element.get_or_add_rPr(), "w:shd", val="clear", color="auto", fill=BLANK_FILL)


def _set_font(style: ParagraphStyle, size: float, colour: RGBColor) -> None:
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if "heme" in name:  # a font of the theme goes before one by name
            del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), FONT)


def _set_language(document: DocumentType) -> None:
    """Say that all of it is Dutch: for the spelling check, and for who hears it read out."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    settings = document.settings.element
    for language in settings.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), LANGUAGE)
    for each in settings.iter(qn("w:compatSetting")):
        if each.get(qn("w:name")) == "compatibilityMode":
            each.set(qn("w:val"), NEWEST_WORD)


def _add(document: DocumentType, block: Block, fill: str) -> None:
    if isinstance(block, Paragraph):
        written = document.add_paragraph()
        _write(written, block.line)
        # Words that stand alone and stand out announce what follows, and so does a colon.
        said = block.line[-1]
        announces = isinstance(said, str) and said.endswith(":")
        written.paragraph_format.keep_with_next = announces or all(isinstance(each, Strong) for each in block.line)
    elif isinstance(block, Points):
        for place, line in enumerate(block.lines, start=1):
            written = document.add_paragraph(style="List Bullet")
            _write(written, line)
            written.paragraph_format.keep_with_next = place < len(block.lines) <= MOST_KEPT
    else:
        document.add_paragraph(_clean(block.caption), style="Caption")
        _add_table(document, block, fill)
        document.add_paragraph().paragraph_format.space_after = Pt(0)


def _add_table(document: DocumentType, table: Table, fill: str) -> None:
    made = document.add_table(1 + len(table.rows), len(table.head), style="Table Grid")
    made.autofit = False
    for place, share in enumerate(table.widths):
        made.columns[place].width = int(TEXT_WIDTH * share / sum(table.widths))
    for place, (row, texts) in enumerate(zip(made.rows, (table.head, *table.rows), strict=True)):
        properties = row._tr.get_or_add_trPr()
        _append(properties, "w:cantSplit")
        if not place:
            _append(properties, "w:tblHeader")
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width = made.columns[column].width
            _fill(cell, text, fill="" if place else fill, is_strong=not place or not column)
            # A small table stays on one page, and its head with what is under it.
            is_kept = place < (len(table.rows) if _is_small(table) else 1)
            cell.paragraphs[0].paragraph_format.keep_with_next = is_kept
            if column >= table.numbers_from:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _describe(made, table)


def _is_small(table: Table) -> bool:
    """Whether the table surely fits on part of a page, as it takes this many lines at most."""
    room = [LINE * share / sum(table.widths) for share in table.widths]
    lines = sum(max(ceil(len(text) / wide) for text, wide in zip(row, room, strict=True)) for row in table.rows)
    return len(table.rows) <= MOST_KEPT and lines <= MOST_LINES


def _fill(cell: _Cell, text: str, *, fill: str, is_strong: bool) -> None:
    words = cell.paragraphs[0]
    words.paragraph_format.space_before = words.paragraph_format.space_after = Pt(3)
    words.paragraph_format.line_spacing = 1
    run = words.add_run(_clean(text))
    run.bold, run.font.size = is_strong, Pt(9.5)
    if fill:
        _append(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill=fill.upper())


def _describe(made: DocxTable, table: Table) -> None:
    """Say which cells are heads, and what the table is about."""
    properties = made._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        shown = side not in ("left", "right", "insideV")
        _append(borders, f"w:{side}", val="single" if shown else "nil", sz="4", space="0", color=RULE)
    # Where the order of the format wants it: before the layout.
    properties.find(qn("w:tblLayout")).addprevious(borders)
    for look in properties.iter(qn("w:tblLook")):
        for name, value in {"firstRow": "1", "firstColumn": "1", "noVBand": "1", "noHBand": "1"}.items():
            look.set(qn(f"w:{name}"), value)
    _append(properties, "w:tblCaption", val=_clean(table.caption))
    _append(properties, "w:tblDescription", val=_clean(table.summary))


def _write(paragraph: DocxParagraph, line: Line) -> None:
    for piece in line:
        if isinstance(piece, Blank):
            paragraph._p.append(_control(piece))
        elif isinstance(piece, Strong):
            paragraph.add_run(_clean(piece.text)).bold = True
        else:
            paragraph.add_run(_clean(piece))


def _control(blank: Blank) -> BaseOxmlElement:
    """Return the content control for a blank: it shows its hint until something is typed, and goes away then."""
    control = OxmlElement("w:sdt")
    properties = _append(control, "w:sdtPr")
    _append(properties, "w:alias", val=blank.name)
    _append(properties, "w:tag", val=blank.name)
    _append(properties, "w:temporary")
    _append(properties, "w:showingPlcHdr")
    # Not `w:text`: in a control of plain text LibreOffice shows no colour.
    run = _append(_append(control, "w:sdtContent"), "w:r")
    _append(_append(run, "w:rPr"), "w:rStyle", val=BLANK)
    _append(run, "w:t").text = f"[{blank.hint}]"
    return control


def _add_field(paragraph: DocxParagraph, code: str) -> None:
    """Add what Word works out itself, such as the number of the page."""
    field = _append(paragraph._p, "w:fldSimple", instr=code)
    _append(_append(field, "w:r"), "w:t").text = "1"


def _append(parent: BaseOxmlElement, tag: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    parent.append(element)
    return element


def _clean(text: str) -> str:
    """Return the text without what XML has no place for: people paste such characters without seeing them."""
    return NOT_IN_XML.sub("", text)
