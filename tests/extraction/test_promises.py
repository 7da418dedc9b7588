"""What holds whatever the text: sentences of every kind, cut, shuffled, glued, with noise between them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from promises import PROMISES, Promise, keys
from sentence_cases import read_cases

from expectations.accuracy import gold_files
from expectations.records import read_annotated
from transforms.arabic.spelling import fold
from transforms.extraction import extract
from transforms.model import Document
from transforms.reading import document_from_text

SAMPLES = (
    "التقى وزير الخارجية التونسي سامي الحداد، أمس في تونس، نظيره السويدي ماركوس ليندن",
    "استقبل الرئيس الموريتاني محمدو ولد الطالب بنواكشوط سفير اليابان كنجي موريتا الذي سلمه أوراق اعتماده",
    "أجرى وزير الخارجية الأردني أكرم الأيوبي اتصالا هاتفيا مع نظيره العراقي كريم الساعدي",
    "ووقع الوزيران مذكرتي تفاهم، الأولى بشأن التعليم العالي والثانية بشأن الموارد المائية",
    "وقع وزيرا الداخلية الليبي عثمان بورقعة والمالطي جورج فيلا في فاليتا اتفاقية أمنية يوم 3 مارس 2024",
    "وقعت المغرب وإسبانيا والاتحاد الأوروبي إعلانا مشتركا حول الهجرة",
    "وقع الأمين العام للأمم المتحدة ألفارو منديس ووزير الخارجية الكويتي ناصر الغانمي بروتوكول تعاون",
    "ومن المقرر أن يزور رئيس الوزراء الهندي راجيش شارما الرياض في 12 ماي 2025",
    "ألغي اللقاء الذي كان مقررا بين الرئيسين التركي سليم أرسلان والصربي ميلان يوفانوفيتش في أنقرة",
    "وكان الجانبان قد وقعا سنة 2019 اتفاقية النقل الجوي",
    "اتفق الجانبان على تشكيل لجنة مشتركة وعلى فتح خط جوي مباشر",
    "بعث خادم الحرمين الشريفين برقية تهنئة إلى الرئيس الجزائري بمناسبة ذكرى اليوم الوطني لبلاده",
    "تسلم أمير دولة قطر رسالة خطية من الرئيس الفرنسي جان مورو",
    "انطلقت اليوم بالقاهرة أعمال الدورة العشرين للجنة المصرية العراقية المشتركة برئاسة وزيري خارجية البلدين",
    "عقدت القمة العربية في بغداد بحضور الأمين العام لجامعة الدول العربية مصطفى الكيلاني",
    "أدانت وزارة الخارجية الكويتية الهجوم ودعت المجتمع الدولي إلى التحرك",
    "قدمت المملكة مساعدات إنسانية إلى السودان",
    "أعلنت بوليفيا قطع العلاقات الدبلوماسية مع إسرائيل واستدعاء سفيرها",
    "وحضر اللقاء السفير محمد العلي ورئيس الديوان سعد الفاسي",
    "ثم التقى كلا من وزير الدفاع الإيطالي ستيفانو كونتي ورئيس مجلس الشيوخ الروماني يون بوبا ووزيرة الصحة سلمى الزنتاني",
    "والتقى معاليه على هامش المؤتمر رئيس البنك الدولي، وبحثا سبل التعاون",
    "وشكر وزير خارجية سلطنة عمان هلال البلوشي نظيره اليمني، وأشاد بموقف بلاده",
)
NOISE = (
    "تساقطت أمطار غزيرة على المدينة وتوقفت حركة السير",
    "ارتفعت أسعار النفط 3.5 في المئة إلى 80.2 دولار",
    "NEXT Previous © 2024",
    "«»",
    "( واس ) / 15",
    "د. م. أ.",
    "ـــــ",
)
PARTICLES = """
    و ب ل في من إلى بين مع أن الذي التي وزير رئيس نظيره الوزيران البلدين أمس غدا 2024 قبل أيام الـ ① بن آل ، ؛ :
