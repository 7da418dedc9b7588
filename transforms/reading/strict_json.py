"""JSON as RFC 8259 has it: no NaN, no name given twice, and no way to exhaust the stack."""

from __future__ import annotations

import json

from transforms.reading.rejection import RejectedError


def load_object(text: str) -> dict[str, object]:
    """The JSON object that is all of ``text``; ``RejectedError`` (``malformed_row``) when it is anything else."""
    try:
        value: object = STRICT.decode(text)
    except json.JSONDecodeError as error:
        raise RejectedError("malformed_row", f"not JSON at character {error.pos}: {error.msg}") from None
    except RecursionError:
        raise RejectedError("malformed_row", "JSON is nested too deeply") from None
    except ValueError as error:
        raise RejectedError("malformed_row", f"JSON: {error}") from None
    return as_object(value)


def as_object(value: object) -> dict[str, object]:
    """``value`` when it is a JSON object; ``RejectedError`` (``malformed_row``) when it is not."""
    if isinstance(value, dict):
        return value
    raise RejectedError("malformed_row", f"not a JSON object but {type(value).__name__}")


def _unique_names(pairs: list[tuple[str, object]]) -> dict[str, object]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError("a name is given twice in one object")
    return result


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not a JSON value")


STRICT = json.JSONDecoder(object_pairs_hook=_unique_names, parse_constant=_no_constant)
