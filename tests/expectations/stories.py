"""Three invented news items with all that they tell, written out by hand: what a clean release is made of."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, replace

from transforms.model import AgreementRow, Document, EventRow, Extraction, ParticipantRow, PartyRow, Reject

MEETING_TEXT = (
    "سامي الحداد يلتقي ماركوس ليندن في تونس\n\n"
    "التقى وزير الخارجية التونسي سامي الحداد، يوم 3 مارس 2024، نظيره السويدي ماركوس ليندن في تونس. "
    "ووقع الوزيران مذكرة تفاهم بشأن التعاون الثقافي. "
    "ومن المقرر أن يزور الحداد ستوكهولم في يونيو 2024. "
    "وكان البلدان قد وقعا سنة 2019 اتفاقية النقل الجوي."
)
CALL_TEXT = (
    "أجرى الرئيس كريم العلوي اتصالا هاتفيا مع الأمين العام للأمم المتحدة بيدرو سالفا، يوم 9 مايو 2024. "
    "وقال مكتبه إن الاتصال تناول الوضع في المنطقة."
)
PLAIN_TEXT = "تساقطت أمطار غزيرة على المدينة أمس. وتوقفت حركة السير في عدة شوارع."

REJECTS = (
    Reject("news/c.txt", None, "empty", "the file holds no text"),
    Reject("news/d.jsonl", 4, "malformed_row", "line 5: no text"),
    Reject("news/d.jsonl", 5, "duplicate", f"d{hashlib.sha256(CALL_TEXT.encode()).hexdigest()[:16]}"),
)


@dataclass(frozen=True)
class _Teller:
    """Finds the offsets of words in one document, so that the rows below need not count."""

    document: Document

    def at(self, words: str, after: str = "") -> tuple[int, int]:
        start = self.document.text.index(words, self.document.text.index(after))
        return start, start + len(words)

    def sentence(self, start: int) -> str:
        text = self.document.text
        begin = max(text.rfind(stop, 0, start) for stop in (". ", "\n")) + 1
        end = text.find(".", start)
        return text[begin : end + 1 if end >= 0 else len(text)].strip()

    def event(self, number: int, event_type: str, trigger: str, after: str = "", **more: object) -> EventRow:
        start, end = self.at(trigger, after)
        base = EventRow(
            event_id=f"{self.document.document_id}-e{start}.{event_type}",
            event_type=event_type,
            plover_type="CONSULT",
            cameo_code="040",
            status="occurred",
            is_background=False,
            start_date=None,
            end_date=None,
            date_precision="unknown",
            place=None,
            place_country=None,
            trigger=trigger,
            char_start=start,
            char_end=end,
            sentence_index=number,
            evidence=self.sentence(start),
            rule=f"{event_type}.plain",
            participants=(),
        )
        return replace(base, **more)  # type: ignore[arg-type]

    def person(self, name: str, actor_id: str, mention: str, after: str, **more: object) -> ParticipantRow:
        start, end = self.at(mention, after)
        base = ParticipantRow(
            actor_id, "person", name, None, None, None, "initiator", "named", mention, start, end,
        )  # fmt: skip
        return replace(base, **more)  # type: ignore[arg-type]

    def body(self, name: str, kind: str, country: str | None, mention: str, after: str) -> ParticipantRow:
        start, end = self.at(mention, after)
        return ParticipantRow(
            name.lower().replace(" ", "-"), kind, name, country, None, None, "party", "named", mention, start, end,
        )  # fmt: skip

    def agreement(self, event: EventRow, title: str, **more: object) -> AgreementRow:
        start, end = self.at(title)
        base = AgreementRow(
            agreement_id=f"{self.document.document_id}-a{start}",
            event_id=event.event_id,
            agreement_type="agreement",
            status="signed",
            title=title,
            subject=None,
            signed_on=None,
            date_precision="unknown",
            is_background=False,
            char_start=start,
            char_end=end,
            evidence=self.sentence(start),
            rule="agreement.plain",
            parties=(),
        )
        return replace(base, **more)  # type: ignore[arg-type]


def document(text: str, path: str, row: int | None = None, published_on: dt.date | None = None) -> Document:
    """A document as the reader would make it of ``text``."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    title, gap, _ = text.partition("\n\n")
    return Document(
        f"d{digest[:16]}", path, row, None, digest, title if gap else None, text, "ar", published_on, "وكالة مثال", None
    )


