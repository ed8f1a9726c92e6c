"""Whether a PDF is what it says it is, and can be read out: the judges that every kind of PDF of ours goes before.

veraPDF says whether the file keeps to PDF/UA-1 and PDF/A-2a. outloud also sees what these standards let pass: a table
without heads, a link without words, a page number that is read out in the middle of a sentence. And each object is
looked for where the file says that it is: some programs look nowhere else, where the other two judges do.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import outloud
from outloud.findings import Finding
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from tests.verapdf import violations

STANDARDS = ("ua1", "2a")
# These are wrong on what we make: the first on the rows of a table that goes on on a next page, the second on the marks
# of a list, which are drawn after the words beside them, the third takes two tables on a page for one without tags.
MISTAKEN = ("TBL-010", "ORD-001", "TBL-014")
# What stands on several pages at the same height is a running head for outloud, as are the heads that a table repeats
# and two paragraphs that begin alike. These begin below this share of the page, or end above it.
PAGINATION, HEAD, FOOT = "PAG-001", 0.08, 0.07
A4_HEIGHT = 841.89


def faults(pdf: bytes | Path) -> list[str]:
    """Return what the judges find wrong with the file, a line for each; empty when all of them accept it."""
    if isinstance(pdf, Path):
        against = [line for standard in STANDARDS for line in violations(pdf, standard)]
        return [*against, *not_heard(pdf), *not_found(pdf)]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "judged.pdf"
        path.write_bytes(pdf)
        return faults(path)


def not_heard(pdf: Path) -> list[str]:
    """Return what goes wrong when the file is read out, as outloud hears it; also what it only warns of."""
    result = outloud.check(str(pdf), skip=MISTAKEN)
    assert result.error is None, result.error
    assert not [run.rule for run in result.runs if run.status == "crashed"]
    return [
        f"{each.rule}: {each.message} (page {each.page}: {each.evidence})"
        for each in result.sorted_findings()
        if each.severity != "info" and not (each.rule == PAGINATION and not _is_in_the_margin(each))
    ]


def not_found(pdf: Path) -> list[str]:
    """Return the first object that is not where the file says that it is; none when each is there."""
    reader = PdfReader(pdf, strict=True)
    try:
        for number in sorted(reader.xref_objStm):
            reader.get_object(number)
    except PyPdfError as error:
        return [f"object {number}: {error}"]
    return []


def _is_in_the_margin(finding: Finding) -> bool:
    middles = [(box["y0"] + box["y1"]) / 2 for box in finding.boxes]
    return any(not FOOT * A4_HEIGHT < middle < (1 - HEAD) * A4_HEIGHT for middle in middles)
