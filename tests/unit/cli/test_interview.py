"""`prong interview` through a pseudo-terminal: the real command, read until it asks, then answered.

Nothing waits for a time: each step reads until the prompt that it answers, and fails where none comes.
"""

from __future__ import annotations

import ctypes
import fcntl
import json
import os
import pty
import resource
import select
import signal
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PRONG = Path(sys.executable).parent / "prong"
PATIENCE = 120
"""Seconds after which a silent program has failed."""

PUT = "yes, no, not stated, unsure, help"
ONLY = ("--norm", "holding-back-papers")


class Terminal:
    """A command on a terminal of its own, as a person has it before her."""

    def __init__(self, folder: Path, *arguments: object, before: Callable[[], None] | None = None) -> None:
        self.master, slave = pty.openpty()

        def prepare() -> None:
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
            signal.signal(signal.SIGHUP, signal.SIG_DFL)  # the tests may run where it is ignored
            if before:
                before()

        self.process = subprocess.Popen(
            [PRONG, "interview", *map(str, arguments)],
            cwd=folder,
            env={**os.environ, "NO_COLOR": "1", "COLUMNS": "100", "TERM": "xterm"},
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            preexec_fn=prepare,
        )
        os.close(slave)
        self.seen = ""
        self.unread = b""

    def until(self, words: str) -> str:
        """What the program says up to these words."""
        wanted = words.encode()
        while wanted not in self.unread:
            assert self._read(), f"no “{words}” in:\n{_text(self.unread)}"
        end = self.unread.index(wanted) + len(wanted)
        said, self.unread = self.unread[:end], self.unread[end:]
        return _text(said)

    def answer(self, prompt: str, typed: str | bytes) -> str:
        """Read until the program asks, then type a line; what it said before."""
        said = self.until(prompt) + self.until(" > ")
        os.write(self.master, (typed.encode() if isinstance(typed, str) else typed) + b"\n")
        return said

    def finding(self, holds: str, evidence: str, *, note: str = "", prompt: str = "What was said") -> str:
        """Answer a question with a finding at the standard of its element."""
        said = self.answer(PUT, holds)
        self.answer("1 to 6", "")
        self.answer(prompt, evidence)
        self.answer("Note", note)
        self.answer("strongest", "")
        self.until("Saved.")
        return said

    def end(self) -> tuple[int, str]:
        """The exit code, and what the program says before it ends."""
        while self._read():
            pass
        return self.process.wait(PATIENCE), _text(self.unread)

    def _read(self) -> bool:
        ready, _, _ = select.select([self.master], [], [], PATIENCE)
        assert ready, f"silence after:\n{_text(self.unread)}"
        try:
            said = os.read(self.master, 65536)
        except OSError:  # the other side is closed
            return False
        self.unread += said
        return bool(said)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.master)


def _text(said: bytes) -> str:
    """What a terminal shows; it echoes what was typed, be it text or not."""
    return said.decode(errors="replace").replace("\r\n", "\n")


Open = Callable[..., Terminal]


@pytest.fixture
def interview(corpus) -> Iterator[Open]:
    """Opens interviews in the folder of the invented corpus."""
    opened: list[Terminal] = []

    def run(*arguments: object, before: Callable[[], None] | None = None) -> Terminal:
        opened.append(Terminal(corpus.folder, *arguments, before=before))
        return opened[-1]

    yield run
    for terminal in opened:
        terminal.close()


@pytest.fixture
def said_well(harbour, corpus):
    """The case and its transcript are sound, whatever was done to the interview."""

    def check(case: str = "my/bo.yaml", text: str = "my/sources-text/interview-bo.txt") -> None:
        checked = harbour("check", corpus.folder / case)
        assert (checked.exit_code, checked.stderr) == (0, "")
        verified = harbour("evidence", "verify", corpus.folder / case, "--text", corpus.folder / text)
        assert (verified.exit_code, verified.stderr) == (0, "")

    return check


def begun(interview: Open, *arguments: object) -> Terminal:
    """An interview of Mr. Bo before the first question."""
    terminal = interview("my/bo.yaml", *ONLY, *arguments)
    terminal.answer("Title", "Papers at sea")
    terminal.answer("Day of the interview", "2026-05-01")
    terminal.answer("Pseudonym", "Mr. Bo")
    terminal.answer("Year of birth", "1990")
    return terminal