def meeting() -> Extraction:
    """Two ministers meet and sign; a visit is planned; an older agreement is background."""
    tell = _Teller(document(MEETING_TEXT, "news/a.jsonl", 0, dt.date(2024, 3, 4)))
    haddad = tell.person(
        "سامي الحداد", "p-haddad", "سامي الحداد", "التقى", country="TUN", position="foreign_minister",
        position_text="وزير الخارجية التونسي",
    )  # fmt: skip
    linden = tell.person(
        "ماركوس ليندن", "p-linden", "ماركوس ليندن", "نظيره", country="SWE", position="foreign_minister",
        role="counterpart", resolution="counterpart",
    )  # fmt: skip
    both = tell.at("الوزيران")
    signers = tuple(
        replace(p, role="signatory", resolution="anaphora", mention="الوزيران", char_start=both[0], char_end=both[1])
        for p in (haddad, linden)
    )
    states = tuple(
        replace(
            tell.body(name, "country", code, "البلدان", "وكان"), resolution="anaphora"
        )
        for name, code in (("Tunisia", "TUN"), ("Sweden", "SWE"))
    )  # fmt: skip
    day = dt.date(2024, 3, 3)
    met = tell.event(
        1, "meeting", "التقى", start_date=day, end_date=day, date_precision="day", place="Tunis", place_country="TUN",
        participants=(haddad, linden),
    )  # fmt: skip
    signed = tell.event(
        2, "signing", "وقع", "ووقع", plover_type="SUPPORT", cameo_code="057", start_date=day, end_date=day,
        date_precision="day", participants=signers,
    )  # fmt: skip
    visit = tell.event(
        3, "visit", "يزور", plover_type="AGREE", cameo_code="036", status="planned", start_date=dt.date(2024, 6, 1),
        end_date=dt.date(2024, 6, 1), date_precision="month", place="Stockholm", place_country="SWE",
        participants=(tell.person("سامي الحداد", "p-haddad", "الحداد", "يزور", country="TUN", role="visitor"),),
    )  # fmt: skip
    older = tell.event(
        4, "signing", "وقعا", plover_type="SUPPORT", cameo_code="057", is_background=True,
        start_date=dt.date(2019, 1, 1), end_date=dt.date(2019, 1, 1), date_precision="year", participants=states,
    )  # fmt: skip
    memorandum = tell.agreement(
        signed, "مذكرة تفاهم", agreement_type="memorandum_of_understanding", subject="التعاون الثقافي", signed_on=day,
        date_precision="day", parties=(PartyRow("TUN", "country", 0), PartyRow("SWE", "country", 1)),
    )  # fmt: skip
    air = tell.agreement(
        older, "اتفاقية النقل الجوي", signed_on=dt.date(2019, 1, 1), date_precision="year", is_background=True,
        parties=(PartyRow("TUN", "country", None), PartyRow("SWE", "country", None)),
    )  # fmt: skip
    return Extraction(tell.document, 5, (met, signed, visit, older), (memorandum, air))


def call() -> Extraction:
    """A president telephones with the head of an organization."""
    tell = _Teller(document(CALL_TEXT, "news/a.jsonl", 1, dt.date(2024, 5, 9)))
    president = tell.person(
        "كريم العلوي", "p-alaoui", "كريم العلوي", "الرئيس", position="head_of_state", position_text="الرئيس"
    )
    head = tell.person(
        "بيدرو سالفا", "p-salva", "بيدرو سالفا", "المتحدة", position="organization_head", role="counterpart",
        position_text="الأمين العام للأمم المتحدة",
    )  # fmt: skip
    body = tell.body("United Nations", "organization", None, "للأمم المتحدة", "الأمين")
    day = dt.date(2024, 5, 9)
    rang = tell.event(
        0, "call", "اتصالا هاتفيا", cameo_code="041", start_date=day, end_date=day, date_precision="day",
        participants=(president, head, body),
    )  # fmt: skip
    return Extraction(tell.document, 2, (rang,), ())


def plain() -> Extraction:
    """A document that holds no diplomacy."""
    return Extraction(document(PLAIN_TEXT, "news/b.txt"), 2, (), ())


def copied(story: Extraction, number: int) -> Extraction:
    """``story`` told once more in a document of its own: a last line is added, and all keys follow."""
    known = story.document
    path = f"copies/{number}.{known.source_path}"
    new = document(f"{known.text}\n{number}", path, known.source_row, known.published_on)
    events = tuple(replace(e, event_id=e.event_id.replace(known.document_id, new.document_id)) for e in story.events)
    agreements = tuple(
        replace(
            a,
            agreement_id=a.agreement_id.replace(known.document_id, new.document_id),
            event_id=a.event_id.replace(known.document_id, new.document_id),
        )
        for a in story.agreements
    )
    return Extraction(new, story.sentence_count, events, agreements)
