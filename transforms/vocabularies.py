"""The closed vocabularies of the contract, each in its published order."""

from __future__ import annotations

EVENT_TYPES = (
    "meeting", "call", "visit", "session", "signing", "agree", "message", "accreditation", "relations",
    "support", "condemn", "appeal", "aid",
)  # fmt: skip
EVENT_STATUSES = ("occurred", "planned", "recurring", "cancelled")
DATE_PRECISIONS = ("day", "month", "year", "unknown")
ACTOR_TYPES = ("person", "country", "organization")
POSITIONS = (
    "head_of_state", "crown_prince", "head_of_government", "deputy_head_of_government", "foreign_minister", "minister",
    "deputy_minister", "ambassador", "envoy", "spokesperson", "organization_head", "speaker", "legislator", "military",
    "adviser", "official",
)  # fmt: skip
ROLES = (
    "initiator", "counterpart", "host", "visitor", "signatory", "party", "chair", "attendee", "sender", "recipient",
)  # fmt: skip
RESOLUTIONS = ("named", "counterpart", "anaphora", "metonym", "implied")
AGREEMENT_TYPES = (
    "memorandum_of_understanding", "agreement", "treaty", "convention", "protocol", "declaration", "joint_statement",
    "partnership", "programme", "roadmap", "minutes", "letter_of_intent", "contract", "truce", "commitment",
)  # fmt: skip
AGREEMENT_STATUSES = ("signed", "ratified", "agreed", "planned", "negotiating", "in_force", "ended")
PARTY_TYPES = ("country", "organization")
REJECT_REASONS = (
    "duplicate", "empty", "undecodable", "unsupported_format", "malformed_row", "too_large", "unreadable",
    "no_arabic_text",
)  # fmt: skip
PLOVER_TYPES = ("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "REQUEST", "ACCUSE", "REJECT", "SANCTION")
CAMEO_CODES = (
    "020", "030", "036", "040", "041", "042", "043", "044", "045", "046", "050", "051", "054", "057", "070",
    "110", "111", "120", "161", "166",
)  # fmt: skip
