"""Whether two names may be one person's."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from transforms.lexicon import lexicon
from transforms.memo import Memo

_SOFT = re.compile("[اويهءع]")
_SAME_SOUND = str.maketrans({"غ": "ج", "ق": "ج", "ك": "ج", "ض": "د", "ط": "ت", "ث": "ت", "ذ": "د", "ظ": "ز", "ص": "س"})


def _name_tokens(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The comparable tokens of a name: links left out, عبد joined to what follows."""
    links = lexicon().name_words.links
    joined: list[str] = []
    for part in parts:
        if part in links:
            continue
        if joined and joined[-1] == "عبد":
            joined[-1] += part
        else:
            joined.append(part)
    return tuple(joined)


_NAMES = Memo(_name_tokens, 1 << 15)
name_tokens = _NAMES.__getitem__


def skeleton(token: str) -> str:
    """``token`` without long vowels, sounds that transliterators confuse made one: سيرغي and سيرجي are alike."""
    return _SOFT.sub("", token.removeprefix("ال").translate(_SAME_SOUND)) or token


@lru_cache(maxsize=1 << 15)
def is_same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names may be one person's: one inside the other, a family name alone, or the same sounds."""
    small, large = sorted((name_tokens(one), name_tokens(other)), key=len)
    if not small or _is_parent(one, other) or _is_parent(other, one):
        return False
    if "".join(small) == "".join(large):
        return True
    if set(small) <= set(large):
        return len(small) >= 2 or small[-1] == large[-1]
    if len(small) == 2 and small[-1] == large[-1]:
        return skeleton(small[0]) == skeleton(large[0])
    return len(small) == len(large) >= 2 and all(skeleton(a) == skeleton(b) for a, b in zip(small, large, strict=True))


def _is_parent(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """«سلمان بن عبدالعزيز» is the father of «محمد بن سلمان بن عبدالعزيز»; «بن سلمان» is himself."""
    descent = lexicon().name_words.descent
    if len(other) <= len(one) or one[0] in descent or one[0] == other[0]:
        return False
    return any(link in descent and son == one[0] for link, son in pairwise(other))
