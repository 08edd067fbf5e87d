"""The shipped templates compiled, kept beside them as Python keeps the modules that it compiles.

To compile the templates of a memo takes as long as to fill them for six persons. A compiled template serves
one text of the template, one version of Python and of Jinja, and the options with which it was compiled. It
begins with its SHA-256: what is damaged, or not yet written whole, counts as none.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

FOLDER = Path(__file__).with_name("templates") / "__pycache__"
SIZE = sha256().digest_size


class Compiled(BytecodeCache):
    """The shipped templates, compiled with some options.

    Where nothing can be kept, each process compiles what it fills.
    """

    def __init__(self, options: Mapping[str, object]) -> None:
        made_with = sha256(repr(sorted(options.items())).encode()).hexdigest()[:8]
        self.ending = f"{sys.implementation.cache_tag}.jinja-{jinja2.__version__}.{made_with}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """The template that was kept, if it is whole."""
        try:
            kept = self._file(bucket).read_bytes()
        except OSError:
            return
        digest, code = kept[:SIZE], kept[SIZE:]
        if sha256(code).digest() == digest:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps a template, if Python keeps modules."""
        if sys.dont_write_bytecode:
            return
        code = bucket.bytecode_to_string()
        try:
            FOLDER.mkdir(exist_ok=True)
            self._file(bucket).write_bytes(sha256(code).digest() + code)
        except OSError:  # no room, or no right to write there
            return

    def _file(self, bucket: Bucket) -> Path:
        return FOLDER / f"{bucket.key}.{self.ending}"
