"""Text rules: a name is a name, and nothing that looks like text is empty."""

from __future__ import annotations

import pandas as pd

from expectations.rule import Derived, Rule

DERIVED: tuple[Derived, ...] = ()


def _title_in_text(frame: pd.DataFrame) -> pd.Series[bool]:
    pairs = zip(frame["title"].to_numpy(object), frame["text"].to_numpy(object), strict=True)
    held = [not isinstance(title, str) or (isinstance(text, str) and title in text) for title, text in pairs]
    return pd.Series(held, index=frame.index, dtype="bool")


RULES: tuple[Rule, ...] = (
    Rule("documents", "title_is_in_the_text", "text holds the title", ("title", "text"), _title_in_text),
    Rule(
        "documents",
        "text_is_arabic",
        "text holds an Arabic letter",
        ("text", "document_id"),
        lambda frame: frame["text"].str.contains("[\u0620-\u064a]").fillna(False).astype("bool"),
    ),
)