def test_a_whole_interview_asks_until_nothing_matters_and_shows_the_verdict(interview, corpus, said_well):
    """Each question once, the most deciding first; a settled norm ends it with the table."""
    terminal = begun(interview)
    first = terminal.finding("yes", "The captain took it. He locked it away.", note="He says so plainly.")
    assert "Did somebody take the papers out of the seafarer's hands?" in first
    assert "Counts: A captain who collects the passports of the crew." in first
    assert "Bears on: a taking or keeping of papers (Papers Convention, art 2(a))" in first
    assert "yes alone leaves it undetermined; no alone leaves it undetermined" in first
    second = terminal.finding("yes", "I had to go on working for him")
    assert "go on working for the holder?" in second
    for _ in range(5):
        terminal.until("Questions that can still matter")
        if "Was the seafarer threatened" in terminal.until("Counts"):
            break
        terminal.answer(PUT, "not stated")
        terminal.answer("Note", "")
    terminal.finding("yes", "He threatened me.")
    terminal.until("Holding back of papers: was undetermined, is now made out.")
    said = ""
    while "Enter to end" not in said:
        said = terminal.until(" > ")
        os.write(terminal.master, b"\n" if "Enter to end" in said else b"not stated\n")
        if "Enter to end" not in said:
            terminal.answer("Note", "")
    code, table = terminal.end()
    assert code == 0
    assert "✓ made out" in table
    assert "Traceback" not in table
    said_well()
    text = (corpus.folder / "my/bo.yaml").read_text()
    assert text.count("holds: yes") == 3
    assert "not-stated" not in text
    transcript = (corpus.folder / "my/sources-text/interview-bo.txt").read_text()
    assert "Answer: The captain took it. He locked it away." in transcript
    assert (corpus.folder / "my/sources-text/.gitignore").read_text().endswith("\n*\n")


def test_back_changes_an_earlier_answer(interview, corpus, said_well):
    """Back twice, answer otherwise: the file holds the new answer alone, and what was said stays said."""
    terminal = begun(interview)
    terminal.finding("yes", "He took it.")
    terminal.answer(PUT, "unsure")
    terminal.answer("Note", "She hesitates.")
    terminal.answer(PUT, "back")
    assert "Your answer: unsure" in terminal.answer(PUT, "back")
    terminal.until("Your answer: yes, reasonable grounds")
    terminal.finding("no", "He gave it back at once.")
    terminal.answer(PUT, "answers")
    assert "1 Did somebody take the papers out of the seafarer's hands? no" in terminal.until("? unsure")
    terminal.answer(PUT, "stop")
    assert terminal.end()[0] == 0
    said_well()
    text = (corpus.folder / "my/bo.yaml").read_text()
    assert (text.count("holds: no"), text.count("holds: yes")) == (1, 0)
    assert "He took it." in (corpus.folder / "my/sources-text/interview-bo.txt").read_text()


def test_back_within_an_answer_saves_nothing_of_it(interview, corpus):
    """The question is put again."""
    terminal = begun(interview)
    terminal.answer(PUT, "yes")
    terminal.answer("1 to 6", "3")
    terminal.answer("What was said", "back")
    terminal.until("Nothing of this answer was saved.")
    terminal.answer(PUT, "stop")
    assert terminal.end()[0] == 0
    assert "findings" not in (corpus.folder / "my/bo.yaml").read_text()
    assert "Answer" not in (corpus.folder / "my/sources-text/interview-bo.txt").read_text()


def test_a_finding_changed_to_not_stated_is_taken_out(interview, corpus, said_well):
    """What is not stated is no finding."""
    terminal = begun(interview)
    terminal.finding("yes", "He took it.")
    terminal.answer(PUT, "back 1")
    terminal.answer("Enter to leave it", "not stated")
    terminal.answer("Note", "")
    terminal.until("Saved.")
    terminal.answer(PUT, "stop")
    assert terminal.end()[0] == 0
    said_well()
    assert "findings" not in (corpus.folder / "my/bo.yaml").read_text()


