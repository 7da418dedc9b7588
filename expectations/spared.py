"""Great Expectations imported without the libraries that a validation never calls: they are half of its import.

- altair and scipy.stats are imported by name at its top and used by two expectations that are not ours. They come when
  something is first asked of them, which here is never.
- SQLAlchemy is optional to it: while it is imported here, it finds none and leaves its databases out.
- The garbage collector rests meanwhile: an import makes a million objects that stay, and nothing to collect.

Whoever has imported Great Expectations before, or one of these libraries, has them as they are.
"""

from __future__ import annotations

import gc
import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

POSTPONED = ("altair", "scipy.stats")
LEFT_OUT = ("sqlalchemy",)


class Postponed(ModuleType):
    """Stands for a module until something is asked of it, and then asks the module itself.

    ``importlib.util.LazyLoader`` would do but for Python 3.11, where the import statement alone makes it load.
    """

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)


@contextmanager
def spared() -> Iterator[None]:
    """While the block runs, imports of :data:`POSTPONED` load nothing and those of :data:`LEFT_OUT` find nothing."""
    stand_ins: dict[str, ModuleType | None] = {name: Postponed(name) for name in POSTPONED if name not in sys.modules}
    stand_ins |= {name: None for name in LEFT_OUT if name not in sys.modules}
    sys.modules.update(stand_ins)  # type: ignore[arg-type]  # None is how Python marks a module that is not there
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
        for name, stand_in in stand_ins.items():
            if name in sys.modules and sys.modules[name] is stand_in:
                del sys.modules[name]
