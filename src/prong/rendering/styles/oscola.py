"""The OSCOLA family: the Oxford University Standard, fourth edition (2012) and fifth edition (2026).

International sources follow, in the fourth edition, the section of OSCOLA 2006 that it refers to, and
chapter 4 in the fifth. An edition is data; the forms are shared.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from prong.rendering.styles.style import Style
from prong.rendering.styles.work import Day, Work, joined
from prong.rendering.words import MONTHS

PREFIXES = MappingProxyType(
    {
        "article": ("art ", "arts "),
        "paragraph": ("para ", "paras "),
        "section": ("s ", "ss "),
        "recital": ("recital ", "recitals "),
    }
)
COURTS = MappingProxyType(
    {"House of Lords": "HL", "Privy Council": "PC", "Court of Appeal (Civil Division)": "CA"}
)
LEGISLATIVE = ("treaty", "legislation")
RESOLUTION = "UNGA Res"
OFFICIAL_JOURNAL = "OJ"


@dataclass(frozen=True, slots=True)
class Edition:
    """Where the editions differ.

    `short_name` is how a short form is introduced (1.2.1); `ibid` whether it is known (1.2.3); `numbered`
    whether acts and treaties are referred back to by the number of a note (1.2.1); `retrospective` whether
    a neutral citation that was made up afterwards is used (2.1.3); `city` whether a newspaper has its city
    (3.4.9 of the fourth edition, 3.7.7 of the fifth); `page_of_journal` whether an act without a page in
    the Official Journal has the number of its issue or the day of it (2.6.1 and 4.4.1).
    """

    name: str
    title: str
    short_name: str
    ibid: bool
    numbered: bool
    retrospective: bool
    city: bool
    page_of_journal: bool


FOURTH = Edition("oscola-4", "OSCOLA, fourth edition", "({})", True, True, True, True, True)
FIFTH = Edition("oscola-5", "OSCOLA, fifth edition", "(‘{}’)", False, False, False, False, False)


def style_of(edition: Edition) -> Style:
    """The style of an edition."""
    return Style(
        name=edition.name,
        title=edition.title,
        prefixes=PREFIXES,
        full=partial(_full, edition),
        first=partial(_first, edition),
        later=partial(_later, edition),
        again=_again if edition.ibid else None,
        brief=_brief,
    )


def _full(edition: Edition, work: Work, pins: str) -> str:
    before, after = _form(edition, work)
    return _pinned(before, pins) + after


def _first(edition: Edition, work: Work, pins: str) -> str:
    """The full citation, which also introduces the short form (1.2.1)."""
    before, after = _form(edition, work)
    if work.short in ("", work["title"]) or work["section"]:  # the section of a code is its own name
        return _pinned(before, pins) + after
    name = edition.short_name.format(_named(work))
    return f"{_pinned(before, pins)}{after} {name}" if after else _pinned(f"{before} {name}", pins)


def _later(edition: Edition, work: Work, pins: str, note: int) -> str:
    if work.type in LEGISLATIVE and not edition.numbered:
        return _brief(work, pins)
    return _pinned(f"{_named(work)} (n {note})", pins)


def _again(_: Work, pins: str) -> str:
    return joined("ibid", pins)


def _brief(work: Work, pins: str) -> str:
    return _pinned(_named(work), pins)


def _named(work: Work) -> str:
    """The short form; that of a case is in italics (2.1.2)."""
    return f"*{work.short}*" if work.type == "legal_case" else work.short


def _pinned(before: str, pins: str) -> str:
    """A comma stands before a pinpoint, unless it is bracketed or follows a bracket (2.1.6, 2.4.2, 4.1.1)."""
    if not pins or pins.startswith("("):
        return before + pins
    return f"{before} {pins}" if pins.startswith("\\[") or before.endswith(")") else f"{before}, {pins}"


def _form(edition: Edition, work: Work) -> tuple[str, str]:
    return FORMS.get(work.type, _book)(edition, work)


def _treaty(_: Edition, work: Work) -> tuple[str, str]:
    """Title, dates and series (2006, IV A 1; fifth edition, 4.1.1)."""
    dates = [f"adopted {_words(work.adopted)}"] if work.adopted else []
    dates += [f"entered into force {_words(work.in_force)}"] if work.in_force else []
    series = joined(work["volume"], work["container-title"], work["page"] or work["number"])
    return joined(work["title"], f"({', '.join(dates)})" if dates else "", series), ""


def _case(edition: Edition, work: Work) -> tuple[str, str]:
    """Name, neutral citation and best report (2.1.1); the court only without a neutral one (2.1.5).

    Cases of other countries are cited as at home, without full stops (1.4; fifth edition, 2.6.1): a
    report of the United States has its year at the end.
    """
    year = work.issued.year if work.issued else ""
    number = work["number"]
    if work["jurisdiction"] == "gb" and year < "2001" and work["page"] and not edition.retrospective:
        number = ""
    name = f"*{work['title']}*"
    if work["jurisdiction"] == "us" and not number:
        return joined(name, work["volume"], work["container-title"], work["page"]), f" ({year})"
    named_by_year = work["collection-number"]
    volume = joined(f"\\[{named_by_year}\\]" if named_by_year else f"({year})", work["volume"])
    report = joined(volume, work["container-title"], work["page"]) if work["page"] else ""
    court = "" if number else COURTS.get(work["authority"], work["authority"])
    return joined(name, joined(number, report, by=", "), f"({court})" if court else ""), ""


def _act(edition: Edition, work: Work) -> tuple[str, str]:
    """Short title and year (2.4.1), acts of the Union with the Official Journal (2.6.1; fifth, 4.4.1)."""
    year = work.issued.year if work.issued else ""
    if work["container-title"] == OFFICIAL_JOURNAL:
        issue, page = work["volume"], work["page"]
        if page.isdigit():
            place = f"{issue}/{page}"
        elif edition.page_of_journal or work.available is None:
            place = issue + page
        else:
            place = f"{issue} {work.available.day}.{work.available.month}.{work.available.year}"
        return f"{work['title']} \\[{year}\\] {OFFICIAL_JOURNAL} {place}", ""
    code = joined(work["volume"], work["container-title"], f"§ {work['section']}" if work["section"] else "")
    return joined(work["title"], code, by=", "), ""


def _document(edition: Edition, work: Work) -> tuple[str, str]:
    """Body, title, date and number (2006, IV C 1; fifth edition, 4.2.2); a resolution by its title."""
    day = _words(work.issued)
    number = joined(work["container-title"], work["number"])
    if work["container-title"] == RESOLUTION:
        if edition.numbered:
            return joined(work["title"], f"(adopted {day})" if day else "", number), ""
        return joined(f"{work['title']}, {number}", f"({day})" if day else ""), ""
    return joined(_author(work), f"‘{work['title']}’", f"({day})" if day else "", number), ""


def _article(_: Edition, work: Work) -> tuple[str, str]:
    """Author, title, year, volume, journal and first page (3.3)."""
    named_by_year = work["collection-number"]
    year = work.issued.year if work.issued else ""
    bracketed = f"\\[{named_by_year}\\]" if named_by_year else f"({year})" if year else ""
    where = joined(bracketed, work["volume"], work["container-title"], work["page"])
    return joined(_author(work), f"‘{work['title']}’", where), ""


def _newspaper(edition: Edition, work: Work) -> tuple[str, str]:
    """Author, title, paper in italics, city and day, page (3.4.9; fifth edition, 3.7.7)."""
    paper = work["container-title"]
    place = work["publisher-place"] if edition.city else ""
    day = joined(place, _words(work.issued), by=", ")
    title = f"‘{work['title']}’"
    return (
        joined(_author(work), title, f"*{paper}*" if paper else "", f"({day})" if day else "", work["page"]),
        "",
    )


def _website(_: Edition, work: Work) -> tuple[str, str]:
    """Author, title, name of the site in italics and day (3.4.8; fifth edition, 3.7.1)."""
    site = f"*{work['container-title']}*" if work["container-title"] else ""
    said = joined(site, _words(work.issued), by=", ")
    return joined(_author(work), f"‘{work['title']}’", f"({said})" if said else "", work["genre"]), ""


def _book(_: Edition, work: Work) -> tuple[str, str]:
    """Author, title in italics, edition, publisher and year (3.2.1); a report has its number (3.4.1)."""
    publisher = "" if work["publisher"] == work["author"] else work["publisher"]
    day = work.issued
    year = day.year if day and work.type == "book" else _words(day)
    edition = f"{work['edition']} edn" if work["edition"] else ""
    published = joined(edition, joined(publisher, year), by=", ")
    number = joined(work["container-title"], work["number"])
    title = f"*{work['title']}*"
    return joined(_author(work), title, f"({published})" if published else "", number), ""


FORMS: dict[str, Callable[[Edition, Work], tuple[str, str]]] = {
    "treaty": _treaty,
    "legal_case": _case,
    "legislation": _act,
    "document": _document,
    "article-journal": _article,
    "article-newspaper": _newspaper,
    "webpage": _website,
}


def _author(work: Work) -> str:
    return f"{work['author']}," if work["author"] else ""


def _words(day: Day | None) -> str:
    """“2 May 2011”, “May 2011”, “2011”."""
    if day is None:
        return ""
    month = MONTHS[day.month - 1] if day.month else ""
    return joined(str(day.day) if day.day else "", month, day.year)


OSCOLA_4, OSCOLA_5 = style_of(FOURTH), style_of(FIFTH)
