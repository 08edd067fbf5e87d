"""The site in Korean, opened from disk: no barrier, nothing cut off, and controls that know its words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .test_site import CASES, LOOK, PHONE, driver, written

CHARTS = ("corpus.html", "lives-for-sale/02-20-23.html", "rules/refugee.html")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the same seven accounts, in Korean."""
    return written(tmp_path_factory.mktemp("korean"), "--language", "ko")


@pytest.fixture
def driven(site: Path, opened: Callable[..., str]) -> Callable[..., object]:
    """What a driver tells that has done something with a page."""
    return driver(site, opened)


@pytest.mark.parametrize("name", ["index.html", "corpus.html"])
def test_axe_finds_no_barrier(axe, driven, name):
    """At the width of a phone."""
    found = driven(name, f"{axe}\n{LOOK}", options=PHONE)
    assert "error" not in found, found
    assert found["violations"] == []


@pytest.mark.parametrize("name", ["index.html", "search.html", *CHARTS])
def test_a_page_is_no_wider_than_a_phone(driven, name):
    """What is wider scrolls within its own region."""
    found = driven(name, "tell([document.documentElement.scrollWidth, innerWidth]);", options=PHONE)
    assert found[0] <= found[1]


@pytest.mark.parametrize("name", CHARTS)
def test_no_word_of_a_drawing_leaves_it(driven, name):
    """Wide letters stand on as many lines as they need, on a phone too."""
    found = driven(
        name,
        """
        const out = [];
        for (const words of document.querySelectorAll("figure svg[role] text")) {
          const drawing = words.closest("svg").getBoundingClientRect();
          const box = words.getBoundingClientRect();
          if (box.left < drawing.left - 2 || box.right > drawing.right + 2) out.push(words.textContent);
        }
        tell([document.querySelectorAll("figure svg[role] text").length, out]);
        """,
        options=PHONE,
    )
    assert found[0] > 5
    assert found[1] == []


def test_the_controls_speak_korean_and_a_filter_works(driven):
    """On a rule, the verdict that is chosen is that of the rule alone: its column is found by its head."""
    told = driven(
        "rules/trafficking-in-persons.html",
        """
        const [bar] = document.querySelectorAll(".controls");
        const choice = bar.querySelector("select");
        choice.value = Array.from(choice.options).find((one) => one.value.includes("인정됨")).value;
        choice.dispatchEvent(new Event("change", { bubbles: true }));
        tell({
          placeholder: bar.querySelector("input").placeholder,
          named: choice.getAttribute("aria-label"),
          selects: bar.querySelectorAll("select").length,
          count: bar.querySelector("[role=status]").textContent,
        });
        """,
    )
    assert told["placeholder"] == "행 검색"
    assert told["named"] == "한 가지 결론만 보기, 표: 이 규칙에 따른 진술"
    assert told["selects"] == 1
    shown, every = told["count"].split(" / ")
    assert 0 < int(shown) < int(every) == len(CASES)


def test_an_address_of_the_english_site_hides_no_row(driven):
    """A verdict in another language is none of those offered."""
    shown = driven("index.html", "tell(shown(0));", hash="v1=%E2%9C%93%C2%A0made+out&c1=2")
    assert shown == list(CASES)
