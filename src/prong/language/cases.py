"""Case files, sources and person files: read, checked against the vocabulary, joined into records."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from prong.errors import Diagnostic, Place, ProngError, near_name
from prong.language.rulebook import sorted_findings
from prong.language.shape import read_document, read_shape
from prong.language.text import Findings, read_text
from prong.language.tree import Mapping, Node, Scalar, Sequence, items_of, read_tree
from prong.model.ages import birth_of
from prong.model.cases import Case, Joined, Record, closed
from prong.model.dates import DateInterval, before
from prong.model.sources import Source
from prong.model.vocabulary import Vocabulary

SOURCES = "sources"
CLAIMS = "claims.yaml"
NAMES = "names.yaml"
CODINGS = "codings"
"""Independent codings of the same accounts, kept beside them for `prong agree`; they are no cases."""
PERSONS = "persons"


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case with the tree that it was read from, for the places of later findings."""

    case: Case
    tree: Mapping
    digest: str


@dataclass(slots=True)
class Cases:
    """What a set of paths holds: records in the order of their ids, and the case files behind them."""

    records: tuple[Record, ...]
    files: dict[str, CaseFile]
    sources: dict[str, Source]


def check_cases(paths: Iterable[Path], vocabulary: Vocabulary) -> tuple[Cases, Findings]:
    """Everything that the paths hold and every finding about it; folders are searched."""
    paths = tuple(paths)
    findings: Findings = []
    reader = _Reader(vocabulary, findings)
    for path in paths:
        reader.read_path(path)
    reader.refuse_duplicates()
    records = reader.records()
    if not reader.seen and not findings:
        findings.append(_no_cases(paths))
    return Cases(records, reader.files, reader.sources), sorted_findings(findings)


def load_cases(paths: Iterable[Path], vocabulary: Vocabulary) -> Cases:
    """The cases below the paths; raises ProngError with every finding where there is any, or no case."""
    paths = tuple(paths)
    cases, findings = check_cases(paths, vocabulary)
    if not cases.records and not findings:
        findings.append(_no_cases(paths))
    if findings:
        raise ProngError(findings)
    return cases


def load_sources(paths: Iterable[Path]) -> dict[str, Source]:
    """Every source file beside the cases below the paths, by its id."""
    folders = [root / SOURCES for root in roots_of(paths)]
    files = sorted(file for folder in folders if folder.is_dir() for file in folder.glob("*.yaml"))
    sources = [load_source(file) for file in files]
    return {source.source: source for source in sources}


def load_source(path: Path) -> Source:
    """A source file; raises ProngError with every finding about it."""
    findings: Findings = []
    found = read_document(Source, path, "source", findings)
    if found is None:
        raise ProngError(findings)
    return found[0]


