"""Documents of agreement named in a sentence: of which type, how many, about what."""

from __future__ import annotations

from functools import lru_cache

from transforms.arabic.spelling import fold
from transforms.extraction.clauses import View
from transforms.extraction.drafts import Paper
from transforms.lexicon import lexicon, word_info
from transforms.lexicon.compiled import FUNCTION, NOUN
from transforms.lexicon.entries import DOCUMENT, Document
from transforms.quick import replace

_SUBJECT_TOKENS = 14
_OPENER_REACH = 9  # how far behind a document its subject may open: «مذكرة تفاهم بين الوزارتين في مجال …»
_MOST = 5  # «12 مذكرة تفاهم» that are not named one by one are one row
_QUOTES = frozenset({"«", "»", '"', "“", "”", "(", ")", "'"})
_COMMAS = frozenset({"،", ",", "؛", "-", "–", ":"})
_NO_WORDS: frozenset[str] = frozenset()


def document_at(view: View, position: int) -> tuple[int, Document, str] | None:
    """The noun for a document at ``position``: where it ends, what it is, what is written onto it."""
    match = view.text.matches[position]
    if match is None or not match.kinds & DOCUMENT:
        return None
    document = view.text.meaning(position, Document)
    if document is None or position in view.covered:
        return None
    return match.last, document, match.prefix


def papers_in(view: View, first: int, last: int, *, behind_preposition: bool = False) -> tuple[Paper, ...]:
    """The documents that are the objects of a trigger before ``first``: the first named, and those tied to it.

    A document inside the subject of another («البرنامج التنفيذي لمذكرة التفاهم») or one that the act only follows
    («في إطار اتفاقية») is none. ``behind_preposition`` lets the first follow إلى or ل: «توصلا إلى اتفاق».
    """
    found: list[Paper] = []
    position = first
    while position < last:
        other = _another(view, position, found)
        named = document_at(view, position)
        if other is not None:
            found.append(other)
        elif named is not None and _is_object(view, position, named, first, found, behind_preposition):
            found.extend(_rows(view, position, named[0], named[1], last))
            position = named[0]
            continue
        position += 1
    return tuple(found)


def _another(view: View, position: int, found: list[Paper]) -> Paper | None:
    """«اتفاقية بشأن تجنب الازدواج الضريبي، وأخرى بشأن الاستثمار»: one more of the type just named."""
    if (
        not found
        or view.text.norms[position] not in lexicon().paper_words.another
        or position + 1 >= view.sentence.last
    ):
        return None
    subject = subject_behind(view, position + 1, view.sentence.last)
    if subject is None or any(p.subject == subject for p in found):
        return None
    return replace(found[-1], first=position, last=position + 1, subject=subject)


def _is_object(
    view: View,
    position: int,
    named: tuple[int, Document, str],
    first: int,
    found: list[Paper],
    behind_preposition: bool,
) -> bool:
    _, document, prefix = named
    words = lexicon().paper_words
    before = _word_before(view, position, first)
    if prefix.endswith(("ل", "ب", "ك")):
        return behind_preposition and not found
    if not found:
        if behind_preposition and before == "من":
            return True  # «انسحبت من اتفاقية»
        if before in words.referring or (before[1:] in words.referring and before[0] in "بلو"):
            return False
        return before not in words.towards or behind_preposition
    if prefix == "و":
        known = found[-1]
        is_retold = (
            view.text.norms[position].startswith("وال")
            and named[0] - position == 1
            and known.agreement_type == document.agreement_type
        )
        return not is_retold
    return before in words.listing and not (document.is_weak and document.agreement_type in ("partnership", "truce"))


def _word_before(view: View, position: int, first: int) -> str:
    """The word that governs a document: the one before it, over quotes, numerals and «مشروع»; empty for the trigger."""
    words = lexicon().paper_words
    step = position - 1
    while step >= first:
        norm = view.text.norms[step]
        if norm in _QUOTES or norm in words.shells or count_of(norm) or norm.isdecimal():
            step -= 1
            continue
        if norm == "من" and step > first and view.text.norms[step - 1].removeprefix("ال") in words.quantities:
            step -= 2
            continue
        return norm if step not in view.covered else ""
    return ""