def test_a_stopped_interview_resumes_and_repeats_no_question(interview, said_well):
    """Neither findings nor what was left open are asked again."""
    terminal = begun(interview)
    terminal.finding("yes", "He took it.")
    left_open = terminal.answer(PUT, "not stated")
    terminal.answer("Note", "")
    terminal.answer(PUT, "stop")
    assert terminal.end()[0] == 0
    again = interview("my/bo.yaml", *ONLY)
    said = again.answer(PUT, "stop")
    assert "The interview is resumed after 2 answers." in said
    question = next(line for line in left_open.splitlines() if line.endswith("?"))
    assert question not in said
    assert again.end()[0] == 0
    said_well()


def test_ctrl_c_ends_with_every_answer_saved(interview, corpus, said_well):
    """Without a traceback, and nothing is left that would hold the case."""
    terminal = begun(interview)
    terminal.finding("yes", "He took it.")
    terminal.until(PUT)
    os.write(terminal.master, b"\x03")
    code, said = terminal.end()
    assert code == 130
    assert "Every answer is saved in my/bo.yaml." in said
    assert "Traceback" not in said
    assert "took-papers" in (corpus.folder / "my/bo.yaml").read_text()
    assert [path.name for path in (corpus.folder / "my").glob(".*")] == []
    said_well()


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGKILL, signal.SIGHUP])
def test_a_killed_interview_loses_no_answer_and_holds_no_lock(interview, corpus, said_well, sent):
    """In the middle of the next answer; the interview can be taken up at once."""
    terminal = begun(interview)
    terminal.finding("yes", "He took it.")
    terminal.answer(PUT, "yes")
    terminal.until("1 to 6")
    terminal.process.send_signal(sent)
    terminal.process.wait(PATIENCE)
    said_well()
    again = interview("my/bo.yaml", *ONLY)
    assert "resumed after 1 answer." in again.answer(PUT, "stop")
    assert again.end()[0] == 0
    assert "took-papers" in (corpus.folder / "my/bo.yaml").read_text()


def test_a_second_interview_on_a_case_is_refused(interview):
    """E441; the first goes on."""
    terminal = begun(interview)
    terminal.until(PUT)
    code, said = interview("my/bo.yaml", *ONLY).end()
    assert code == 2
    assert "E441 another interview holds the case “my/bo.yaml”" in said
    os.write(terminal.master, b"stop\n")
    assert terminal.end()[0] == 0


def test_bad_answers_are_refused_and_asked_again(interview, corpus):
    """Words that are no answer, a standard that is none, silence, bytes that are no text, keys."""
    terminal = begun(interview)
    terminal.answer(PUT, "perhaps")
    terminal.until("Please answer with one of: yes, no, not stated, unsure.")
    terminal.answer(PUT, b"\xff\xfe")
    terminal.until("This line is not UTF-8 text.")
    terminal.answer(PUT, b"ye\x1b[Ds")
    terminal.until("This line holds a key that is no letter")
    terminal.answer(PUT, "back")
    terminal.until("There is no answer before this one.")
    terminal.answer(PUT, "back 7")
    terminal.until("There are 0 answers.")
    terminal.answer(PUT, "yes")
    terminal.answer("1 to 6", "7")
    terminal.until("Please type a number from 1 to 6.")
    terminal.answer("1 to 6", "some evidence")
    terminal.until("there it will count neither way")
    terminal.answer("What was said", "")
    terminal.until("A finding needs words.")
    terminal.answer("What was said", "He has it from the U.S.")
    terminal.until("would run into the next sentence")
    terminal.answer("What was said", "stop")
    assert terminal.end()[0] == 0
    assert "findings" not in (corpus.folder / "my/bo.yaml").read_text()


def test_bad_answers_at_the_beginning_are_asked_again(interview, corpus):
    """A case has a title, a day and a date that is one; a stop leaves no file."""
    terminal = interview(*ONLY)
    terminal.answer("File, such as", "my/Bo case.txt")
    terminal.until("a name that ends in .yaml")
    terminal.answer("File, such as", "my/bo.yaml")
    terminal.answer("Title", "")
    terminal.until("This needs a few words.")
    terminal.answer("Title", "Papers at sea")
    terminal.answer("Day of the interview", "20260501")
    terminal.until("This needs a day, YYYY-MM-DD.")
    terminal.answer("Day of the interview", "2026-05-01")
    terminal.answer("Pseudonym", "")
    terminal.answer("Year of birth", "about 1990")
    terminal.until("This needs a date such as")
    terminal.answer("Year of birth", "stop")
    code, said = terminal.end()
    assert code == 0
    assert "Nothing was written." in said
    assert [path for path in (corpus.folder / "my").rglob("*") if path.is_file()] == []


