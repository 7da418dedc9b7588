"""Text and Markdown files, one document each, with optional YAML front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.model import Document, Reject
from transforms.reading.encodings import decode
from transforms.reading.formats import Source
from transforms.reading.rejection import RejectedError
from transforms.reading.rows import item, own_names
from transforms.reading.streams import read_whole

_LONGEST_FRONT_MATTER = 65_536
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


def read_plain_text(source: Source) -> Iterator[Document | Reject]:
    """One item: the text behind the front matter, with the metadata of the front matter and, before it, the sidecar."""
    whole = decode(read_whole(source.stream, source.options.max_row_bytes))
    front_matter, text = split_front_matter(whole)
    fields = {**own_names(front_matter, source.options), **source.sidecar, "text": text}
    yield item(fields, source.path, None, "", source.options)


def split_front_matter(text: str) -> tuple[dict[str, object], str]:
    """The fields between two lines of ``---`` that open ``text``, if there are any, and the text behind them.

    ``RejectedError`` (``malformed_row``) when there is such a block and it is not YAML.
    """
    found = _FRONT_MATTER.match(text, 0, _LONGEST_FRONT_MATTER)
    if found is None:
        return {}, text
    fields = _load_yaml(found[1])
    if not isinstance(fields, dict):
        return {}, text  # two rules around a paragraph
    return {str(name): value for name, value in fields.items()}, text[found.end() :]


def _load_yaml(block: str) -> object:
    import yaml

    try:
        loaded: object = yaml.safe_load(block)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise RejectedError("malformed_row", f"front matter, line {line}: {error.problem}") from None
    # PyYAML lets these out of its constructors for values such as '!!bool maybe' or '2024-13-45'.
    except (
        yaml.YAMLError,
        ValueError,
        LookupError,
        AttributeError,
        TypeError,
        ArithmeticError,
        RecursionError,
    ) as error:
        raise RejectedError("malformed_row", f"front matter is not YAML ({type(error).__name__})") from None
    return loaded
