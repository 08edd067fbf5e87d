"""`prong rules coverage`: for people, for programs and for editors."""

import json
import re
from pathlib import Path

from prong.model.norms import Rulebook


def test_every_norm_has_its_line_and_nothing_is_missing(prong, rulebook: Rulebook) -> None:
    result = prong("rules", "coverage")
    assert result.exit_code == 0
    for norm in rulebook.norms:
        row = re.search(rf"^{norm} +(\d+) +(\d+) +(\d+) +(\d+)$", result.stdout, re.MULTILINE)
        assert row
        assert len(set(row.groups())) == 1


def test_what_is_missing_is_told_with_its_place_and_the_exit_code(harbour, corpus) -> None:
    document = corpus.rules / "norms" / "holding-back-papers.md"
    text = document.read_text()
    result = harbour("rules", "coverage", "holding-back-papers")
    lines = [line for line in result.stdout.splitlines() if "not shown" in line]
    assert (result.exit_code, bool(lines)) == (1, True)
    for line in lines:
        place, _, told = line.partition(": ")
        file, _, number = place.rpartition(":")
        assert file == str(document)
        name = re.search(r"(?:alternative|element|exception|dispensation|objection|answer) (\S+):", told)
        if name:
            assert name[1] in text.splitlines()[int(number) - 1]


def test_json_names_the_cases_that_show_each_part(prong) -> None:
    told = json.loads(prong("rules", "coverage", "slavery", "--format", "json").stdout)
    assert {part["kind"] for part in told} == {"element", "alternative"}
    for part in told:
        assert part["missing"] == []
        assert len(part["decisive"]) == 2
        text = Path("rules/norms/slavery.md").read_text().splitlines()
        assert part["name"] in text[part["line"] - 1]
        for case in part["satisfied"]:
            assert text[case["line"] - 1].endswith(case["title"])


def test_lcov_counts_add_up(prong, rulebook: Rulebook) -> None:
    text = prong("rules", "coverage", "--format", "lcov").stdout
    records = text.split("end_of_record\n")[:-1]
    assert len(records) == len(rulebook.norms)
    for record in records:
        (file,) = re.findall(r"^SF:(.*)$", record, re.MULTILINE)
        length = len(Path(file).read_text().splitlines())
        branches = re.findall(r"^BRDA:(\d+),(\d+),([012]),(\d+)$", record, re.MULTILINE)
        lines = re.findall(r"^DA:(\d+),(\d+)$", record, re.MULTILINE)
        assert f"BRF:{len(branches)}\n" in record
        assert f"BRH:{sum(taken != '0' for *_, taken in branches)}\n" in record
        assert f"LF:{len(lines)}\n" in record
        assert all(1 <= int(line) <= length for line, *_ in [*branches, *lines])


def test_coded_cases_can_be_added(prong) -> None:
    path = "cases/lives-for-sale/02.yaml"
    told = json.loads(prong("rules", "coverage", "slavery", "--format", "json", "--cases", path).stdout)
    assert told


def test_an_unknown_norm_is_refused(prong) -> None:
    result = prong("rules", "coverage", "slavary")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean “slavery”?" in result.stderr