def count_of(norm: str) -> int:
    """The number that a numeral word or its digits tell, 0 for any other word."""
    if norm.isdecimal():
        return int(norm)
    numerals = lexicon().calendar.numerals
    return numerals.units.get(norm, 0) or numerals.cardinals.get(norm, 0)


def _rows(view: View, first: int, last: int, document: Document, limit: int) -> list[Paper]:
    """One paper for a singular, two for a dual, as many as are numbered or named for a plural."""
    base = Paper(first, last, document.agreement_type, document.is_weak)
    before = view.text.norms[first - 1] if first > view.sentence.first else ""
    numbered = count_of(before) or count_of(before.removeprefix("ب"))
    count = document.count if document.count == 2 else max(numbered, 1)
    if document.count == 1 and count == 1:
        return [replace(base, subject=subject_behind(view, last, limit))]
    fields = _fields(view, last, count if count > 1 else 0)
    if fields:
        return [replace(base, subject=field) for field in fields]
    subject = subject_behind(view, last, limit)
    return [replace(base, subject=subject)] * (count if count <= _MOST else 1)


def _fields(view: View, last: int, count: int) -> list[str]:
    """What each of several documents is about: «تتعلق الأولى ب… والثانية ب…», «تهم A، وB، وC», «في مجالي A وB»."""
    told = _by_ordinals(view, last) if count in (0, 2) else []
    if told:
        return told
    start, opener = _opener(view, last, view.sentence.last)
    if start is None:
        return []
    parts = _listed(view, start)
    if len(parts) == count:
        return parts
    is_open = opener.startswith(lexicon().paper_words.several_fields)
    return parts if not count and is_open and len(parts) > 1 else []


def _by_ordinals(view: View, last: int) -> list[str]:
    """«تتعلق الأولى بالتعليم والثانية بالصحة»: what each of two documents is about."""
    lists = lexicon().paper_words
    found: list[str] = []
    for words in (lists.first, lists.second):
        for position in range(last, min(view.sentence.last - 1, last + 40)):
            if view.text.norms[position] in words:
                start, _ = _opener(view, position + 1, min(position + 4, view.sentence.last))
                subject = phrase(view, start if start is not None else position + 1, stops=lists.second)
                if subject is not None:
                    found.append(subject)
                break
    return found if len(found) == 2 else []


def _listed(view: View, first: int) -> list[str]:
    """A list of noun phrases cut at its و and commas: «التكوين المهني، والصيد القاري، والطاقات المتجددة»."""
    parts: list[str] = []
    start = position = first
    limit = min(view.sentence.last, first + 30)
    while position < limit and not _ends_phrase(view, position):
        norm = view.text.norms[position]
        is_comma = norm in ("،", ",")
        if is_comma and (position + 1 >= limit or not word_info(view.text.norms[position + 1]).prefix.startswith("و")):
            break
        if position > start and (
            is_comma or (word_info(norm).prefix.startswith("و") and word_info(norm).classes & NOUN)
        ):
            parts.append(_trimmed(view, start, position))
            start = position + 1 if is_comma else position
        position += 1
    parts.append(_trimmed(view, start, position))
    return [p.removeprefix("و") if i else p for i, p in enumerate(parts) if p]


def _trimmed(view: View, first: int, last: int) -> str:
    """The words as written, without signs at their end."""
    while last > first and view.text.tokens[last - 1].kind in ("sign", "line"):
        last -= 1
    return _bare(view.text.surface(first, last)) if last > first else ""


def subject_behind(view: View, first: int, limit: int) -> str | None:
    """A few words on what a document is about: behind بشأن، في مجال، تهدف إلى, or the genitive behind its noun."""
    start, _ = _opener(view, first, limit)
    if start is not None:
        return phrase(view, start)
    if first < limit and first not in view.covered:
        info = word_info(view.text.norms[first])
        if (
            info.classes & NOUN
            and not info.classes & FUNCTION
            and not info.prefix
            and view.text.tokens[first].kind == "word"
        ):
            return phrase(view, first)
    return None


