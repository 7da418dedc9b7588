"""Short articles, whole: Arabic in, rows out."""

from __future__ import annotations

import datetime as dt

import pytest

from transforms.extraction import extract
from transforms.model import EventRow, Extraction
from transforms.reading import document_from_text
from transforms.tables import participant_id

WEDNESDAY = dt.date(2025, 3, 12)


def read(text: str, title: str | None = None) -> Extraction:
    return extract(document_from_text(text, title=title, published_on=WEDNESDAY))


def told(event: EventRow) -> tuple[str, str, str | None, str | None]:
    """Type, status, first day and place of ``event``."""
    day = None if event.start_date is None else event.start_date.isoformat()
    return event.event_type, event.status, day, event.place or event.place_country


def parts(event: EventRow) -> dict[str, tuple[str, str | None]]:
    """Role and country of each participant by name."""
    return {p.name: (p.role, p.country) for p in event.participants}


def test_title_lead_and_body_tell_one_meeting() -> None:
    found = read(
        "التقى وزير الخارجية الكويتي ناصر الغانمي، اليوم الأربعاء في الدوحة، نظيره السويدي ماركوس ليندن.\n"
        "وقال بيان للوزارة إن اللقاء تناول التعاون الثنائي. وأكد الغانمي خلال اللقاء أهمية التعاون.",
        title="وزير الخارجية الكويتي يلتقي نظيره السويدي",
    )
    (meeting,) = found.events
    assert told(meeting) == ("meeting", "occurred", "2025-03-12", "Doha")
    assert parts(meeting) == {"ناصر الغانمي": ("initiator", "KWT"), "ماركوس ليندن": ("counterpart", "SWE")}
    assert [p.resolution for p in meeting.participants] == ["named", "counterpart"]
    assert {p.position for p in meeting.participants} == {"foreign_minister"}
    assert (meeting.trigger, meeting.sentence_index) == ("التقى", 1)  # the body's, not the title's
    assert (meeting.plover_type, meeting.cameo_code) == ("CONSULT", "040")
    assert not found.agreements


def test_three_received_one_after_the_other_are_three_meetings() -> None:
    found = read(
        "استقبل وزير الخارجية الكويتي ناصر الغانمي اليوم في مدينة الكويت كلا على حدة السفير الياباني كنجي موريتا "
        "والسفير الإيطالي ستيفانو كونتي والسفيرة الأسترالية جين موريس."
    )
    assert [told(event) for event in found.events] == [("meeting", "occurred", "2025-03-12", "Kuwait City")] * 3
    assert [list(parts(event)) for event in found.events] == [
        ["ناصر الغانمي", "كنجي موريتا"],
        ["ناصر الغانمي", "ستيفانو كونتي"],
        ["ناصر الغانمي", "جين موريس"],
    ]
    assert len({event.event_id for event in found.events}) == 3
    assert len({event.char_start for event in found.events}) == 1
    hosts = {p.actor_id for event in found.events for p in event.participants if p.role == "host"}
    assert len(hosts) == 1


def test_who_was_present_takes_part() -> None:
    (meeting,) = read(
        "استقبل رئيس الوزراء الأردني خالد النمري في عمان وزير الخارجية الألماني أندرياس فوغل. "
        "وحضر اللقاء وزير الخارجية الأردني أكرم الأيوبي والسفير الألماني لدى الأردن هانس كراوس."
    ).events
    assert told(meeting) == ("meeting", "occurred", None, "Amman")
    assert parts(meeting) == {
        "خالد النمري": ("host", "JOR"),
        "أندرياس فوغل": ("visitor", "DEU"),
        "أكرم الأيوبي": ("attendee", "JOR"),
        "هانس كراوس": ("attendee", "DEU"),
    }


def test_an_earlier_meeting_is_background() -> None:
    now, then = read(
        "أجرى الرئيس المصري حسن الشناوي مباحثات مع نظيره الكيني دانيال موانغي في القاهرة يوم 12 مارس 2025. "
        "وكان الرئيسان قد التقيا في نيروبي في يناير 2024."
    ).events
    assert (now.is_background, told(now)) == (False, ("meeting", "occurred", "2025-03-12", "Cairo"))
    assert (then.is_background, told(then)) == (True, ("meeting", "occurred", "2024-01-01", "Nairobi"))
    assert (then.end_date, then.date_precision) == (dt.date(2024, 1, 31), "month")
    assert {p.actor_id for p in now.participants} == {p.actor_id for p in then.participants}
    assert {(p.mention, p.resolution) for p in then.participants} == {("الرئيسان", "anaphora")}


def test_a_visit_that_is_planned() -> None:
    (visit,) = read("من المقرر أن يزور وزير الخارجية الإسباني خافيير رويث الرباط في 20 مارس 2025.").events
    assert told(visit) == ("visit", "planned", "2025-03-20", "Rabat")
    assert (visit.plover_type, visit.cameo_code) == ("AGREE", "036")
    assert parts(visit)["خافيير رويث"] == ("visitor", "ESP")


