"""Make the PDF of a report: PDF/A-2a and PDF/UA-1 in one file. The only place that knows WeasyPrint."""

import gc
import re
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from django.conf import settings
from django.template.loader import render_to_string
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from assessments.handover import HandoverPage
from reports.finishing import finish
from reports.follow_up import FollowUp
from reports.national import NationalReport
from reports.public_summary import PAGES, SIZES, PublicSummary
from reports.questionnaire import Questionnaire
from reports.report import Report

STATIC = Path(settings.BASE_DIR) / "static"
FONTS = STATIC / "build" / "fonts"
FONT_FACES = STATIC / "build" / "fonts.css"
FONT_FILE = re.compile(r"""url\(["']?fonts/([^"')]+)""")
PICTURE = "data:image/png;base64,"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

PDFUA = "http://www.aiim.org/pdfua/ns/id/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
# PDF/A allows a property outside its own list only when the file describes it: here pdfuaid:part.
PDFUA_DESCRIPTION = f"""
<rdf:RDF xmlns:rdf="{RDF}" xmlns:pdfuaid="{PDFUA}" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <rdf:Description rdf:about="" pdfuaid:part="1"/>
  <rdf:Description rdf:about="">
    <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
      <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
      <pdfaSchema:namespaceURI>{PDFUA}</pdfaSchema:namespaceURI>
      <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
      <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
        <pdfaProperty:name>part</pdfaProperty:name>
        <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
        <pdfaProperty:category>internal</pdfaProperty:category>
        <pdfaProperty:description>Part of PDF/UA</pdfaProperty:description>
      </rdf:li></rdf:Seq></pdfaSchema:property>
    </rdf:li></rdf:Bag></pdfaExtension:schemas>
  </rdf:Description>
</rdf:RDF>
"""

for prefix in ("Extension", "Schema", "Property"):
    # PDF/A demands these very prefixes.
    ElementTree.register_namespace(
        f"pdfa{prefix}", f"http://www.aiim.org/pdfa/ns/{prefix.lower()}{'/' if prefix == 'Extension' else '#'}"
    )

# WeasyPrint keeps the state of fontconfig for the whole process, and gc.freeze is for the whole process too.
_one_at_a_time = Lock()


class OwnFilesOnly(URLFetcher):
    """Fetches the project's own fonts and no other file: what people typed can't make the report read one."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return a font file of the project, or the picture in the address itself. Raises ValueError for others."""
        if url.startswith(PICTURE):  # a logo that was cleaned: it names no file
            return URLFetcherResponse(url, b64decode(url.removeprefix(PICTURE)), {"Content-Type": "image/png"})
        parts = urlsplit(url)
        path = Path(unquote(parts.path)).resolve()
        if parts.scheme != "file" or not path.is_relative_to(FONTS.resolve()):
            raise ValueError(f"A report does not fetch {url}.")
        return URLFetcherResponse(url, path.read_bytes())


def council_report_pdf(report: Report) -> bytes:
    """Return the council report as PDF. The same report gives the same bytes, as long as fonts and styles stay."""
    return _render(render_to_string("pdf/council_report.html", {"report": report}))


def follow_up_pdf(report: FollowUp) -> bytes:
    """Return what came after a final report as PDF."""
    return _render(render_to_string("pdf/follow_up.html", {"report": report}))


def handover_pdf(handover: HandoverPage) -> bytes:
    """Return what a successor reads as PDF."""
    return _render(render_to_string("pdf/handover.html", {"handover": handover}))


def questionnaire_pdf(sheet: Questionnaire) -> bytes:
    """Return the questionnaire on paper as PDF."""
    return _render(render_to_string("pdf/questionnaire.html", {"sheet": sheet}))


def national_report_pdf(report: NationalReport) -> bytes:
    """Return the national report as PDF."""
    return _render(render_to_string("pdf/national_report.html", {"report": report}))


def public_summary_pdf(summary: PublicSummary) -> bytes:
    """Return the public summary as PDF of two pages: in smaller type where the texts are long."""
    markups = [render_to_string("pdf/public_summary.html", {"summary": summary, "size": size}) for size in SIZES]
    return _render(*markups, pages=PAGES)


def _render(*markups: str, pages: int = 0) -> bytes:
    """Return the PDF of the first of these that takes so many pages, else of the last; without `pages` of the first."""
    with _one_at_a_time, _without_garbage_collection():
        fonts, styles = _styles()
        for markup in markups:
            html = HTML(string=_printable(markup), base_url=None, url_fetcher=OwnFilesOnly())
            document = html.render(stylesheets=[styles], font_config=fonts, pdf_variant="pdf/a-2a")
            if not pages or len(document.pages) == pages:
                break
        texts: dict[str, str] = {}
        for link in html.etree_element.iter("a"):
            texts.setdefault(link.get("href", "").removeprefix("#"), " ".join("".join(link.itertext()).split()))
        _describe_as_pdfua(document.metadata)
        pdf: bytes = document.write_pdf(pdf_variant="pdf/a-2a", finisher=lambda _, pdf: finish(pdf, texts))
        return pdf


@cache
def _styles() -> tuple[FontConfiguration, CSS]:
    """Return the fonts and the styles; parsed once and kept, as that costs as much as some pages."""
    if not FONT_FACES.exists():
        raise FileNotFoundError(f"{FONT_FACES} is missing; bin/build_css makes it.")
    sheets = (FONT_FACES, *sorted((STATIC / "css" / "pdf").glob("*.css")))
    text = "\n".join(path.read_text("utf-8") for path in sheets)
    fonts = FontConfiguration()
    styles = CSS(string=text, base_url=FONT_FACES.as_uri(), font_config=fonts, url_fetcher=OwnFilesOnly())
    return fonts, styles


@cache
def _drawable() -> frozenset[int]:
    """Return the characters that our fonts can draw."""
    drawable: set[int] = set()
    for name in FONT_FILE.findall(FONT_FACES.read_text("utf-8")):
        with TTFont(FONTS / name, lazy=True) as font:
            drawable |= font.getBestCmap().keys()
    return frozenset(drawable)


def _printable(markup: str) -> str:
    """Return the text with what no font of ours can draw replaced by one clear sign.

    PDF/A forbids a letter without a shape, and a server's own fonts would make the same report differ by place.
    """
    odd = {ord(character) for character in set(markup)} - _drawable() - {0x0A, 0x0D, 0x09}
    return markup.translate(dict.fromkeys(odd, REPLACEMENT)) if odd else markup


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Keep the collector from walking over all boxes of the document again and again: a tenth of the time."""
    thresholds = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(200_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()


def _describe_as_pdfua(metadata: Any) -> None:
    """Say 'PDF/UA-1' in the metadata. WeasyPrint's own option adds a second rdf:RDF, and PDF/UA refuses that."""
    generate = metadata.generate_rdf_metadata

    def generate_with_pdfua(*args: Any) -> bytes:
        rdf = ElementTree.fromstring(generate(*args))  # noqa: S314 - made by WeasyPrint a moment ago
        rdf.extend(ElementTree.fromstring(PDFUA_DESCRIPTION))  # noqa: S314 - our own text
        return bytes(ElementTree.tostring(rdf, encoding="utf-8"))

    metadata.generate_rdf_metadata = generate_with_pdfua
