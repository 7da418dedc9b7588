"""Forms of nouns and adjectives that news uses, in folded spelling."""

from __future__ import annotations

from collections.abc import Iterator

from transforms.arabic.spelling import fold

_PRONOUNS = ("ه", "ها", "هما", "هم")


def definite(phrase: str) -> str:
    """``phrase`` (folded) with the article on its first word, unless it has it: لقاء gives اللقاء."""
    return phrase if phrase.startswith("ال") else "ال" + phrase


def fully_definite(phrase: str) -> str:
    """``phrase`` (folded) with the article on every word: اتصال هاتفي gives الاتصال الهاتفي."""
    return " ".join(definite(word) for word in phrase.split())


def nisba_forms(masculine: str) -> Iterator[tuple[str, bool]]:
    """Forms of a nisba and whether each is dual or plural: مصري gives مصري المصري مصرية … المصريون المصريين."""
    words = fold(masculine).split()
    head, last = " ".join(words[:-1]), words[-1]
    prefix = head + " " if head else ""
    forms = [(prefix + last, False), (prefix + last + "ه", False), (prefix + last + "ا", False)]
    if len(words) == 2:
        forms.append((f"{head}ه {last}ه", False))
    forms += [(prefix + last + ending, True) for ending in ("ون", "ين", "ان", "ات", "تان", "تين")]
    for form, is_plural in forms:
        yield form, is_plural
        yield "ال" + form, is_plural  # also where the stem itself begins with ال: ألماني، الألماني
        if len(words) > 1:
            yield " ".join("ال" + word for word in form.split()), is_plural


def owned(phrase: str) -> Iterator[tuple[str, str]]:
    """``phrase`` (folded) with each attached pronoun, and the pronoun: لقاء gives لقايه لقاوه; زيارة gives زيارته."""
    words = phrase.split()
    first, rest = words[0], " ".join(words[1:])
    for pronoun in _PRONOUNS:
        for stem in _pronoun_stems(first):
            yield (f"{stem}{pronoun} {rest}".strip(), pronoun)
            if rest:
                yield (f"{stem}{pronoun} {fully_definite(rest)}", pronoun)


def _pronoun_stems(word: str) -> tuple[str, ...]:
    if word.endswith("اء"):
        return (word[:-1] + "ي", word[:-1] + "و", word, word[:-1])
    if word.endswith("ه"):
        return (word[:-1] + "ت",)
    return (word,)


def dual_forms(phrase: str) -> tuple[str, ...]:
    """Dual of a noun phrase's first word in both cases: قمة gives قمتان قمتين."""
    words = phrase.split()
    stem = words[0][:-1] + "ت" if words[0].endswith("ه") else words[0]
    return tuple(" ".join((stem + ending, *words[1:])) for ending in ("ان", "ين"))


def accusative(phrase: str) -> str:
    """The indefinite accusative: اجتماع gives اجتماعا; words in ه or اء keep their form."""
    words = phrase.split()
    return " ".join(
        word if word.endswith(("ه", "اء", "ا", "ي")) and word[-2:] != "ني" else word + "ا" for word in words
    )
