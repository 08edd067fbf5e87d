"""The shipped templates compiled, kept beside them as Python keeps the modules that it compiles.

To compile the templates of a memo takes as long as to fill them for six persons. A compiled template serves
one text of the template, one version of Python and of Jinja, and the options with which it was compiled.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, FileSystemBytecodeCache

FOLDER = Path(__file__).with_name("templates") / "__pycache__"


class Compiled(FileSystemBytecodeCache):
    """The shipped templates, compiled with some options.

    Where nothing can be kept, each process compiles what it fills.
    """

    def __init__(self, options: Mapping[str, object]) -> None:
        made_with = sha256(repr(sorted(options.items())).encode()).hexdigest()[:8]
        version = f"{sys.implementation.cache_tag}.jinja-{jinja2.__version__}"
        super().__init__(str(FOLDER), f"%s.{version}.{made_with}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """A file that is damaged is none."""
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps a template, if Python keeps modules."""
        if sys.dont_write_bytecode:
            return
        try:
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)
        except OSError:  # no room, or no right to write there
            return
