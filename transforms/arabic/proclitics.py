"""The particles that Arabic writes onto the word that follows them: و ف (and), ب ل (in, to), س (will), ال (the).

ك (like) is left out: names never need it.
"""

from __future__ import annotations

_CONJUNCTIONS = ("", "و", "ف")
_PREPOSITIONS = ("", "ب", "ل")


def analyses(norm: str) -> tuple[tuple[str, str], ...]:
    """Every way to read ``norm`` (folded) as proclitics and a rest of at least two letters, the whole word first.

    «وبالرياض» gives ("", "وبالرياض"), ("و", "بالرياض"), ("وب", "الرياض"); «للرباط» gives ("ل", "الرباط") as well: the
    alif of the article is not written after ل. The article itself stays on the rest.
    """
    found = [("", norm)]
    for conjunction in _CONJUNCTIONS:
        if not norm.startswith(conjunction):
            continue
        rest = norm[len(conjunction) :]
        for preposition in _PREPOSITIONS:
            if rest.startswith(preposition):
                stem = rest[len(preposition) :]
                if len(stem) >= 2:
                    found.append((conjunction + preposition, stem))
                if preposition == "ل" and rest.startswith("لل") and len(rest) > 3:
                    found.append((conjunction + "ل", "ا" + rest))
                    found.append((conjunction + "ل", "ال" + rest[2:]))
    return tuple(dict.fromkeys(found))
