"""The Bluebook, twenty-first edition (2020), as its Bluepages set it for memoranda.

Titles are in italics (B2) and not in small capitals. Names of bodies and series are abbreviated by the
tables T3 to T6, T10 and T12 as far as the words below go; what is not among them stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from types import MappingProxyType

from prong.rendering.styles.style import Style
from prong.rendering.styles.work import Day, Work, joined

PREFIXES = MappingProxyType(
    {
        "article": ("art. ", "arts. "),
        "paragraph": ("¶ ", "¶¶ "),
        "section": ("§ ", "§§ "),
        "recital": ("recital ", "recitals "),
    }
)
MONTHS = (
    "Jan.",
    "Feb.",
    "Mar.",
    "Apr.",
    "May",
    "June",
    "July",
    "Aug.",
    "Sept.",
    "Oct.",
    "Nov.",
    "Dec.",
)
"""Table T12."""
SERIES = MappingProxyType(
    {
        "UNTS": "U.N.T.S.",
        "LNTS": "L.N.T.S.",
        "UN Doc": "U.N. Doc.",
        "UNGA Res": "G.A. Res.",
        "USC": "U.S.C.",
        "US": "U.S.",
        "OJ": "O.J.",
    }
)
"""Tables T1, T3 and T4."""
NUMBERS = ((re.compile(r"^CETS No "), "C.E.T.S. No. "), (re.compile(r"^Sales No "), "U.N. Sales No. "))
BODIES = MappingProxyType(
    {
        "UNHCR": "U.N. High Comm’r for Refugees",
        "UNODC": "U.N. Off. on Drugs & Crime",
        "Human Rights Council": "Hum. Rts. Council",
        "Global Commission on International Migration": "Glob. Comm’n on Int’l Migration",
        "International Labour Office and European Commission": "Int’l Lab. Off. & Eur. Comm’n",
        "Committee for Human Rights in North Korea": "Comm. for Hum. Rts. in N. Korea",
        "Committee on the Elimination of Discrimination against Women": (
            "Comm. on the Elimination of Discrimination Against Women"
        ),
        "National People’s Congress": "Nat’l People’s Cong.",
    }
)
"""Tables T3, T6 and T10."""
COUNTRIES = MappingProxyType({"gb": "U.K.", "au": "Austl.", "ca": "Can.", "cn": "China"})
"""Table T10; the United States are not named (rule 20.1)."""
SPACED = ("treaty", "book", "report")
"""Types after whose title a pinpoint stands without a comma (rules 15.1 and 21.4.3)."""
WITHOUT_SUPRA = ("legal_case", "legislation")
"""Types to which “supra” does not lead back (rule 4.2(a))."""


def _full(work: Work, pins: str) -> str:
    before, after = _form(work)
    return _pinned(before, pins, spaced=work.type in SPACED) + after


def _first(work: Work, pins: str) -> str:
    """The full citation; “hereinafter” introduces a short form (rule 4.2(b))."""
    known = work.type == "legal_case" or work["section"] or work.short in ("", work["title"])
    return _full(work, pins) + ("" if known else f" \\[hereinafter {work.short}\\]")


def _later(work: Work, pins: str, note: int) -> str:
    """“Supra” (rule 4.2), or the short form of a case (rule 10.9) or of an act (rule 12.10)."""
    if work.type in WITHOUT_SUPRA:
        return _brief(work, pins)
    return _pinned(f"{work.short}, *supra* note {note}", _at(pins))


def _again(work: Work, pins: str) -> str:
    """“Id.” for the authority of the note before (rule 4.1)."""
    return joined("*Id.*", f"§ {work['section']}{pins}" if work["section"] else _at(pins))


def _brief(work: Work, pins: str) -> str:
    if work.type == "legal_case":
        if work["page"] and pins[:1].isdigit():
            return f"*{work.short}*, {_volume(work)} at {pins}"
        return _pinned(f"*{work.short}*, {_found(work)}", pins)
    if work["section"]:
        return _code(work) + pins
    return _pinned(work.short, _at(pins), spaced=True)


def _at(pins: str) -> str:
    """A page is told from other pinpoints by “at” where no first page stands before it (rule 3.2(a))."""
    return f"at {pins}" if pins[:1].isdigit() else pins


def _pinned(before: str, pins: str, *, spaced: bool = False) -> str:
    if not pins or pins.startswith("("):
        return before + pins
    return f"{before} {pins}" if spaced else f"{before}, {pins}"


def _form(work: Work) -> tuple[str, str]:
    return FORMS.get(work.type, _book)(work)


def _treaty(work: Work) -> tuple[str, str]:
    """Name, subdivision, date with what it is a date of, source (rules 21.4.1 to 21.4.5)."""
    day = f"*adopted* {_words(work.adopted)}" if work.adopted else ""
    series = joined(
        work["volume"], SERIES.get(work["container-title"], work["container-title"]), work["page"]
    )
    return work["title"], "".join(f", {part}" for part in (day, series or _number(work)) if part)


def _case(work: Work) -> tuple[str, str]:
    """Name, report and year (rule 10.1); of other countries as table T2 has it, and the country (20.1)."""
    name = f"*{re.sub(r' v ', ' v. ', work['title'])}*"
    year = work.issued.year if work.issued else ""
    if work["jurisdiction"] == "us":
        return f"{name}, {_found(work)}", f" ({year})"
    country = COUNTRIES.get(work["jurisdiction"], "")
    return f"{name}, {_found(work)}", f" ({country})" if country else ""


def _found(work: Work) -> str:
    """Where a decision is found: its neutral citation, and its report."""
    return joined(work["number"], joined(_volume(work), work["page"]) if work["page"] else "", by=", ")


def _volume(work: Work) -> str:
    """The volume of a report; outside the United States with its year."""
    year = work.issued.year if work.issued else ""
    named_by_year = work["collection-number"]
    bracketed = f"\\[{named_by_year}\\]" if named_by_year else f"({year})"
    before = "" if work["jurisdiction"] == "us" else bracketed
    return joined(before, work["volume"], SERIES.get(work["container-title"], work["container-title"]))


def _act(work: Work) -> tuple[str, str]:
    """A code (rule 12.3), an act of the Union (21.9.3), an act of another country (20.5)."""
    year = work.issued.year if work.issued else ""
    if work["container-title"] == "OJ":
        issue, page = re.sub(r"^([A-Z])(?=\d)", r"\1 ", work["volume"]), work["page"]
        place = f"({issue}) {page}" if page.isdigit() else f"({issue} {page})"
        return work["title"], f", {year} O.J. {place} (EU)"
    if work["section"]:
        return _code(work), ""
    number = re.sub(r"^c ", "c. ", work["number"])
    body = BODIES.get(work["author"], work["author"])
    enacted = f"(promulgated by the {body}, {_words(work.issued)})" if body else ""
    country = COUNTRIES.get(work["jurisdiction"], "")
    title = joined(joined(work["title"], number, by=", "), enacted)
    return title, f" ({country})" if country else ""


def _code(work: Work) -> str:
    series = SERIES.get(work["container-title"], work["container-title"])
    return joined(work["volume"], series, f"§ {work['section']}")


def _document(work: Work) -> tuple[str, str]:
    """Body, title, pinpoint, symbol and date (rules 21.7.1 and 21.7.3); a resolution by number (21.7.2)."""
    day = f"({_words(work.issued)})" if work.issued else ""
    number = joined(SERIES.get(work["container-title"], work["container-title"]), work["number"])
    if work["container-title"] == "UNGA Res":
        return f"{number}, {work['title']}", f" {day}" if day else ""
    return joined(_author(work), f"*{work['title']}*"), joined(f", {number}" if number else "", day)


def _article(work: Work) -> tuple[str, str]:
    """Author, title, volume, journal, first page, pinpoint and year (rule 16.4)."""
    year = work.issued.year if work.issued else ""
    volume = work["volume"] or work["collection-number"]
    journal = joined(volume, work["container-title"], work["page"])
    return joined(_author(work), joined(f"*{work['title']}*", journal, by=", ")), f" ({year})" if year else ""


def _newspaper(work: Work) -> tuple[str, str]:
    """Author, title, paper, day and page (rule 16.6)."""
    return _serial(work, joined(work["container-title"], _parenthesis(work)))


def _website(work: Work) -> tuple[str, str]:
    """Author, title, name of the site and day (rule 18.2.2)."""
    return _serial(work, joined(work["container-title"], _parenthesis(work)))


def _serial(work: Work, where: str) -> tuple[str, str]:
    page = f"at {work['page']}" if work["page"] else ""
    comma = "," if work["container-title"] else ""
    title = joined(_author(work), f"*{work['title']}*") + comma
    return joined(joined(title, where), page, by=", "), ""


def _parenthesis(work: Work) -> str:
    return f"({_words(work.issued)})" if work.issued else ""


def _book(work: Work) -> tuple[str, str]:
    """Author, title, pinpoint, edition and year (rule 15); a publication for sale its number (21.7.6)."""
    year = work.issued.year if work.issued else ""
    edition = f"{work['edition']} ed." if work["edition"] else ""
    number = _number(work)
    published = joined(edition, year)
    title = joined(_author(work), f"*{work['title']}*")
    return title, joined(f", {number}" if number else "", f" ({published})" if published else "", by="")


FORMS: dict[str, Callable[[Work], tuple[str, str]]] = {
    "treaty": _treaty,
    "legal_case": _case,
    "legislation": _act,
    "document": _document,
    "article-journal": _article,
    "article-newspaper": _newspaper,
    "webpage": _website,
}


def _author(work: Work) -> str:
    return f"{BODIES.get(work['author'], work['author'])}," if work["author"] else ""


def _number(work: Work) -> str:
    number = work["number"]
    for pattern, words in NUMBERS:
        number = pattern.sub(words, number)
    return number


def _words(day: Day | None) -> str:
    """“May 2, 2011”, “May 2011”, “2011”."""
    if day is None:
        return ""
    month = MONTHS[day.month - 1] if day.month else ""
    return f"{month} {day.day}, {day.year}" if day.day else joined(month, day.year)


BLUEBOOK_21 = Style(
    name="bluebook-21",
    title="The Bluebook, twenty-first edition",
    prefixes=PREFIXES,
    full=_full,
    first=_first,
    later=_later,
    again=_again,
    brief=_brief,
)