def test_a_visit_that_is_called_off() -> None:
    (visit,) = read(
        "أعلنت الخارجية التركية إلغاء زيارة كان مقررا أن يقوم بها وزير الخارجية التركي كمال أرسلان إلى بيروت."
    ).events
    assert (visit.event_type, visit.status, visit.start_date) == ("visit", "cancelled", None)
    assert parts(visit) == {"كمال أرسلان": ("visitor", "TUR")}


def test_two_documents_signed_at_one_ceremony() -> None:
    found = read(
        "وقع وزير النقل السعودي مشعل العتيبي ونظيره الهندي راجيش شارما في الرياض يوم 3 مارس 2025 مذكرة تفاهم "
        "بشأن السكك الحديدية واتفاقية في مجال النقل الجوي."
    )
    (signing,) = found.events
    assert told(signing) == ("signing", "occurred", "2025-03-03", "Riyadh")
    assert (signing.plover_type, signing.cameo_code) == ("SUPPORT", "057")
    assert [(a.agreement_type, a.status, a.subject) for a in found.agreements] == [
        ("memorandum_of_understanding", "signed", "السكك الحديدية"),
        ("agreement", "signed", "النقل الجوي"),
    ]
    for agreement in found.agreements:
        assert (agreement.event_id, agreement.signed_on) == (signing.event_id, dt.date(2025, 3, 3))
        signers = {
            p.party: signing.participants[p.signatory].name for p in agreement.parties if p.signatory is not None
        }
        assert signers == {"SAU": "مشعل العتيبي", "IND": "راجيش شارما"}


def test_what_two_sides_agree_without_signing() -> None:
    found = read(
        "التقى وزير الداخلية الليبي عثمان بورقعة في طرابلس نظيره المالطي جورج بورغ. "
        "واتفق الوزيران على تشكيل لجنة أمنية مشتركة."
    )
    assert [event.event_type for event in found.events] == ["meeting", "agree"]
    (commitment,) = found.agreements
    assert (commitment.agreement_type, commitment.status) == ("commitment", "agreed")
    assert commitment.subject == "تشكيل لجنة أمنية مشتركة"
    assert {(p.party, p.party_type, p.signatory) for p in commitment.parties} == {
        ("LBY", "country", None),
        ("MLT", "country", None),
    }


def test_letters_of_credence() -> None:
    (event,) = read(
        "تسلم الرئيس الموريتاني محمدو ولد الطالب، أمس بنواكشوط، أوراق اعتماد سفير اليابان الجديد كنجي موريتا."
    ).events
    assert told(event) == ("accreditation", "occurred", "2025-03-11", "Nouakchott")
    assert {p.name: p.position for p in event.participants} == {
        "محمدو ولد الطالب": "head_of_state",
        "كنجي موريتا": "ambassador",
    }


def test_a_cable_has_no_place() -> None:
    (message,) = read(
        "بعث الرئيس الجزائري مراد بلقاضي برقية تهنئة إلى الرئيس الإيطالي ستيفانو كونتي بمناسبة العيد الوطني لبلاده."
    ).events
    assert (message.event_type, message.place, message.place_country) == ("message", None, None)
    assert parts(message) == {"مراد بلقاضي": ("sender", "DZA"), "ستيفانو كونتي": ("recipient", "ITA")}


def test_relations_between_states_need_no_person() -> None:
    (event,) = read("أعلنت بوليفيا قطع العلاقات الدبلوماسية مع إسرائيل.").events
    assert (event.event_type, event.plover_type, event.cameo_code) == ("relations", "SANCTION", "161")
    assert {(p.actor_type, p.name, p.country) for p in event.participants} == {
        ("country", "Bolivia", "BOL"),
        ("country", "Israel", "ISR"),
    }


NO_DIPLOMACY = [
    "تساقطت أمطار غزيرة على مدينة أنقرة أمس، وتوقفت حركة السير في عدة شوارع. ودعت البلدية السكان إلى ملازمة بيوتهم.",
    "فاز المنتخب على ضيفه بهدفين، وسجل المهاجم هدفا في الدقيقة التسعين من المباراة، وتصدر الفريق ترتيب الدوري.",
    "NEXT Previous © 2024",
    "2025",
    "؟!",
    "",
]


@pytest.mark.parametrize("text", NO_DIPLOMACY)
def test_no_diplomacy_gives_no_rows(text: str) -> None:
    found = read(text)
    assert (found.events, found.agreements) == ((), ())


def test_keys_are_made_of_the_document_and_the_place_of_the_trigger() -> None:
    found = read("وقع وزير النقل السعودي مشعل العتيبي ونظيره الهندي راجيش شارما مذكرة تفاهم بشأن السكك الحديدية.")
    (signing,) = found.events
    document_id = found.document.document_id
    assert signing.event_id == f"{document_id}-e0.signing"
    assert participant_id(signing, 0).startswith(f"{signing.event_id}-p")
    assert found.agreements[0].agreement_id.startswith(f"{document_id}-a{found.agreements[0].char_start}")


def test_an_actor_has_the_same_key_in_every_document() -> None:
    one = read("التقى وزير النقل السعودي مشعل العتيبي السفير الهندي راجيش شارما.").events[0].participants[0]
    other = read("وصل وزير النقل السعودي مشعل العتيبي إلى مسقط.").events[0].participants[0]
    assert one.name == other.name == "مشعل العتيبي"
    assert one.actor_id == other.actor_id
