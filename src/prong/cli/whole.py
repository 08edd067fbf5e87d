"""Files are written whole or not at all: all of them beside their places first, then moved there.

What already holds what it should is left as it is.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from prong.errors import Diagnostic, ProngError


def write_whole(folder: Path, contents: Mapping[Path, str | bytes]) -> None:
    """Write every file below `folder`; raises ProngError (E402) and leaves all as it was where one fails."""
    target = folder
    with contextlib.ExitStack() as undo:
        try:
            parts: list[tuple[Path, Path]] = []
            for name, content in contents.items():
                target = folder / name
                wanted = content.encode() if isinstance(content, str) else content
                if target.is_file() and target.read_bytes() == wanted:
                    continue
                _make_folder(target.parent, undo)
                if target.is_dir():
                    raise IsADirectoryError(21, "a folder of that name is there")
                parts.append((_write_beside(target, wanted, undo), target))
            for part, target in parts:
                _move(part, target, undo)
        except OSError as error:
            expected = error.strerror or "the folder cannot be written"
            raise ProngError([Diagnostic("E402", None, met=str(target), expected=expected)]) from None
        undo.pop_all()
    for part, _ in parts:
        _quietly(_former(part).unlink)


def _make_folder(folder: Path, undo: contextlib.ExitStack) -> None:
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir(exist_ok=True)
        undo.callback(_quietly, path.rmdir)


def _write_beside(target: Path, content: bytes, undo: contextlib.ExitStack) -> Path:
    """A file with the content in the folder of its target, so that moving it is a change of name."""
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".", suffix=".part", delete=False) as file:
        part = Path(file.name)
        undo.callback(_quietly, part.unlink)
        file.write(content)
    part.chmod(0o644)
    return part


def _move(part: Path, target: Path, undo: contextlib.ExitStack) -> None:
    """Move a file to its place; what was there is kept beside it until every file is in its own."""
    former = _former(part)
    if target.exists():
        undo.callback(_quietly, former.unlink)
        shutil.copy2(target, former)
        part.replace(target)
        undo.callback(_quietly, former.replace, target)
    else:
        part.replace(target)
        undo.callback(_quietly, target.unlink)


def _former(part: Path) -> Path:
    return part.with_suffix(".former")


def _quietly(action: Callable[..., object], *arguments: object) -> None:
    """What failed on the way back must not hide why there was one."""
    with contextlib.suppress(OSError):
        action(*arguments)
