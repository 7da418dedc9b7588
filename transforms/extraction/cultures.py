"""Whether a name may be of a nation's officer."""

from __future__ import annotations

from transforms.lexicon import lexicon


def may_be_of(parts: tuple[str, ...], state: str) -> bool:
    """Whether a person of that name may hold office in ``state``: no Hungarian minister is called Abdullah."""
    culture = lexicon().cultures.get(state, "other")
    if culture == "mixed":
        return state not in lexicon().without_sons or "بن" not in parts
    kind = name_culture(parts)
    return kind == "" or (kind == "arabic") == (culture == "arab")


def name_culture(parts: tuple[str, ...]) -> str:
    """``arabic``, ``foreign`` or, for a name that tells nothing, empty."""
    lex = lexicon()
    if not parts:
        return ""
    if any(part in lex.name_words.arabic_parts or part.startswith(("ال", "عبد")) for part in parts):
        return "arabic"
    if parts[0] in lex.foreign_names:
        return "foreign"
    if parts[0] in lex.given:
        is_slavic = len(parts) > 1 and len(parts[-1]) > 5 and parts[-1].endswith(lex.name_words.slavic_endings)
        return "foreign" if is_slavic else "arabic"  # «يونس بك يفكوروف»
    return "foreign" if len(parts) > 1 else ""
