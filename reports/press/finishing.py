"""What WeasyPrint leaves out of a tagged PDF, put in after it: works on the objects of the file, knows no report.

- Header cells get a scope, and links their words.
- Running heads and page numbers become artifacts of pagination. WeasyPrint marks them as content of elements that
  hang in no tree, so a program that reads page by page says them on each page.
- A shape that is drawn as part of the letter before it (a vowel sign, the rest of a joined emoji) gets a character:
  ISO 14289-1, 7.21.7 wants one for each code, and WeasyPrint writes an empty one.
- Where a picture stands is told in points from the foot of the page (ISO 32000-1, 14.8.5.4.3). WeasyPrint tells pixels
  from the head, so a picture of half a page is one of the whole page.
- A paragraph of nothing that can be seen (of what people paste, some is only spaces) is no element: a reader stops at
  it and says nothing.
"""

from collections.abc import Iterator, Mapping

import pydyf

# Joins what stands on both sides and has no shape: a text that is copied or read out stays as it was.
WORD_JOINER = b"<2060>"
EMPTY = b"<>"
POINTS = 0.75  # of a CSS pixel
IN_TEXT = ("/P", "/Span", "/NonStruct", "/Div")


def finish(pdf: pydyf.PDF, link_texts: Mapping[str, str], piece: int = 0) -> None:
    """Complete a tagged PDF; `link_texts` are the words of the links by the id or address they lead to.

    Of a document in pieces, the number of the piece tells its header cells from those of the others.
    """
    for each in pdf.objects:
        if not isinstance(each, pydyf.Dictionary):
            continue
        if each.get("S") == "/TH":
            each["A"]["Scope"] = "/Column" if _is_in_head(pdf, each) else "/Row"
            if "ID" in each:
                each["ID"] = _named(each["ID"], piece)
        elif each.get("S") == "/Figure":
            each["A"]["BBox"] = _on_page(each["A"]["BBox"], _at(pdf, each["Pg"]))
        elif each.get("S") == "/TD" and "Headers" in each["A"]:
            each["A"]["Headers"] = pydyf.Array(_named(name, piece) for name in each["A"]["Headers"])
        elif each.get("Subtype") == "/Link":
            target = (each["Dest"] if "Dest" in each else each["A"]["URI"]).string
            each["Contents"] = pydyf.String(link_texts.get(target) or target)
        elif "ToUnicode" in each:
            _map_every_code(_at(pdf, each["ToUnicode"]))
    _mark_pagination(pdf)
    _leave_out_what_is_empty(pdf)


def _at(pdf: pydyf.PDF, reference: bytes) -> pydyf.Object:
    return pdf.objects[int(reference.split()[0])]


def _on_page(box: pydyf.Array, page: pydyf.Dictionary) -> pydyf.Array:
    left, top, right, bottom = (side * POINTS for side in box)
    height = page["MediaBox"][3]
    return pydyf.Array((left, height - bottom, right, height - top))


def _named(cell: pydyf.String, piece: int) -> pydyf.String:
    return pydyf.String(f"{piece}-{cell.string}") if piece else cell


def _is_in_head(pdf: pydyf.PDF, cell: pydyf.Dictionary) -> bool:
    row = _at(pdf, cell["P"])
    return bool(_at(pdf, row["P"])["S"] == "/THead")


def _map_every_code(cmap: pydyf.Stream) -> None:
    cmap.stream = [
        line[: -len(EMPTY)] + WORD_JOINER if isinstance(line, bytes) and line.endswith(EMPTY) else line
        for line in cmap.stream
    ]


def _mark_pagination(pdf: pydyf.PDF) -> None:
    """Make artifacts of what stands in the margins of the pages: the elements that the document does not have."""
    root = _at(pdf, pdf.catalog["StructTreeRoot"])
    document = _at(pdf, root["K"][0])
    kept = set(document["K"])
    pages = [_at(pdf, reference) for reference in pdf.page_references]
    numbers = {reference: number for number, reference in enumerate(pdf.page_references)}
    owners = _at(pdf, root["ParentTree"])["Nums"]
    outside: dict[int, set[int]] = {}
    for each in pdf.objects:
        if isinstance(each, pydyf.Dictionary) and each.get("P") == document.reference and each.reference not in kept:
            found = outside.setdefault(numbers[each["Pg"]], set())
            for element in list(_with_all_under(pdf, each)):
                found.update(kid for kid in element["K"] if isinstance(kid, int))
                _take_out(element)
    for number, marked in outside.items():
        _mark_as_artifacts(_at(pdf, pages[number]["Contents"]), marked)
        for mark in marked:
            owners[2 * number + 1][mark] = "null"


def _with_all_under(pdf: pydyf.PDF, element: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
    yield element
    for kid in element["K"]:
        if not isinstance(kid, int):
            yield from _with_all_under(pdf, _at(pdf, kid))


def _mark_as_artifacts(contents: pydyf.Stream, marked: set[int]) -> None:
    for place, item in enumerate(contents.stream):
        if isinstance(item, pydyf.Dictionary) and item.get("MCID") in marked:
            contents.stream[place - 1] = "/Artifact"
            contents.stream[place] = pydyf.Dictionary({"Type": "/Pagination"})


def _leave_out_what_is_empty(pdf: pydyf.PDF) -> None:
    """Take elements of text without any text out of the tree; the ones inside were made after those around them."""
    for each in reversed(pdf.objects):
        if isinstance(each, pydyf.Dictionary) and each.get("S") in IN_TEXT and not each["K"]:
            _at(pdf, each["P"])["K"].remove(each.reference)
            _take_out(each)


def _take_out(element: pydyf.Dictionary) -> None:
    """Leave nothing of an element that nothing refers to any more.

    Its place stays: after one that is marked as free, pydyf tells a wrong place of each object.
    """
    element.clear()