class _Reader:
    def __init__(self, vocabulary: Vocabulary, findings: Findings) -> None:
        self.vocabulary = vocabulary
        self.findings = findings
        self.files: dict[str, CaseFile] = {}
        self.sources: dict[str, Source] = {}
        self.persons: list[tuple[Joined, Mapping, Path]] = []
        self.asked: list[str] = []
        self.seen: dict[Path, str | None] = {}
        self.names: list[tuple[str, Place]] = []

    def read_path(self, path: Path) -> None:
        if not path.exists():
            self.findings.append(Diagnostic("E101", None, met=str(path)))
        elif path.is_dir():
            found = (p for p in path.rglob("*.yaml") if _is_case_file(p.relative_to(path)))
            for file in sorted(found):
                self.read_file(file)
        else:
            self.read_file(path)

    def read_file(self, path: Path) -> None:
        if path.parent.name == PERSONS:
            self.read_person(path)
        elif path.parent.name == SOURCES:
            self.read_source(path)
        elif (case := self.read_case(path)) and case not in self.asked:
            self.asked.append(case)

    def read_case(self, path: Path) -> str | None:
        """The id of the case in a file; each file is read once, whichever way it is named."""
        file = path.resolve()
        if file not in self.seen:
            self.seen[file] = None
            self.seen[file] = self._read_case(path)
        return self.seen[file]

    def _read_case(self, path: Path) -> str | None:
        text = read_text(path, self.findings)
        if text is None:
            return None
        before = len(self.findings)
        tree = read_tree(text, str(path), self.findings)
        if tree is None and len(self.findings) > before:
            return None
        case = read_shape(Case, tree, str(path), "case", self.findings)
        if isinstance(tree, Mapping):
            self._check_names(tree)
        if case is None:
            return None
        digest = hashlib.sha256(text.encode()).hexdigest()
        self.names.append((case.case, tree.get("case").place))
        self.files.setdefault(case.case, CaseFile(case, tree, digest))
        self._check_file_name(path, tree.get("case"))
        self._check_source(tree, path)
        self._check_inside(case, tree)
        return case.case

    def read_source(self, path: Path) -> None:
        """Remember a source; each is read once."""
        file = path.resolve()
        if file not in self.seen:
            self.seen[file] = None
            if found := read_document(Source, path, "source", self.findings):
                source, tree = found
                self.sources[source.source] = source
                self._check_file_name(path, tree.get("source"))

    def read_person(self, path: Path) -> None:
        self.seen[path.resolve()] = None
        found = read_document(Joined, path, "person", self.findings)
        if found is None:
            return
        joined, tree = found
        self._check_file_name(path, tree.get("person"))
        folder = root_of(path)
        known = {
            file.relative_to(folder).with_suffix("").as_posix(): file for file in folder.glob("*/*.yaml")
        }
        for name in tree.get("accounts").items:
            self._known(name, known, "case")
            if name.text in known:
                self.read_case(known[name.text])
        self.persons.append((joined, tree, path))

    def records(self) -> tuple[Record, ...]:
        records = [self._record(name, self.files[name].case.title, (name,), None) for name in self.asked]
        for joined, _, _ in self.persons:
            if all(name in self.files for name in joined.accounts):
                records.append(self._record(joined.person, joined.title, joined.accounts, joined.reason))
        return tuple(sorted((r for r in records if r), key=lambda record: record.id))

    def _record(self, id: str, title: str, names: tuple[str, ...], reason: str | None) -> Record | None:
        files = [self.files[name] for name in names]
        if any(file.case.source.id not in self.sources for file in files):
            return None
        sources = [self.sources[file.case.source.id] for file in files]
        accounts = tuple((closed(f.case, source), source) for f, source in zip(files, sources, strict=True))
        total = hashlib.sha256("".join(file.digest for file in files).encode()).hexdigest()
        return Record(id, title, accounts, files[0].digest if len(files) == 1 else total, reason)

    def refuse_duplicates(self) -> None:
        first: dict[str, Place] = {}
        for name, place in self.names:
            if (earlier := first.setdefault(name, place)) is not place:
                related = ((earlier, "first declared here"),)
                self.findings.append(Diagnostic("E205", place, subject="case", met=name, related=related))

    # Checks

    def _check_names(self, tree: Mapping) -> None:
        """Names of the vocabulary; looked at even where the shape of the case has faults."""
        if isinstance(findings := tree.get("findings"), Mapping):
            for key, _ in findings.entries:
                self._known(key, self.vocabulary.predicates, "predicate")
        if isinstance(events := tree.get("events"), Mapping):
            for _, event in events.entries:
                if isinstance(event, Mapping) and isinstance(marks := event.get("is"), Sequence):
                    for mark in marks.items:
                        self._known(mark, self.vocabulary.milestones, "milestone")

    def _known(self, name: Node, known: Iterable[str], kind: str, code: str = "E203") -> None:
        if isinstance(name, Scalar) and name.text not in known:
            near = near_name(name.text, known)
            self.findings.append(Diagnostic(code, name.place, subject=kind, met=name.text, near=near))

    def _check_file_name(self, path: Path, name: Scalar) -> None:
        if path.stem != name.text.rpartition("/")[2]:
            self.findings.append(Diagnostic("E217", name.place, met=path.name, expected=name.text))

    def _check_source(self, tree: Mapping, path: Path) -> None:
        name = tree.get("source").get("id")
        if name.text in self.sources:
            return
        known = {file.stem: file for file in (root_of(path) / SOURCES).glob("*.yaml")}
        self._known(name, known, "source")
        if name.text in known:
            self.read_source(known[name.text])

    def _check_inside(self, case: Case, tree: Mapping) -> None:
        for _, value in _entries(tree.get("findings")):
            for finding in value.items if isinstance(value, Sequence) else (value,):
                for name in items_of(finding.get("events")):
                    self._known(name, case.events, "event", "E304")
        for _, event in _entries(tree.get("events")):
            for name in items_of(event.get("by")):
                self._known(name, case.actors, "actor", "E304")
        ages = tree.get("person").get("ages")
        possible = True
        for age, written in zip(case.person.ages, items_of(ages), strict=True):
            self._known(written.get("event"), case.events, "event", "E304")
            if age.stated == 0 and age.reckoning == "korean":
                words = {"met": "0", "expected": "1 or more under Korean reckoning"}
                place = written.get("stated").place
                self.findings.append(Diagnostic("E204", place, subject="person.ages.stated", **words))
                possible = False
            possible = possible and age.event in case.events
        self._check_pinpoints(f"{case.source.at}, ", tree)
        self._check_order(case, tree)
        if possible and birth_of(case) is None:
            stated = ", ".join(f"{age.stated} at “{age.event}”" for age in case.person.ages)
            born = tree.get("person").get("born")
            met = f"born {case.person.born}, but {stated}" if case.person.born else stated
            related = ((born.place, "year of birth"),) if born else ()
            self.findings.append(Diagnostic("E302", ages.place, met=met, related=related))

    def _check_pinpoints(self, start: str, tree: Mapping | Sequence) -> None:
        """Every pinpoint lies in the account that the case names as its source: it has the same start."""
        for key, value in _entries(tree):
            if key.text == "evidence":
                for item in items_of(value):
                    at = item.get("at")
                    if not at.text.startswith(start):
                        self.findings.append(Diagnostic("E307", at.place, met=at.text))
            elif not isinstance(value, Scalar):
                self._check_pinpoints(start, value)
        for item in items_of(tree):
            if not isinstance(item, Scalar):
                self._check_pinpoints(start, item)

    def _check_order(self, case: Case, tree: Mapping) -> None:
        """Events stand in order of time: none ends before one above it begins."""
        latest: tuple[DateInterval, Scalar] | None = None
        for key, _ in _entries(tree.get("events")):
            date = case.events[key.text].date
            if date is None:
                continue
            if latest and before(date, latest[0]):
                related = ((latest[1].place, "stands above, but is later"),)
                self.findings.append(Diagnostic("E305", key.place, met=key.text, related=related))
            elif date.earliest and (latest is None or date.earliest > latest[0].earliest):
                latest = (date, key)


def _no_cases(paths: tuple[Path, ...]) -> Diagnostic:
    return Diagnostic("E111", None, met=", ".join(map(str, paths)), expected="case files (*.yaml)")


def _is_case_file(path: Path) -> bool:
    """Whether a file below a searched folder is a case or person file, by its place in the folder."""
    return path.name not in (CLAIMS, NAMES) and not {SOURCES, CODINGS} & set(path.parts[:-1])


def root_of(path: Path) -> Path:
    """The folder of all cases: the nearest one above that holds `sources/`."""
    above = (*path.parents, *path.absolute().parents)
    return next((folder for folder in above if (folder / SOURCES).is_dir()), path.parent)


def roots_of(paths: Iterable[Path]) -> set[Path]:
    """The folders of all cases of the paths and of the files below them; files of one folder share theirs."""
    return {
        root_of(file)
        for path in paths
        for file in (path, *{below.parent: below for below in path.rglob("*.yaml")}.values())
    }


def _entries(node: Node | None) -> tuple[tuple[Scalar, Node], ...]:
    return node.entries if isinstance(node, Mapping) else ()
