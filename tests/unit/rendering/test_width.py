"""Words in drawings: a wide letter takes the room of two narrow ones."""

from __future__ import annotations

import textwrap

import pytest

from prong.rendering.width import shortened, width_of, wrapped


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("abc", 3), ("인신매매", 8), ("A.2 인정됨", 10), ("中国", 4), ("“é–…”", 5)]
)
def test_the_room_of_a_text(text, width):
    """In narrow letters."""
    assert width_of(text) == width


def test_a_wide_text_is_wrapped_where_it_has_no_more_room():
    """At blanks, and into no more lines than there are."""
    text = "현지 체재 중 난민 지위 및 그 밖의 사유"
    assert wrapped(text, 12, most=3) == ["현지 체재 중", "난민 지위 및", "그 밖의 사유"]
    assert wrapped(text, 12, most=2) == ["현지 체재 중", "난민 지위…"]


def test_a_narrow_text_is_wrapped_as_ever():
    """By the standard library alone."""
    text = "a question that goes on and on " * 8
    assert wrapped(text, 50, most=3) == textwrap.wrap(text, 50, max_lines=3, placeholder="…")
    assert wrapped("", 50, most=3) == [""]


def test_a_text_that_is_too_wide_is_shortened():
    """And one that fits is left as it is."""
    assert shortened("인신매매 미수", 13) == "인신매매 미수"
    assert shortened("인신매매 미수", 9) == "인신매매…"
    assert shortened("abcdef", 4) == "abc…"
