"""Verdicts are pairs of support and opposition; standards are steps of one ladder."""

from prong.model.standards import BY_KEY, LADDER, Standard
from prong.model.verdicts import Verdict


def test_a_verdict_and_its_two_sides_say_the_same() -> None:
    assert [Verdict.of(verdict.support, verdict.opposition) for verdict in Verdict] == list(Verdict)


def test_support_and_opposition_make_the_four_verdicts() -> None:
    assert Verdict.of(1, 0) is Verdict.SATISFIED
    assert Verdict.of(0, 1) is Verdict.NOT_SATISFIED
    assert Verdict.of(0, 0) is Verdict.UNDETERMINED
    assert Verdict.of(8, -2) is Verdict.CONTESTED


def test_the_ladder_has_six_steps_in_order() -> None:
    assert [standard.key for standard in LADDER] == [
        "some-evidence",
        "reasonable-grounds",
        "reasonable-likelihood",
        "balance-of-probabilities",
        "clear-and-convincing",
        "beyond-reasonable-doubt",
    ]
    assert sorted(LADDER) == list(LADDER)


def test_a_standard_is_found_by_its_key_and_written_in_words() -> None:
    assert all(Standard.from_key(standard.key) is standard for standard in LADDER)
    assert Standard.BALANCE_OF_PROBABILITIES.words == "balance of probabilities"
    assert len(BY_KEY) == 6
