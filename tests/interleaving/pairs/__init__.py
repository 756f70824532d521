"""Every pair by its name: `members.admins_of_a_brand_remove_each_other`.

A pair is a public function that answers `Calls`; modules without one hold what several arrange.
"""

import importlib
import pkgutil
from types import FunctionType, ModuleType

from tests.interleaving.exploring import Calls, Pair


def _pairs_of(module: ModuleType) -> dict[str, Pair]:
    return {
        f"{module.__name__.rpartition('.')[2]}.{name}": found
        for name, found in vars(module).items()
        if isinstance(found, FunctionType) and found.__module__ == module.__name__
        and not name.startswith("_") and found.__annotations__.get("return") is Calls
    }  # fmt: skip


PAIRS: dict[str, Pair] = {
    name: pair
    for found in pkgutil.iter_modules(__path__)
    for name, pair in _pairs_of(importlib.import_module(f"{__name__}.{found.name}")).items()
}