"""
MARKS = "\u064e\u0651\u0640\u200f\u200e\u202b\ufeff"


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """A sample, noise, or a sample with its words cut, shuffled, repeated, marked, or words put between them."""
    sentence = draw(st.sampled_from(SAMPLES) | st.sampled_from(SAMPLES) | st.sampled_from(NOISE))
    words = sentence.split()
    match draw(st.sampled_from(["as it is"] * 4 + ["cut", "shuffled", "mixed", "marked", "letters"])):
        case "cut":
            start = draw(st.integers(0, len(sentence) - 1))
            return sentence[start : draw(st.integers(start + 1, len(sentence)))]
        case "shuffled":
            return " ".join(draw(st.permutations(words)))
        case "mixed":
            return " ".join(
                part
                for word in words
                for part in (word, *draw(st.lists(st.sampled_from(PARTICLES.split()), max_size=1)))
            )
        case "marked":
            return draw(st.sampled_from(MARKS)).join(sentence) if draw(st.booleans()) else "\u200f".join(words)
        case "letters":
            return draw(st.text(max_size=20))
    return sentence


ENDS = st.sampled_from([". ", ".\n", "\n\n", "، ", " ", "؟ ", ".» ", "\u2028", ".\u200f"])
TEXTS = st.lists(st.tuples(sentences(), ENDS), min_size=1, max_size=7).map(
    lambda pairs: "".join(s + e for s, e in pairs)
)
DAYS = st.none() | st.sampled_from([dt.date(2025, 3, 12), dt.date(2024, 2, 29), dt.date(2024, 12, 31)])
DOCUMENTS = st.builds(lambda text, day: document_from_text(text, published_on=day), TEXTS, DAYS)
QUICK = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], report_multiple_bugs=False)


# Texts at which reading once stopped or a promise was broken, at their smallest; they are tried each time.
SMALLEST = (
    "زار الوزير تونس قبل ثلاثة أيام",
    "التقى الوزير نظيره من",
    "التقى ① الوزير نظيره",
    f"بلغ العدد {'9' * 5000} وزيرا",
    "وقع الوزيران مذكرتي ① تفاهم.",
    "وقعت المغرب وإسبانيا اتفاقية حول الهجرة",
    "التقى وزير الخارجية التونسي سامي البلدين الحداد، أمس، نظيره السويدي ماركوس ليندن.",
    "وقع الأمين العام للأمم المتحدة ألفارو منديس ووزير الخارجية الكويتي ناصر الغانمي بروتوكول تعاون.",
    "أجرى وزير الخارجية الأردني أكرم الأيوبي اتصالا هاتفيا مع نظيره العراقي كريم الساعدي في تونس.",
    "التقى وزير الخارجية التونسي سامي الحداد، أمس في تونس، نظيره السويدي ماركوس البلدين ليندن.",
    "الخارجية الأردني مع وزير أكرم الأيوبي اتصالا هاتفيا أجرى نظيره العراقي كريم الساعدي\n\n",
    "ووقع الوزيران الأولى مذكرتي تفاهم، بشأن الموارد والثانية\n\n",
    "ألغي اللقاء الذي كان مقررا بين الرئيسين التركي سليم أرسلان والصربي و ميلان في يوفانوفيتش في أنقرة.",
)


def with_smallest(test: Callable[..., None]) -> Callable[..., None]:
    """``test`` with an example for each text of ``SMALLEST``."""
    for text in SMALLEST:
        test = example(document=document_from_text(text, published_on=dt.date(2025, 3, 12)))(test)
    return test


@settings(QUICK, max_examples=150)
@given(document=DOCUMENTS)
@with_smallest
def test_extract_never_raises(document: Document) -> None:
    extract(document)


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
@pytest.mark.parametrize("word", ["أمس", "غدا", "الاثنين المقبل", "الاثنين الماضي", "الشهر المقبل", "في مايو الماضي"])
def test_no_day_of_publication_stops_the_reading(word: str, day: dt.date) -> None:
    extract(document_from_text(f"زار وزير الخارجية التونسي سامي الحداد الرباط {word}.", published_on=day))


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
@QUICK
@given(document=DOCUMENTS)
@with_smallest
def test_promise(promise: Promise, document: Document) -> None:
    assert list(promise(extract(document))) == []


UNRELATED = (
    "\nوتساقطت أمطار غزيرة على الشوارع وتوقفت حركة السير.",
    "\nارتفعت أسعار القمح في الأسواق، وانخفضت درجات الحرارة.",
)


# An agency's name at the end tells whose article it is; behind it nothing is unrelated.
UNSIGNED = DOCUMENTS.filter(lambda document: "واس" not in fold(document.text))


@pytest.mark.parametrize("paragraph", UNRELATED)
@QUICK
@given(document=UNSIGNED)
def test_an_unrelated_paragraph_at_the_end_changes_no_key(paragraph: str, document: Document) -> None:
    text = document.text.rstrip() + "."
    before = extract(document_from_text(text, published_on=document.published_on))
    after = extract(document_from_text(text + paragraph, published_on=document.published_on))
    assert keys(after) == keys(before)


def test_an_agreement_keeps_its_key_when_another_is_not_there() -> None:
    first = "وقعت المغرب وإسبانيا في الرباط اتفاقية حول الهجرة."
    second = " ووقعت تونس وألمانيا في برلين مذكرة تفاهم حول المياه."
    both = extract(document_from_text(first + second))
    alone = extract(document_from_text("." * len(first) + second))
    assert len(both.agreements) == 2
    assert keys(alone) <= keys(both)


CASES = read_cases()
GOLD = Path(__file__).parents[1] / "gold"


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_promise_in_the_sentence_tables(promise: Promise) -> None:
    broken = {
        case.name: found
        for case in CASES
        if (
            found := list(
                promise(extract(document_from_text(case.text, title=case.title, published_on=case.published_on)))
            )
        )
    }
    assert broken == {}


def test_every_promise_holds_in_the_annotated_documents() -> None:
    broken: dict[str, list[str]] = {}
    for annotated in read_annotated(gold_files([GOLD])):
        extraction = extract(document_from_text(annotated.text, published_on=annotated.published_on))
        for promise in PROMISES:
            if found := list(promise(extraction)):
                broken[f"{annotated.record_id}: {promise.__name__}"] = found
    assert broken == {}
