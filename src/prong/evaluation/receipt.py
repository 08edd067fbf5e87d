"""The receipt of a trace: which software, rules, vocabulary and case it was made from."""

from __future__ import annotations

import functools
import hashlib
from importlib.resources import files

from prong import __version__
from prong.model.norms import Rulebook
from prong.model.trace import Receipt

ENDINGS = (".py", ".md", ".jinja", ".css", ".js", ".typ", ".xml", ".po")
"""The files that decide what a document says or how it looks."""


@functools.lru_cache(maxsize=1024)
def receipt_of(case_digest: str, rulebook: Rulebook) -> Receipt:
    """Versions and digests; the same input gives the same receipt."""
    return Receipt(__version__, software_digest(), rulebook.digest, rulebook.vocabulary_digest, case_digest)


@functools.cache
def software_digest() -> str:
    """SHA-256 over the program's own files, in the order of their names."""
    total = hashlib.sha256()
    waiting, found = [("", files("prong"))], []
    while waiting:
        prefix, folder = waiting.pop()
        for entry in folder.iterdir():
            name = f"{prefix}{entry.name}"
            if entry.is_dir():
                waiting.append((f"{name}/", entry))
            elif name.endswith(ENDINGS):
                found.append((name, entry))
    for name, entry in sorted(found, key=lambda item: item[0]):
        content = entry.read_bytes().replace(b"\r\n", b"\n")
        total.update(name.encode() + b"\0" + len(content).to_bytes(8, "big") + content)
    return total.hexdigest()
