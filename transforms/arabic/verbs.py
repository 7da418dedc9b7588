"""Persons of a verb from its third person: what news uses of the conjugation, in folded spelling."""

from __future__ import annotations

from transforms.arabic.spelling import fold

OBJECT_PRONOUNS = ("ه", "ها", "هما", "هم", "هن")


def perfect_forms(third_person: str) -> tuple[str, ...]:
    """Third persons of the perfect: التقى gives التقى التقت التقيا التقتا التقوا; بدأ gives بدأ بدأت …"""
    verb = fold(third_person)
    if verb.endswith("ي") and len(verb) > 3 and third_person.endswith("ى"):
        stem = verb[:-1]
        return (verb, stem + "ت", stem + "يا", stem + "تا", stem + "وا")
    if third_person.endswith("أ"):  # بدأ: بدأت بدآ بدأتا بدأوا بدؤوا; the hamza stays
        return (verb, verb + "ت", verb + "تا", verb + "وا", verb[:-1] + "ووا")
    if verb.endswith("ا"):  # دعا: دعت دعوا
        stem = verb[:-1]
        return (verb, stem + "ت", stem + "وا", stem + "تا")
    return (verb, verb + "ت", verb + "ا", verb + "تا", verb + "وا")


def imperfect_forms(third_person: str) -> tuple[str, ...]:
    """Third persons of the imperfect, indicative and subjunctive: يلتقي gives يلتقي تلتقي يلتقيان يلتقيا يلتقون …"""
    verb = fold(third_person)
    rest = verb[1:]
    plural = rest[:-1] if rest[-1] in "يو" and len(rest) > 2 else rest
    dual = rest[:-1] + "ي" if third_person.endswith("ى") else rest
    return tuple(
        letter + ending
        for letter in ("ي", "ت")
        for ending in (rest, dual + "ان", dual + "ا", plural + "ون", plural + "وا")
    )


def with_object(form: str) -> tuple[str, ...]:
    """``form`` with each object pronoun: استقبل gives استقبله استقبلها …; التقى gives التقاه التقاها …

    What begins with ت may be «تلقى» (تلقاه) or a woman's «تلتقي» (تلتقيه); both are given.
    """
    if form.endswith("وا"):
        return tuple(form[:-1] + pronoun for pronoun in OBJECT_PRONOUNS)
    stems = [form]
    if form.endswith("ي") and not form.startswith("ي"):
        stems = [form[:-1] + "ا", *([form] if form.startswith("ت") else [])]
    return tuple(stem + pronoun for stem in stems for pronoun in OBJECT_PRONOUNS)
