"""Find the sentence that a pinpoint names in a source text, and fingerprint it.

Case files point at evidence by account and sentence (`Case 2, s. 6`) and by a digest; the source itself is
not kept beside them. This module cuts a text that the user holds into the same accounts and the same numbered
sentences, so that each pinpoint can be checked against it. It stands at the entrance of the data, beside the
readers of case files, and knows nothing of findings or norms.

A printed report is not only its accounts: headings of sections, captions and tables stand between the
paragraphs, often in the middle of a sentence. A `SourceLayout` names such lines by their digests, for the
layout is published while the text is not.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from prong.model.sources import SourceLayout


@dataclass(frozen=True, slots=True)
class Account:
    """One account of a source; `sentences[0]` is what a pinpoint calls s. 1, the first after the heading."""

    number: int
    heading: str | None
    sentences: tuple[str, ...]


class LayoutError(ValueError):
    """A layout cannot divide a text; `line` is the line of the text that shows it, or None."""

    def __init__(self, problem: str, line: int | None = None) -> None:
        super().__init__(problem)
        self.line = line


def normalise(text: str) -> str:
    """Reduce a text to what two printings of it have in common.

    Letters and digits stay, in lower case and compatibility form (NFKC); every run of anything else becomes
    one space. So a straight and a typographic quotation mark, a line break and a space, a spaced and an
    unspaced dash all come to the same. Invisible characters such as the soft hyphen vanish without a space.
    """
    visible = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    # Lower case can undo the composition (the dotted capital I), hence the second pass.
    lowered = unicodedata.normalize("NFKC", visible.lower())
    return " ".join("".join(c if c.isalnum() else " " for c in lowered).split())


def digest(text: str) -> str:
    """Return the first eight hexadecimal digits of the SHA-256 of the normalised text."""
    return hashlib.sha256(normalise(text).encode()).hexdigest()[:8]


# A full stop, question mark or exclamation mark, whatever closes with it (quotes, brackets, emphasis, the
# superscript number of a footnote), and the space after it. The digits of a footnote are told by their being
# superscript: an ordinary digit after a full stop is a decimal or a time. The possessive quantifiers and the
# look behind keep the search linear on a long run of stops.
_STOP = re.compile(r"(?<![.?!])[.?!]++[\"'’”»)\]*⁰¹²³⁴-⁹]*+\s")
_OPENING = "\"'‘“«([*"
_MOST_OPENINGS = 8
_LAST_WORD = re.compile(r"[\w.]+\Z")
_LONGEST_ABBREVIATION = 20

_NEVER_LAST = frozenset({"mr", "mrs", "ms", "dr", "prof", "st", "cf", "e.g", "i.e", "vs"})
_NOT_LAST_BEFORE_A_NUMBER = frozenset({"no", "nos", "p", "pp", "art", "arts", "para", "paras"})


def split_sentences(text: str) -> tuple[str, ...]:
    """Cut running text into sentences.

    A sentence ends at a stop that is followed by a space and by anything but a small letter. It does not end
    after a title (Ms., Mrs.), nor after initials (U. S., U.S.; the pronoun I is no initial). `a.m.` and
    `p.m.` end it where a capital or a figure follows. Direct speech is cut like other text. The rule is
    simple so that anybody who counts the sentences of a page by hand arrives at the same numbers.
    """
    running = " ".join(text.split())
    sentences: list[str] = []
    start = 0
    for stop in _STOP.finditer(running):
        before = running[max(start, stop.start() - _LONGEST_ABBREVIATION) : stop.start()]
        after = running[stop.end() : stop.end() + _MOST_OPENINGS + 1].lstrip(_OPENING)
        if _ends_sentence(before, running[stop.start()], after):
            sentences.append(running[start : stop.end()].strip())
            start = stop.end()
    sentences.append(running[start:].strip())
    return tuple(sentence for sentence in sentences if sentence)


def _ends_sentence(before: str, mark: str, after: str) -> bool:
    if after[:1].islower():
        return False
    if mark != ".":
        return True
    found = _LAST_WORD.search(before)
    word = found.group() if found else ""
    if word.lower() in _NEVER_LAST:
        return False
    if after[:1].isdigit() and word.lower() in _NOT_LAST_BEFORE_A_NUMBER:
        return False
    letters = word.replace(".", "")
    initials = letters.isalpha() and letters.isupper() and (len(letters) == 1 or "." in word)
    return not initials or word == "I"


def _paragraphs(text: str, heading: re.Pattern[str] | None = None) -> Iterator[tuple[tuple[int, str], ...]]:
    """Yield each run of lines without an empty one between them, every line with its number from 1.

    A line that matches `heading` is a paragraph of its own.
    """
    block: list[tuple[int, str]] = []
    for number, line in enumerate(map(str.strip, text.splitlines()), start=1):
        stands_alone = heading is not None and heading.fullmatch(line) is not None
        if block and (stands_alone or not line):
            yield tuple(block)
            block = []
        if stands_alone:
            yield ((number, line),)
        elif line:
            block.append((number, line))
    if block:
        yield tuple(block)


def _joined(block: Iterable[tuple[int, str]]) -> str:
    return " ".join(line for _, line in block)


def _heading_line(layout: SourceLayout) -> re.Pattern[str]:
    try:
        pattern = re.compile(layout.heading)
    except re.error as error:
        raise LayoutError(f"the heading is no regular expression: {error}") from None
    if pattern.groups != 1:
        raise LayoutError(f"the heading needs one group, for the account's number; it has {pattern.groups}")
    return pattern


def split_accounts(text: str, layout: SourceLayout) -> dict[int, Account]:
    """Cut a source text into its accounts, by number, in the order of the text.

    Whatever stands before the first account and after the layout's `end` is left aside. The paragraphs of an
    account are joined before its sentences are cut, so that a sentence which a caption or a page break tears
    apart is whole again.

    Raises:
        LayoutError: if two accounts bear the same number, so that a pinpoint would have two meanings, or if
            the heading is no regular expression with one group that holds a number.
    """
    heading_line = _heading_line(layout)
    omitted = {omission.digest for omission in layout.omit}
    starts = {opening: number for number, opening in layout.starts.items()}

    headings: dict[int, str | None] = {}
    prose: dict[int, list[str]] = {}

    def begin(number: int, heading: str | None, line: int) -> list[str]:
        if number in headings:
            raise LayoutError(f"account {number} begins a second time", line)
        headings[number] = heading
        return prose.setdefault(number, [])

    account: list[str] | None = None
    for block in _paragraphs(text, heading_line):
        line_number, first_line = block[0]
        if (heading := heading_line.fullmatch(first_line)) is not None:
            if not (heading[1] or "").isdecimal():
                raise LayoutError("the heading's group holds no number", line_number)
            account = begin(int(heading[1]), first_line, line_number)
            continue
        mark = digest(_joined(block))
        if mark in omitted:
            continue
        if account is not None and mark == layout.end:
            break
        kept = [(number, line) for number, line in block if digest(line) not in omitted]
        if kept and starts and (opening := digest(split_sentences(_joined(kept))[0])) in starts:
            account = begin(starts[opening], None, kept[0][0])
        if account is None:
            continue
        end = next((place for place, (_, line) in enumerate(kept) if digest(line) == layout.end), None)
        account += [line for _, line in kept[:end]]
        if end is not None:
            break

    return {
        number: Account(number, heading, split_sentences(" ".join(prose[number])))
        for number, heading in headings.items()
    }


def unmet(text: str, layout: SourceLayout) -> tuple[str, ...]:
    """Return the digests of the layout that nothing in the text answers to.

    A text that meets none of them is hardly the edition which the layout describes. One caption missing may
    only mean that the user's copy was made without pictures, hence this is a question apart from splitting.
    """
    present: set[str] = set()
    for block in _paragraphs(text, _heading_line(layout)):
        present |= {digest(line) for _, line in block}
        present |= {digest(_joined(block)), digest(split_sentences(_joined(block))[0])}
    wanted = [*layout.starts.values(), *(omission.digest for omission in layout.omit)]
    if layout.end is not None:
        wanted.append(layout.end)
    return tuple(mark for mark in wanted if mark not in present)


_PINPOINT = re.compile(
    r"Case (?P<account>[1-9][0-9]{0,5}), "
    r"(?:s\. (?P<only>[1-9][0-9]{0,5})|ss\. (?P<first>[1-9][0-9]{0,5})[-–](?P<last>[1-9][0-9]{0,5})"
    r"|(?P<heading>heading))"
)


def resolve(at: str, accounts: Mapping[int, Account]) -> str | None:
    """Return the words at a pinpoint, or None where it names nothing in these accounts.

    The forms are `Case 2, s. 6`, `Case 2, ss. 6-7` (the sentences joined with a space; a range rises) and
    `Case 2, heading`.
    """
    pinpoint = _PINPOINT.fullmatch(at)
    if pinpoint is None:
        return None
    account = accounts.get(int(pinpoint["account"]))
    if account is None:
        return None
    if pinpoint["heading"]:
        return account.heading
    first = int(pinpoint["only"] or pinpoint["first"])
    last = int(pinpoint["only"] or pinpoint["last"])
    if last > len(account.sentences) or (pinpoint["only"] is None and last <= first):
        return None
    return " ".join(account.sentences[first - 1 : last])
