"""Frozen dataclasses that are made quickly."""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

__all__ = ["kept", "quick_init", "replace"]

_C = TypeVar("_C")


def quick_init(cls: type[_C]) -> type[_C]:
    """The frozen dataclass ``cls`` with an ``__init__`` that sets all fields at once.

    The one that dataclasses writes calls ``object.__setattr__`` for each field, a tenth of the time of an article.
    """
    names = [field.name for field in fields(cls)]  # type: ignore[arg-type]
    defaults = {f"_{field.name}": field.default for field in fields(cls) if field.default is not MISSING}  # type: ignore[arg-type]
    parameters = ", ".join(f"{name}=_{name}" if f"_{name}" in defaults else name for name in names)
    given = ", ".join(f"{name!r}: {name}" for name in names)
    kept = ", ".join(f"{name!r}: old[{name!r}]" for name in names)  # without what cached properties left there
    scope: dict[str, Any] = {**defaults, "make": object.__new__, "put": cls.__dict__["__dict__"].__set__, "cls": cls}
    exec(
        f"def __init__(self, {parameters}):\n"
        f" put(self, {{{given}}})\n"
        "def _changed(self, changes):\n"
        " old, new = self.__dict__, make(cls)\n"
        f" put(new, {{{kept}, **changes}})\n"
        " return new\n",
        scope,
    )
    cls.__init__ = scope["__init__"]  # type: ignore[method-assign]
    cls._changed = scope["_changed"]  # type: ignore[attr-defined]
    return cls


if TYPE_CHECKING:
    from dataclasses import replace  # the checker knows by these names what they allow
    from functools import cached_property as kept
else:

    class kept(cached_property):  # noqa: N801 - used as a decorator
        """``cached_property`` without its lock: what one thread reads no other changes."""

        def __get__(self, record: Any, owner: type | None = None) -> Any:
            if record is None:
                return self
            value = record.__dict__[self.attrname] = self.func(record)
            return value

    def replace(record: _C, /, **changes: Any) -> _C:
        """``record`` with ``changes``, as of dataclasses, a fifth of the time where ``quick_init`` made the class."""
        change = getattr(record, "_changed", None)
        return dataclasses.replace(record, **changes) if change is None else change(changes)
