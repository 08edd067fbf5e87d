"""A finding put into a case, or taken out: every other line stays as its writer left it."""

from pathlib import Path

import pytest

from prong.errors import ProngError
from prong.language.editing import with_finding
from prong.model.cases import Finding

ROOT = Path(__file__).parents[3]
CASES = sorted((ROOT / "cases").glob("*/[0-9]*.yaml"))
EVIDENCE = [{"at": "Case 1, s. 1", "digest": "00000000"}]
NEW = "an-invented-predicate"

HAND = """\
# a case by hand
case: made/one
title: 'One account'   # quoted as she likes it
source: {id: interviews, at: Case 1}
findings:

    # what the first finding is about
    threat:
        holds: yes
        to: reasonable-grounds
        evidence:
        - {at: "Case 1, s. 1", digest: "00000000"}   # kept
    # what the second finding is about
    deception: {holds: no, to: some-evidence, evidence: [{at: "Case 1, s. 2", digest: "00000000"}]}

# what the person is about
person: {evidence: [{at: "Case 1, heading", digest: "00000000"}]}
"""


def finding(**given: object) -> Finding:
    """A finding in short."""
    return Finding.model_validate({"holds": "yes", "to": "reasonable-grounds", "evidence": EVIDENCE, **given})


def test_the_cases_are_found():
    """A test over an empty list passes."""
    assert len(CASES) == 53


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_finding_put_in_and_taken_out_of_a_shipped_case_leaves_it_as_it_was(path):
    """To the byte; and what was put in stands behind the other findings."""
    text = path.read_text(encoding="utf-8")
    more = with_finding(text, path.name, NEW, finding(note="A note: with a colon."))
    assert f"  {NEW}:\n    holds: yes\n" in more
    assert with_finding(more, path.name, NEW, None) == text


def test_comments_order_and_quotes_of_a_case_by_hand_are_kept():
    """The new lines take the indent of the others and stand before the comment on the next key."""
    found = with_finding(HAND, "one.yaml", "force", finding())
    assert (
        found.replace(
            "    force:\n"
            "      holds: yes\n"
            "      to: reasonable-grounds\n"
            '      evidence: [{at: "Case 1, s. 1", digest: "00000000"}]\n',
            "",
        )
        == HAND
    )
    assert found.index("    force:") < found.index("\n# what the person is about")


def test_a_finding_that_is_changed_keeps_its_place_and_the_comments_around_it():
    """The comment above the next finding belongs to that one."""
    found = with_finding(HAND, "one.yaml", "threat", finding(holds="no"))
    assert found.index("# what the first") < found.index("    threat:\n      holds: no")
    assert found.index("    threat:") < found.index("# what the second") < found.index("    deception:")


@pytest.mark.parametrize("written", ["", "findings: {}\n", "# a note at the end\n"])
def test_a_case_without_findings_gets_its_first(written):
    """Whether the key stands there or not."""
    head = HAND[: HAND.index("findings:")] + HAND[HAND.index("person:") :]
    found = with_finding(head + written, "one.yaml", "threat", finding())
    assert "\nfindings:\n  threat:\n    holds: yes\n" in found
    assert with_finding(found, "one.yaml", "threat", None).startswith(head)


def test_findings_in_braces_are_refused():
    """Lines cannot be put between braces (E442)."""
    text = HAND[: HAND.index("findings:")] + HAND[HAND.index("person:") :]
    evidence = '[{at: "Case 1, s. 1", digest: "00000000"}]'
    text += f"findings: {{threat: {{holds: yes, to: some-evidence, evidence: {evidence}}}}}\n"
    with pytest.raises(ProngError, match="E442"):
        with_finding(text, "one.yaml", "force", finding())
