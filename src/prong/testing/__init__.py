"""The public kit for testing rules: strategies, properties, and one call that asks them all.

It needs Hypothesis (`pip install prong[test]`); no other part of Prong does. One line in a test file is
enough:

    assert_properties("rules")
"""

from prong.testing.accounts import cases, dates, findings, records
from prong.testing.choices import edits, readings, regimes
from prong.testing.facts import facts
from prong.testing.norms import norms, rulebooks
from prong.testing.properties import PROPERTIES, assert_properties
from prong.testing.property import Property, Subject, property_of

__all__ = [
    "PROPERTIES",
    "Property",
    "Subject",
    "assert_properties",
    "cases",
    "dates",
    "edits",
    "facts",
    "findings",
    "norms",
    "property_of",
    "readings",
    "records",
    "regimes",
    "rulebooks",
]