def test_a_number_of_years_answers_a_question_of_age(interview, corpus, said_well):
    """Sixteen is below eighteen; seventeen to nineteen lies on both sides and decides nothing."""
    terminal = begun_without_year(interview)
    while "How old was" not in terminal.until("Counts"):
        terminal.answer(PUT, "not stated")
        terminal.answer("Note", "")
    terminal.answer("a number of years", "17-19")
    terminal.until("lies on both sides of the line")
    terminal.answer("Note", "")
    terminal.until("Saved.")
    terminal.answer("Enter to end", "back")
    terminal.until("Note: Stated: 17 to 19 years.")
    terminal.finding("18 korean", "I was eighteen by our way of counting.")
    terminal.answer("Enter to end", "")
    assert terminal.end()[0] == 0
    said_well()
    text = (corpus.folder / "my/bo.yaml").read_text()
    assert "below-eighteen:\n    holds: yes" in text
    assert "Stated: 18 years by Korean reckoning." in text


def begun_without_year(interview: Open) -> Terminal:
    """An interview in which no age can be computed."""
    terminal = interview("my/bo.yaml", *ONLY)
    for prompt, typed in (("Title", "Papers"), ("Day", "2026-05-01"), ("Pseudonym", ""), ("Year of", "")):
        terminal.answer(prompt, typed)
    return terminal


def test_a_case_with_a_text_takes_pinpoints_and_keeps_the_hand_of_its_writer(interview, corpus, said_well):
    """The sentence is shown; a pinpoint that does not exist is refused with what exists."""
    corpus.change(corpus.case, "case: harbour/01\n", "# by hand\ncase: harbour/01   # kept\n")
    before = corpus.case.read_text()
    terminal = interview("cases/harbour/01.yaml", "--text", "source.txt")
    terminal.answer(PUT, "yes")
    terminal.answer("1 to 6", "")
    terminal.answer("Evidence", "10")
    refusal = terminal.until("sentences 1 to 9")
    assert "“10” is no pinpoint here." in refusal
    terminal.answer("Evidence", "8")
    terminal.until("Case 1, s. 8: I worked for a different ship by then.")
    terminal.answer("Note", "")
    terminal.answer("strongest", "A new ship says nothing of a debt.")
    terminal.answer("Enter to end", "")
    assert terminal.end()[0] == 0
    said_well("cases/harbour/01.yaml", "source.txt")
    assert corpus.case.read_text() == before + (
        "  debt-settled:\n"
        "    holds: yes\n"
        "    to: reasonable-grounds\n"
        "    counter: A new ship says nothing of a debt.\n"
        '    evidence: [{at: "Case 1, s. 8", digest: "c13d7aa7"}]\n'
    )


def test_a_new_case_on_a_text_begins_with_its_account_and_the_person(interview, corpus, said_well):
    """A number that is none is asked again; what says who the person is has its pinpoint."""
    terminal = interview("cases/harbour/02.yaml", "--text", "source.txt", *ONLY)
    terminal.until("1: Case 1 Mr. Tal, born in 1990")
    terminal.answer("Number of the account", "2")
    terminal.until("This needs one of these.")
    terminal.answer("Number of the account", "1")
    terminal.answer("Title", "A passport")
    terminal.answer("Pseudonym", "Mr. Tal")
    terminal.answer("Year of birth", "1990")
    terminal.answer("who the person is", "back")
    terminal.until("There is nothing to go back to yet.")
    terminal.answer("who the person is", "heading")
    terminal.finding("yes", "3", prompt="Evidence")
    terminal.answer(PUT, "stop")
    assert terminal.end()[0] == 0
    said_well("cases/harbour/02.yaml", "source.txt")
    assert corpus.case.with_name("02.yaml").read_text() == (
        "case: harbour/02\n"
        "title: A passport\n"
        "source: {id: harbour-interviews, at: Case 1}\n"
        "person:\n"
        "  name: Mr. Tal\n"
        "  born: 1990\n"
        '  evidence: [{at: "Case 1, heading", digest: "3bd273a3"}]\n'
        "findings:\n"
        "  took-papers:\n"
        "    holds: yes\n"
        "    to: reasonable-grounds\n"
        '    evidence: [{at: "Case 1, s. 3", digest: "8690ff4d"}]\n'
    )


