"""Frozen dataclasses that are made quickly."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any, TypeVar

_C = TypeVar("_C")


def quick_init(cls: type[_C]) -> type[_C]:
    """The frozen dataclass ``cls`` with an ``__init__`` that sets all fields at once.

    The one that dataclasses writes calls ``object.__setattr__`` for each field, a tenth of the time of an article.
    """
    parameters, given, defaults = [], [], {}
    for field in fields(cls):  # type: ignore[arg-type]
        has_default = field.default is not MISSING
        parameters.append(f"{field.name}=_default_{field.name}" if has_default else field.name)
        given.append(f"{field.name!r}: {field.name}")
        if has_default:
            defaults[f"_default_{field.name}"] = field.default
    scope: dict[str, Any] = {**defaults, "_set": object.__setattr__}
    exec(f"def __init__(self, {', '.join(parameters)}):\n _set(self, '__dict__', {{{', '.join(given)}}})", scope)
    cls.__init__ = scope["__init__"]  # type: ignore[method-assign]
    return cls
