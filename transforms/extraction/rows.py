"""Drafts to the rows of the contract, with keys that depend on each row alone."""

from __future__ import annotations

from collections import Counter

from transforms.extraction.actors import Actor
from transforms.extraction.agreements import Agreement
from transforms.extraction.crosswalk import codes
from transforms.extraction.drafts import Draft, Part
from transforms.extraction.text import Text
from transforms.model import AgreementRow, EventRow, Extraction, ParticipantRow, PartyRow

_KIND = {
    "person": "named",
    "office": "implied",
    "group": "metonym",
    "country": "named",
    "capital": "metonym",
    "institution": "metonym",
    "organization": "named",
}


def publish(text: Text, drafts: list[Draft], agreements: list[Agreement]) -> Extraction:
    """The extraction of ``text``: events with at least one participant, agreements with at least one party."""
    events: list[EventRow] = []
    by_draft: dict[int, EventRow] = {}
    keys = _event_keys(text, drafts)
    for index, draft in enumerate(drafts):
        if draft.parts:
            by_draft[index] = _event(text, draft, keys[index])
            events.append(by_draft[index])
    told = [(a, by_draft[a.event]) for a in agreements if a.event in by_draft]
    rows = [(a, event, parties) for a, event in told if (parties := _parties(a, event))]
    names = _agreement_keys(text, [a for a, _, _ in rows])
    found = [_agreement(text, *row, name) for row, name in zip(rows, names, strict=True)]
    return Extraction(text.document, len(text.sentences), tuple(events), tuple(found))


def _event_keys(text: Text, drafts: list[Draft]) -> list[str]:
    """A key for each draft: where its trigger stands and its type.

    Where one trigger tells several events («التقى A ثم B») each also has where its last participant is named.
    """
    bare = [f"{text.document.document_id}-e{text.start(d.first)}.{d.event_type}" for d in drafts]
    if len(set(bare)) == len(bare):
        return bare
    used = Counter(key for key, draft in zip(bare, drafts, strict=True) if draft.parts)
    shared = {key for key, count in used.items() if count > 1}
    keys = [
        f"{key}.{_last_named(text, d)}" if key in shared and d.parts else key
        for key, d in zip(bare, drafts, strict=True)
    ]
    return _numbered(keys)


def _last_named(text: Text, draft: Draft) -> int:
    """Where the last of the participants is named."""
    return max(text.start(part.mention.first) for part in draft.parts)


def _agreement_keys(text: Text, agreements: list[Agreement]) -> list[str]:
    """A key for each agreement: where its words stand and its type."""
    return _numbered([f"{text.document.document_id}-a{text.start(a.first)}.{a.agreement_type}" for a in agreements])


def _numbered(keys: list[str]) -> list[str]:
    """``keys`` with a number behind the second and later of the same: «مذكرتي تفاهم» stand at one place and are two."""
    if len(set(keys)) == len(keys):
        return keys
    seen: Counter[str] = Counter()
    result: list[str] = []
    for key in keys:
        seen[key] += 1
        result.append(key if seen[key] == 1 else f"{key}.n{seen[key]}")
    return result


def _event(text: Text, draft: Draft, event_id: str) -> EventRow:
    start, end = text.start(draft.first), text.end(draft.last - 1)
    plover_type, cameo_code = codes(draft, " ".join(text.norms[draft.first : draft.last]))
    place = draft.place
    return EventRow(
        event_id=event_id, event_type=draft.event_type, plover_type=plover_type, cameo_code=cameo_code,
        status=draft.status, is_background=draft.is_background, start_date=draft.date.start, end_date=draft.date.end,
        date_precision=draft.date.precision, place=place.name if place else None, place_country=draft.place_country,
        trigger=text.document.text[start:end], char_start=start, char_end=end, sentence_index=draft.sentence.index,
        evidence=text.sentence_text(draft.sentence), rule=draft.rule,
        participants=tuple(_participant(text, part) for part in draft.parts), steps=draft.steps,
    )  # fmt: skip


def _participant(text: Text, part: Part) -> ParticipantRow:
    mention = part.mention
    start, end = text.start(mention.first), text.end(mention.last - 1)
    actor = part.actor
    resolution = mention.resolution if mention.resolution != "named" else _KIND.get(mention.kind, "named")
    return ParticipantRow(
        actor_id=actor.key, actor_type=actor.kind, name=actor.name, country=actor.country, position=actor.position,
        position_text=actor.position_text or None, role=part.role, resolution=resolution,
        mention=text.document.text[start:end], char_start=start, char_end=end,
    )  # fmt: skip


def _agreement(
    text: Text, agreement: Agreement, event: EventRow, parties: tuple[PartyRow, ...], agreement_id: str
) -> AgreementRow:
    start, end = text.start(agreement.first), text.end(agreement.last - 1)
    date = agreement.date
    sentence = text.sentence_of(agreement.first)
    return AgreementRow(
        agreement_id=agreement_id, event_id=event.event_id, agreement_type=agreement.agreement_type,
        status=agreement.status, title=text.document.text[start:end], subject=agreement.subject, signed_on=date.start,
        date_precision=date.precision, is_background=agreement.is_background, char_start=start, char_end=end,
        evidence=text.sentence_text(sentence), rule=agreement.rule, parties=parties,
    )  # fmt: skip


def _parties(agreement: Agreement, event: EventRow) -> tuple[PartyRow, ...]:
    """Each state and organization that takes part, with the person who signs for it."""
    found: dict[str, PartyRow] = {}
    bodies = {p.name for p in event.participants if p.actor_type == "organization"}
    present = bodies | {p.country for p in event.participants}
    index_of = {p.actor_id: i for i, p in enumerate(event.participants)}
    for part in agreement.parts:
        named = _party_of(part.actor)
        if named is None or named[0] not in present:
            continue  # an official's organization that does not take part itself
        party, kind = named
        signatory = index_of.get(part.actor.key) if part.actor.kind == "person" and part.role == "signatory" else None
        known = found.get(party)
        if known is None or (known.signatory is None and signatory is not None):
            found[party] = PartyRow(party, kind, signatory)
    return tuple(found.values())


def _party_of(actor: Actor) -> tuple[str, str] | None:
    """Whom an actor binds and its type: the organization that he acts for, else his state."""
    if actor.organization or actor.kind == "organization":
        return actor.organization or actor.name, "organization"
    return (actor.country, "country") if actor.country else None
