"""Open office files in LibreOffice, without a window, and see what it made of them.

LibreOffice mends a damaged file in silence, or leaves out what it can't read. So a file is opened *and* written anew by
LibreOffice, and the test compares what then stands in it; and before that `broken_parts` looks at the file itself.
"""

import posixpath
import subprocess
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

PATIENCE = 300  # seconds: on a busy machine; a second or two is usual
CONTENT_TYPES = "[Content_Types].xml"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"


def reopened(files: Iterable[Path], folder: Path, kind: str) -> dict[str, Path]:
    """Let LibreOffice open these files and write each anew as `kind` (xlsx, docx, pdf) in the folder, all in one start.

    Returns the new files by the name of the old. Raises AssertionError when it complained, or did not write one.
    """
    wanted = list(files)
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    done = subprocess.run(
        [*command, "--convert-to", kind, "--outdir", folder, *wanted],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    # Java is for its database alone; that it is not there is no complaint about a file.
    said = [line for line in done.stderr.splitlines() if line and "javaldx" not in line]
    assert (done.returncode, said) == (0, []), (done.returncode, said, done.stdout)
    made = {path.name: folder / f"{path.stem}.{kind}" for path in wanted}
    missing = [name for name, path in made.items() if not path.exists()]
    assert not missing, f"LibreOffice could not open {', '.join(missing)}: {done.stdout}"
    return made


def broken_parts(path: Path) -> list[str]:
    """Return what is wrong with the package of an office file (ISO 29500-2), a line each; empty when it is sound."""
    with ZipFile(path) as package:
        names = package.namelist()
        found = [f"twice in the package: {name}" for name in sorted({each for each in names if names.count(each) > 1})]
        if damaged := package.testzip():
            return [f"damaged: {damaged}"]
        trees: dict[str, ElementTree.Element] = {}
        for name in names:
            if name.endswith((".xml", ".rels")):
                try:
                    trees[name] = ElementTree.fromstring(package.read(name))  # noqa: S314 - our own file
                except ElementTree.ParseError as error:
                    found.append(f"no XML: {name}: {error}")
    return [*found, *_without_type(names, trees), *_dangling(names, trees)]


def _without_type(names: list[str], trees: dict[str, ElementTree.Element]) -> list[str]:
    types = trees.get(CONTENT_TYPES)
    if types is None:
        return ["no content types"]
    endings = {each.get("Extension", "").lower() for each in types.iter(f"{TYPES}Default")}
    parts = {each.get("PartName", "").lstrip("/") for each in types.iter(f"{TYPES}Override")}
    untyped = [name for name in names if name != CONTENT_TYPES and name not in parts and ending(name) not in endings]
    return [
        *(f"no content type: {name}" for name in untyped if not name.endswith("/")),
        *(f"has a content type but is not there: {name}" for name in sorted(parts - set(names))),
    ]


def _dangling(names: list[str], trees: dict[str, ElementTree.Element]) -> list[str]:
    found = []
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        owner = posixpath.dirname(posixpath.dirname(name))
        for each in tree.iter(f"{RELATIONS}Relationship"):
            target = each.get("Target", "")
            at = posixpath.normpath(posixpath.join(owner, target)) if target[:1] != "/" else target[1:]
            if each.get("TargetMode") != "External" and at not in names:
                found.append(f"{name} leads to what is not there: {target}")
    return found


def ending(name: str) -> str:
    """Return the ending of the name of a part, without the dot, in small letters."""
    return name.rpartition(".")[2].lower()