@lru_cache(maxsize=1)
def _openers() -> dict[str, list[tuple[str, list[str]]]]:
    """The openers by their first word, the longest first."""
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for opener in lexicon().subject_openers:
        found.setdefault(opener.split()[0], []).append((opener, opener.split()))
    return found


def _opener(view: View, first: int, limit: int) -> tuple[int | None, str]:
    """Where the subject begins behind its opener, and the opener; a noun with ل is both: «اتفاقية لتسليم المطلوبين»."""
    openers = _openers()
    for position in range(first, min(limit, first + _OPENER_REACH, view.sentence.last)):
        norm = view.text.norms[position]
        for opener, words in openers.get(norm, ()):
            if view.text.norms[position : position + len(words)] == words:
                inner, deeper = _opener(view, position + len(words), position + len(words) + 2)
                return (inner, deeper) if inner is not None else (position + len(words), opener)
        if position <= first + 3 and position not in view.covered and _is_purpose(norm):
            is_furthering = norm in lexicon().paper_words.furthering
            inner, deeper = _opener(view, position + 1, position + 3) if is_furthering else (None, "")
            return (inner, deeper) if inner is not None else (position, "ل")
        if norm in _COMMAS or (position > first and document_at(view, position) is not None):
            break
    return None, ""


def _is_purpose(norm: str) -> bool:
    """«لتسليم المطلوبين»: a noun with ل."""
    if not norm.startswith("ل") or len(norm) < 5:
        return False
    info = word_info(norm)
    return info.prefix == "ل" and not info.classes & FUNCTION


def phrase(view: View, first: int, *, stops: frozenset[str] = _NO_WORDS) -> str | None:
    """The noun phrase from ``first`` on: to punctuation, another thought, another document, the parties or the day."""
    position = first
    while position < min(view.sentence.last, first + _SUBJECT_TOKENS):
        norm = view.text.norms[position]
        is_sign = view.text.tokens[position].kind == "sign" and norm not in _QUOTES and norm != "-"
        if is_sign or norm in stops or (position > first and _ends_phrase(view, position)):
            break
        position += 1
    while position > first and (
        view.text.tokens[position - 1].kind in ("sign", "line")
        or view.text.norms[position - 1] in lexicon().paper_words.dangling
    ):
        position -= 1
    return _bare(view.text.surface(first, position)) if position > first else None


def _ends_phrase(view: View, position: int) -> bool:
    """Whether a phrase that began before ends at ``position``: «… في مجال الصحة بين البلدين», «…، وأعرب»."""
    norm = view.text.norms[position]
    if norm in lexicon().paper_words.ends or view.is_attendance(position):
        return True
    if view.text.dated[position] or _is_place(view, position):
        return True  # «اتفاق شراكة اقتصادية شاملة في نيودلهي أمس»
    if norm == "بين" and any(i.mention.first in (position, position + 1) for i in view.between(position, position + 2)):
        return True
    named = document_at(view, position)
    return (named is not None and named[2].startswith("و")) or (
        view.is_verb(position) and word_info(norm).prefix.startswith("و")
    )


def _is_place(view: View, position: int) -> bool:
    """«في نيودلهي», «بالرباط»: where it was signed, not what it is about."""
    near = view.between(position, position + 2)
    return any(
        i.mention.kind in ("city", "capital") and i.mention.governor in ("في", "ب") and i.mention.first - position <= 1
        for i in near
    )


def _bare(surface: str) -> str:
    """Words without the ل or ب written onto the first: «للتجارة الحرة» is about التجارة الحرة."""
    word = surface.split()[0]
    info = word_info(fold(word))
    if word.startswith("لل") and len(word) > 4:
        return "ال" + surface[2:]
    if info.prefix in ("ل", "ب") and len(word) > 3:
        return surface[1:]
    return surface
