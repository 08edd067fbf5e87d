"""The static checks of rules, one a file, in the order in which they run.

Each looks at a draft and yields what is wrong; none changes anything. The shape of a document (types,
keys, constructs) is checked where it is read. Those of mappings run where mappings are read.
"""

from prong.language.checks.circular_reference import circular_references
from prong.language.checks.duplicate_name import duplicate_names
from prong.language.checks.entry_into_force import missing_entries_into_force
from prong.language.checks.examples_of_elements import elements_without_examples
from prong.language.checks.missing_citation import missing_citations
from prong.language.checks.reading_positions import mismatched_positions
from prong.language.checks.relation_objects import empty_relations
from prong.language.checks.root_element import missing_root_elements
from prong.language.checks.unreached_element import unreached_elements
from prong.language.checks.unresolved_citation import unresolved_citations
from prong.language.checks.unresolved_name import unresolved_names
from prong.language.checks.unused_predicate import unused_names

CHECKS = (
    duplicate_names,
    unresolved_names,
    mismatched_positions,
    missing_root_elements,
    circular_references,
    empty_relations,
    unreached_elements,
    missing_citations,
    unresolved_citations,
    missing_entries_into_force,
    elements_without_examples,
    unused_names,
)

__all__ = ["CHECKS"]
