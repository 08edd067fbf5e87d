"""Identifiers of a corpus are told apart exactly, in memory that does not grow with them."""

from __future__ import annotations

import random
import tracemalloc

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prong.corpus import identifiers
from prong.corpus.identifiers import Identifiers, hashes_of


def groups(texts: list[str], folder, size: int = 3) -> list[set[str]]:
    found = Identifiers(folder)
    for start in range(0, len(texts), size):
        found.add(pa.array(texts[start : start + size], pa.utf8()))
    answer = [{texts[row] for row in rows} for rows in found.suspects()]
    found.hashes.close()
    return answer


@given(st.lists(st.text(max_size=3), max_size=30), st.integers(1, 7))
def test_every_identifier_that_stands_twice_is_suspected(tmp_path_factory, texts, size):
    twice = {text for text in texts if texts.count(text) > 1}
    found = groups(texts, tmp_path_factory.getbasetemp(), size)
    assert set().union(*found) >= twice


@given(st.lists(st.text(), min_size=1, max_size=20))
def test_a_hash_depends_on_the_text_alone(texts):
    whole = hashes_of(pa.array(texts, pa.utf8()))
    alone = [hashes_of(pa.array([text], pa.utf8()))[0] for text in texts]
    assert whole.tolist() == [int(one) for one in alone]
    assert hashes_of(pa.array(["x", *texts], pa.utf8()).slice(1)).tolist() == whole.tolist()
    assert len(set(alone)) == len(set(texts))


def test_a_hundred_thousand_hashes_of_like_texts_differ():
    found = hashes_of(pa.array([f"case-{number:08}" for number in range(100_000)]))
    assert len(np.unique(found)) == 100_000


@pytest.mark.parametrize("part", [1 << 23, 64, 7])
def test_the_parts_in_which_hashes_are_sorted_make_no_difference(part, tmp_path, monkeypatch):
    monkeypatch.setattr(identifiers, "PART", part)
    texts = [str(number) for number in range(500)] + ["17", "400", "17"]
    random.Random(1).shuffle(texts)
    assert sorted(map(sorted, groups(texts, tmp_path, 50))) == [["17"], ["400"]]


def test_identifiers_that_rise_are_not_looked_at_again(tmp_path):
    found = Identifiers(tmp_path)
    for start in range(0, 1000, 100):
        found.add(pa.array([f"{number:05}" for number in range(start, start + 100)]))
    assert found.rising
    assert list(found.suspects()) == []
    found.add(pa.array(["00999"]))
    assert not found.rising
    assert len(list(found.suspects())) == 1
    found.hashes.close()


def test_memory_does_not_grow_with_the_number_of_identifiers(tmp_path, monkeypatch):
    monkeypatch.setattr(identifiers, "PART", 1 << 12)
    found = Identifiers(tmp_path)
    names = pa.array([f"{(number * 7919) % 4096:06}" for number in range(4096)])
    tracemalloc.start()
    peaks = []
    for total in (4, 32):
        for number in range(total):
            found.add(pa.array([f"{number}-{total}-{name}" for name in names.to_pylist()]))
        tracemalloc.reset_peak()
        assert list(found.suspects()) == []
        peaks.append(tracemalloc.get_traced_memory()[1])
    tracemalloc.stop()
    found.hashes.close()
    assert peaks[1] < 2 * peaks[0]
