"""`prong evidence`: pinpoints against a text, and the sentences of an account."""

import re

import pytest


def verify(harbour, corpus, *options):
    """The command on the text of the invented source."""
    return harbour("evidence", "verify", corpus.cases, "--text", corpus.text, *options)


def test_right_pinpoints_agree_with_the_source(harbour, corpus):
    """The number of pinpoints is told."""
    result = verify(harbour, corpus)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "13 pinpoints in 1 case agree with the source.\n"


def test_typography_does_not_matter(harbour, corpus):
    """Another copy of the text has its own quotation marks, hyphens and line breaks."""
    text = corpus.text.read_text()
    sentences = text.replace("\n\n", "\f").replace("\n", " ").replace("\f", "\n\n")
    corpus.text.write_text(sentences.replace("; he", " – he"))
    assert verify(harbour, corpus).exit_code == 0


def test_a_wrong_digest_is_told_with_the_right_one(harbour, corpus):
    """E306 at the digest."""
    corpus.change(corpus.case, "8690ff4d", "8690ff4e")
    result = verify(harbour, corpus)
    assert result.exit_code == 1
    assert "E306 the evidence “Case 1, s. 3” does not match the source" in result.stdout
    assert "8690ff4d" in result.stdout


def test_a_sentence_that_was_changed_in_the_text_is_found(harbour, corpus):
    """One word is enough."""
    corpus.change(corpus.text, "two hundred crowns", "three hundred crowns")
    result = verify(harbour, corpus)
    assert result.exit_code == 1
    assert set(re.findall(r"E\d{3}", result.stdout)) == {"E306"}


def test_a_pinpoint_that_names_no_sentence_is_told(harbour, corpus):
    """E307 at the pinpoint: the account has nine sentences."""
    corpus.change(corpus.case, "Case 1, s. 9", "Case 1, s. 10")
    result = verify(harbour, corpus)
    assert result.exit_code == 1
    assert "E307 “Case 1, s. 10” is no pinpoint of this source" in result.stdout


def test_no_finding_quotes_the_source(harbour, corpus):
    """What is shown of the text is a digest."""
    corpus.change(corpus.text, "captain", "skipper")
    assert "skipper" not in verify(harbour, corpus).stdout


def test_a_wrong_text_is_told_once(harbour, corpus, tmp_path):
    """A text in which no account begins is another text, and thirteen wrong pinpoints would hide that."""
    other = tmp_path / "other.txt"
    other.write_text("A novel. It has no accounts.\n")
    result = harbour("evidence", "verify", corpus.cases, "--text", other)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("E403") == 2  # the finding, and where to read on
    assert "other.txt" in result.stderr


@pytest.mark.parametrize(("content", "code"), [(b"\xff\xfe\x00", "E103"), (b"a\x00b", "E110")])
def test_a_file_that_is_no_text_is_refused(harbour, corpus, tmp_path, content, code):
    """A PDF is not the text of the report."""
    file = tmp_path / "report.pdf"
    file.write_bytes(content)
    result = harbour("evidence", "verify", corpus.cases, "--text", file)
    assert result.exit_code in (1, 2)
    assert code in result.stderr


def test_a_missing_text_is_refused(harbour, corpus, tmp_path):
    """Exit code 2."""
    result = harbour("evidence", "verify", corpus.cases, "--text", tmp_path / "missing.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "E101" in result.stderr


def test_an_unknown_source_is_refused(harbour, corpus):
    """With the nearest that the cases name."""
    result = verify(harbour, corpus, "--source", "harbour-interview")
    assert result.exit_code == 2
    assert "did you mean “harbour-interviews”?" in result.stderr


def test_the_list_gives_each_sentence_with_what_a_finding_cites(prong, corpus):
    """Pinpoint and digest can be copied as they stand."""
    options = ("--text", corpus.text, "--account", "1", "--source", corpus.source)
    lines = prong("evidence", "list", *options).stdout.splitlines()
    assert lines[0] == '{at: "Case 1, heading", digest: "3bd273a3"}'
    assert lines[6] == '{at: "Case 1, s. 3", digest: "8690ff4d"}'
    assert lines[7] == "    On the first evening the captain collected mine."
    assert len(lines) == 2 * 10


def test_every_sentence_of_the_list_verifies(prong, harbour, corpus):
    """What the list prints is right by the measure of `verify`."""
    options = ("--text", corpus.text, "--account", "1", "--source", corpus.source)
    listed = [
        line for line in prong("evidence", "list", *options).stdout.splitlines() if line.startswith("{")
    ]
    case = corpus.case.read_text()
    corpus.case.write_text(
        case.replace('[{at: "Case 1, s. 9", digest: "971dd188"}]', f"[{', '.join(listed)}]")
    )
    assert verify(harbour, corpus).stdout == "22 pinpoints in 1 case agree with the source.\n"


def test_an_account_that_the_text_does_not_hold_is_refused(prong, corpus):
    """Exit code 2."""
    options = ("--text", corpus.text, "--account", "2", "--source", corpus.source)
    result = prong("evidence", "list", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "E401" in result.stderr
