"""The look for cycles in memory stands still where it was told to, and goes on afterwards."""

import gc

from prong.cli.lazy import load
from prong.cli.memory import no_collection


def test_the_look_for_cycles_goes_on_where_the_outermost_stretch_ends():
    """A command that loads a module on its way is not looked through from then on."""
    assert gc.isenabled()
    with no_collection():
        with no_collection():
            assert not gc.isenabled()
        load("prong.cli.bar")
        assert not gc.isenabled()
    assert gc.isenabled()
