"""Where a sentence ends, and where a point does not end one."""

from __future__ import annotations

import pytest

from transforms.arabic.sentences import split_sentences
from transforms.arabic.tokens import tokenize
from transforms.extraction.words import Words


def sentences(text: str) -> list[str]:
    tokens = tokenize(text)
    found = split_sentences(tokens, [token.norm for token in tokens])
    assert [sentence.index for sentence in found] == list(range(len(found)))
    words = Words(text)
    ends = [words.start(s.last - 1) + len(tokens[s.last - 1].surface) for s in found]
    return [text[words.start(s.first) : end].strip() for s, end in zip(found, ends, strict=True)]


SENTENCES = [
    ("التقى الوزيران. وقعا اتفاقا.", ["التقى الوزيران.", "وقعا اتفاقا."]),
    ("هل يلتقيان؟ لا أحد يعلم!", ["هل يلتقيان؟", "لا أحد يعلم!"]),
    ("التقى الوزيران… ثم افترقا", ["التقى الوزيران…", "ثم افترقا"]),
    ("التقى الوزيران", ["التقى الوزيران"]),
    # a line break ends a sentence, with or without a point; empty lines are none
    ("العنوان\n\nالتقى الوزيران.\nوقعا.", ["العنوان", "التقى الوزيران.", "وقعا."]),
    ("العنوان\r\n\r\nالتقى الوزيران", ["العنوان", "التقى الوزيران"]),
    # an abbreviation of one letter
    ("استقبل د. سالم العامري أ. خالد.", ["استقبل د. سالم العامري أ. خالد."]),
    ("قالت و.م.ع إن الوزير وصل.", ["قالت و.م.ع إن الوزير وصل."]),
    # decimals, times, versions
    ("بلغت 3.5 مليون. وزادت.", ["بلغت 3.5 مليون.", "وزادت."]),
    ("وقع في 15.8.2024 اتفاقا.", ["وقع في 15.8.2024 اتفاقا."]),
    ("كان ذلك سنة 2024. ثم عاد.", ["كان ذلك سنة 2024.", "ثم عاد."]),
    # the closing quotation mark or bracket belongs to the sentence that it closes
    ("قال: «التقينا.» ثم غادر.", ["قال: «التقينا.»", "ثم غادر."]),
    ('قال "التقينا." ثم غادر.', ['قال "التقينا."', "ثم غادر."]),
    ("(غادر الوزير.) ثم عاد.", ["(غادر الوزير.)", "ثم عاد."]),
    # signs that end nothing
    ("التقى، أمس؛ الوزير: سالم", ["التقى، أمس؛ الوزير: سالم"]),
    ("...", []),
    ("\n\n", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected
