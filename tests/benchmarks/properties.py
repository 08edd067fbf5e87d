"""Two hundred seeded runs of every property on every shipped norm, within the default budget of cases.

The test of the kit asks one norm in each of its runs and tries fewer cases. This asks all of them, takes some
hours, and is run before a release: `python tests/benchmarks/properties.py`.
"""

import sys
import time
from pathlib import Path

from prong.testing import PROPERTIES, assert_properties
from prong.testing.accounts import rulebook_at

RULES = Path(__file__).parents[2] / "rules"
SEEDS = 200


def main() -> None:
    """One line for each run; the first failure ends it."""
    rulebook = rulebook_at(RULES)
    asked = [each for each in PROPERTIES if each.name != "printed-and-read"]
    for seed in range(SEEDS):
        start = time.perf_counter()
        assert_properties(rulebook, properties=asked, seed=seed)
        sys.stdout.write(f"seed {seed}: {time.perf_counter() - start:.1f} s\n")


if __name__ == "__main__":
    main()
