"""The files of an interview: the case, what was answered without a finding, and the words at its pinpoints.

Every answer is written to them at once. What another program changes in the case meanwhile is kept, for
each answer is put into the file as it then stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from prong.cli.evidence import accounts_in
from prong.cli.saved import PRIVATE, save, uninterrupted
from prong.errors import Diagnostic, ProngError
from prong.language.cases import load_cases, root_of
from prong.language.editing import with_finding
from prong.language.interviews import load_progress, progress_path, progress_text
from prong.language.passages import Passages, cited_in
from prong.language.pinpoints import Account, digest, resolve
from prong.language.text import Findings, read_text
from prong.language.transcripts import is_interview, transcript_path, with_answer
from prong.model.cases import Case, Finding, Record
from prong.model.interviews import OpenAnswer, Progress
from prong.model.sources import Evidence
from prong.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """An interview as it is on the disk; `transcript` is the text that its answers are added to, if any."""

    path: Path
    vocabulary: Vocabulary
    record: Record
    progress: Progress
    passages: Passages
    text: Path | None
    transcript: Path | None

    @classmethod
    def open(cls, path: Path, vocabulary: Vocabulary, text: Path | None) -> Kept:
        """Read everything; raises ProngError with every finding."""
        record = load_cases([path], vocabulary).records[0]
        case, source = record.accounts[0]
        progress = load_progress(progress_path(path), case.case, vocabulary).without(case.findings)
        own = transcript_path(root_of(path), source.source)
        transcript = own if text is None and is_interview(source) and own.exists() else None
        text = transcript or text
        account: Account | None = None
        if text is not None:
            if source.accounts is None:
                expected = f"a source with accounts; {source.source} has none"
                raise ProngError([Diagnostic("E403", None, met=f"--text {text.name}", expected=expected)])
            number = case.source.at.removeprefix("Case ")
            account = accounts_in(text, source).get(int(number)) if number.isdecimal() else None
            if account is None:
                raise ProngError([Diagnostic("E401", None, subject="account", met=case.source.at)])
        passages = Passages(case.source.at, account, cited_in(case))
        return cls(path, vocabulary, record, progress, passages, text, transcript)

    @property
    def case(self) -> Case:
        """The case as it stands."""
        return self.record.accounts[0][0]

    def fits(self, question: str, words: str) -> bool:
        """Whether an answer can stand in the transcript without running into other sentences."""
        return with_answer(_text_of(self.transcript), question, words) is not None

    def said(self, question: str, words: str) -> tuple[Kept, Evidence]:
        """Add an answer that fits to the transcript."""
        text, at = with_answer(_text_of(self.transcript), question, words)
        with uninterrupted():
            save(self.transcript, text, mode=PRIVATE)
        kept = self._again()
        account = kept.passages.account
        return kept, Evidence(at=at, digest=digest(resolve(at, {account.number: account})))

    def with_finding(self, predicate: str, finding: Finding) -> Kept:
        """Save an answer that is a finding: the case first, for it is what counts."""
        with uninterrupted():
            self._write_case(predicate, finding)
            self._write_progress(predicate, None)
        return self._again()

    def with_open(self, predicate: str, answer: OpenAnswer) -> Kept:
        """Save an answer that is none; a finding that this interview made before is taken out."""
        with uninterrupted():
            self._write_progress(predicate, answer)
            if predicate in self.case.findings:
                self._write_case(predicate, None)
        return self._again()

    def _write_case(self, predicate: str, finding: Finding | None) -> None:
        save(self.path, with_finding(_text_of(self.path), str(self.path), predicate, finding))

    def _write_progress(self, predicate: str, answer: OpenAnswer | None) -> None:
        progress = self.progress.with_answer(predicate, answer)
        save(progress_path(self.path), progress_text(progress), mode=PRIVATE)

    def _again(self) -> Kept:
        return Kept.open(self.path, self.vocabulary, None if self.transcript else self.text)

    def words(self, evidence: Sequence[Evidence]) -> dict[str, str | None]:
        """The words at pinpoints, where the text is at hand."""
        return {item.at: self.passages.words(item.at) for item in evidence}


def _text_of(path: Path) -> str:
    findings: Findings = []
    text = read_text(path, findings)
    if text is None:
        raise ProngError(findings)
    return text