def test_without_the_text_only_what_the_case_cites_can_be_cited(interview):
    """And the person is told why."""
    terminal = interview("cases/harbour/01.yaml")
    terminal.until("The text of the source is not at hand")
    terminal.answer(PUT, "no")
    terminal.answer("1 to 6", "")
    terminal.answer("Evidence", "1")
    terminal.until("already cited: Case 1, heading")
    terminal.answer("Evidence", "5")
    terminal.answer("Note", "")
    terminal.answer("strongest", "")
    terminal.answer("Enter to end", "")
    assert terminal.end()[0] == 0


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["my/bo.yaml", "--norm", "holding-back-paper"], 2, "did you mean “holding-back-papers”?"),
        (["my/bo.txt"], 2, "E403"),
        (["cases"], 2, "E403"),
        (["my/Bo.yaml"], 2, "E403"),
        (["my/bo.yaml", "--text", "source.txt"], 2, "E403"),
        (["cases/harbour/02.yaml", "--text", "cases/harbour/01.yaml"], 2, "E403"),
        (["cases/harbour/01.yaml", "--text", "missing.txt"], 2, "E101"),
        (["source.txt/bo.yaml"], 2, "E402"),
    ],
)
def test_a_call_that_cannot_be_carried_out_is_told_before_anything_is_asked(
    interview, arguments, code, words
):
    """By a diagnostic, and no interview begins."""
    found, said = interview(*arguments).end()
    assert (found, words in said, " > " in said) == (code, True, False), said


def test_a_case_with_errors_is_not_interviewed(interview, corpus):
    """The ordinary diagnostics, with the line."""
    corpus.change(corpus.case, "  threat:\n", "  threats:\n")
    code, said = interview("cases/harbour/01.yaml").end()
    assert code == 1
    assert "01.yaml:45:3: E203 no predicate is called “threats”" in said
    assert " > " not in said


def test_a_damaged_record_of_the_interview_is_told(interview, corpus):
    """Its names are those of the vocabulary, and of this case."""
    progress = {"case": "harbour/02", "asked": ["threats"], "open": {}}
    corpus.case.with_name("01.interview.json").write_text(json.dumps(progress, indent=1))
    code, said = interview("cases/harbour/01.yaml").end()
    assert code == 1
    assert "E203 no predicate is called “threats”" in said
    assert "E204 case is not harbour/01: “harbour/02”" in said


def obey_modes() -> None:
    """Root may write everywhere, unless it gives that up: prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE)."""
    if os.geteuid() == 0:
        assert ctypes.CDLL(None).prctl(24, 1, 0, 0, 0) == 0


def test_a_read_only_folder_is_told(interview, corpus):
    """Before anything is asked."""
    corpus.case.parent.chmod(0o500)
    code, said = interview("cases/harbour/01.yaml", before=obey_modes).end()
    corpus.case.parent.chmod(0o700)
    assert (code, " > " in said) == (2, False)
    assert "E402 “cases/harbour/01.yaml” cannot be written: Permission denied" in said


def test_a_full_disk_loses_the_present_answer_alone(interview, corpus):
    """E402, the case as it was, and nothing half-written beside it."""
    before = corpus.case.read_text()
    terminal = interview(
        "cases/harbour/01.yaml", before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    )
    terminal.answer(PUT, "yes")
    terminal.answer("1 to 6", "")
    terminal.answer("Evidence", "5")
    terminal.answer("Note", "")
    terminal.answer("strongest", "")
    code, said = terminal.end()
    assert code == 2
    assert "E402" in said
    assert corpus.case.read_text() == before
    assert [path.name for path in corpus.case.parent.iterdir()] == ["01.yaml"]


def test_answers_may_come_from_a_pipe(corpus, said_well):
    """The end of the input is a stop, and everything before it is saved."""
    typed = "Papers\n2026-05-01\n\n1990\nyes\n\nHe took it.\n\n\nnot stated\n"
    done = subprocess.run(
        [PRONG, "interview", "my/bo.yaml", *ONLY],
        cwd=corpus.folder,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "100"},
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Stopped. Every answer is saved." in done.stdout
    assert "\x1b" not in done.stdout
    said_well()
    assert "took-papers" in (corpus.folder / "my/bo.yaml").read_text()
