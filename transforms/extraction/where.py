"""Where and when an event of a sentence took place."""

from __future__ import annotations

from transforms.arabic.dates import UNKNOWN, DateValue, resolve
from transforms.extraction.clauses import View
from transforms.extraction.mentions import Mention
from transforms.extraction.resolve import Item
from transforms.lexicon import lexicon, word_info
from transforms.lexicon.compiled import ADJECTIVE, FUNCTION, NOUN
from transforms.lexicon.entries import City, Country, EventVerb, LightVerb, NounForm
from transforms.lexicon.trie import Match

_IN = frozenset({"في", "ب", "وفي"})
_POINTING = frozenset({"same", "after", "before"})
_PLACES = frozenset({"city", "capital", "country", "institution"})


def content_start(view: View, trigger: int, event_type: str) -> int:
    """Where what was agreed begins: dates and places behind «اتفقا على» are of the content, not of the agreeing."""
    if event_type == "agree":
        content = lexicon().scene_words.content
        for position in range(trigger + 1, view.sentence.last):
            if view.text.norms[position] in content:
                return position
    return view.sentence.last


def place_of(view: View, trigger: int, event_type: str) -> tuple[City | None, str | None]:
    """City and country of the event at ``trigger``: the nearest place of its clause, else before it in its sentence.

    A place behind what was talked about («بحث الوضع في اليمن») comes last.
    """
    if not any(item.mention.kind in _PLACES for item in view.items):
        return None, None
    scopes = _scopes(view, trigger, event_type)
    nearest = (_nearest(_scenes(view, trigger, first, last), trigger) for first, last in scopes)
    place = next((mention for mention in nearest if mention is not None), None) or _goal(view, trigger)
    if place is None:
        return None, None
    return (place.city, place.city.country) if place.city is not None else (None, place.country)


def _goal(view: View, trigger: int) -> Mention | None:
    """«سيتوجه إلى القاهرة لإجراء محادثات»: what somebody goes for happens where he goes."""
    purposes = lexicon().scene_words.purposes
    if purposes.isdisjoint(view.text.norms[max(view.sentence.first, trigger - 3) : trigger + 1]):
        return None
    goals = (i.mention for i in reversed(view.between(view.clause_start(trigger), trigger)))
    return next((m for m in goals if m.kind in _PLACES and m.governor in lexicon().scene_words.towards), None)


def _scopes(view: View, trigger: int, event_type: str) -> list[tuple[int, int]]:
    """Where a place is looked for: the clause up to what was talked about, the whole clause, the sentence before."""
    first, last = _clause(view, trigger, event_type)
    topic = next((p for p in range(trigger + 1, last) if view.is_topic(p)), last)
    scopes = [(first, topic), (first, last)]
    if "منذ" not in view.text.norms[first:trigger]:  # «في موسكو … الشراكة منذ توقيعها»: signed who knows where
        scopes.append((view.sentence.first, trigger))
    return scopes


def _clause(view: View, trigger: int, event_type: str) -> tuple[int, int]:
    """The clause that describes the event, without the content of what was agreed."""
    return view.clause_start(trigger), min(content_start(view, trigger, event_type), _described_to(view, trigger))


def _scenes(view: View, trigger: int, first: int, last: int) -> list[Mention]:
    """The places between two tokens where the event at ``trigger`` may have happened."""
    mentions = (item.mention for item in view.between(first, last))
    return [
        mention
        for mention in mentions
        if mention.kind in _PLACES
        and _is_scene(view, mention)
        and not _is_of_other_session(view, trigger, mention.first)
    ]


def _described_to(view: View, trigger: int) -> int:
    """The end of the trigger's clause; «الزيارة التي يعتزم القيام بها الأحد» goes on through its relative clause."""
    end = view.clause_end(trigger)
    if end >= view.sentence.last or view.marker(end, "boundaries") != "relative":
        return end
    carrier = view.verb(end + 1) if end + 1 < view.sentence.last else None
    # «الاجتماع الوزاري المشترك الذي عقد في لوكسمبورغ»
    is_carried = carrier is not None and isinstance(carrier.verb, LightVerb)
    return view.clause_end(end) if end == trigger + 1 or is_carried else end


def _is_of_other_session(view: View, trigger: int, position: int) -> bool:
    """«سلمه دعوة لحضور القمة المزمع عقدها بويندهوك»: where and when the session is says nothing of the message.

    What is told to happen during the session («في ختام الدورة …»، «على هامش القمة …») happens where it is held.
    """
    return any(
        form.noun.event_type == "session" and not _is_during(view, trigger, noun)
        for noun, form in view.nouns(trigger + 1, position)
    )


def _is_of_other_event(view: View, trigger: int, event_type: str, position: int) -> bool:
    """«سلمه مذكرة تعلن استئناف عمل السفارة اعتبارا من أول أبريل»: the date behind another event noun is that event's.

    So it is behind a verb that begins something else: «وصل السفير، طاويا صفحة قطيعة بدأت في شباط».
    """
    if view.verb(trigger) is not None and any(_begins(view, p) for p in range(trigger + 1, position)):
        return True
    return any(
        form.noun.event_type not in (event_type, "meeting") and not form.owner and not _is_during(view, trigger, noun)
        for noun, form in view.nouns(trigger + 1, position)
    )


def _begins(view: View, position: int) -> bool:
    """Whether a light verb opens an event of its own here: «بدأت في شباط», not «وبدأت»."""
    form = view.verb(position)
    if form is None or not isinstance(form.verb, LightVerb) or form.tense != "perfect":
        return False
    match = view.text.matches[position]
    is_joined = match is not None and match.prefix.startswith(("و", "ف"))
    return not is_joined and view.is_verb(position)


def _is_of_the_telling(view: View, trigger: int, position: int) -> bool:
    """«قال مسؤول يوم الأربعاء إن الوزير سيسافر»: the day on which a plan was told is not the day of the plan."""
    return any(view.marker(p, "boundaries") == "content" for p in range(position, trigger))


def _is_behind_plan(view: View, trigger: int, position: int) -> bool:
    """«التقيا …، ومن المقرر أن يعودا إلى الاجتماع يوم 29»: the day of a plan is not that of what happened."""
    borders = [p for p in range(trigger + 1, position) if view.is_border(p)]
    return bool(borders) and any(name == "planned" for _, name in view.statuses(trigger + 1, position))


def _is_during(view: View, trigger: int, noun: int) -> bool:
    """Whether the event noun says when or of what: «في ختام الدورة», «جولة جديدة من المفاوضات»."""
    before = view.text.norms[max(trigger, noun - 3) : noun]
    during = lexicon().scene_words.during
    return any(word.removeprefix("و") in during for word in before) or before[-1:] == ["من"]


def _is_scene(view: View, mention: Mention) -> bool:
    """Whether it may have happened at the place: «في جدة», «احتضنته مدينة جدة», not «مطار كابول» nor «على غزة»."""
    words = lexicon().scene_words
    if _is_talked_of(view, mention):
        return False
    if mention.governor in _IN or _is_part_of_state(view, mention):
        return True
    if mention.kind != "city" or mention.governor in words.no_scene:
        return False
    if mention.first == view.sentence.first or view.text.tokens[mention.first - 1].kind != "word":
        return True
    before = view.text.norms[mention.first - 1]
    classes = word_info(before).classes
    return before in words.city_nouns or not classes & NOUN or bool(classes & (ADJECTIVE | FUNCTION))


def _is_talked_of(view: View, mention: Mention) -> bool:
    """«بحثا الأوضاع الإنسانية في غزة»: where what was talked about is, not where they talked."""
    before = view.text.norms[max(view.sentence.first, mention.first - 4) : mention.first]
    conditions = lexicon().scene_words.conditions
    return any(word.removeprefix("و").removeprefix("ل").removeprefix("ال") in conditions for word in before)


def _is_part_of_state(view: View, mention: Mention) -> bool:
    """«في مدينة أريكا الحدودية شمالي تشيلي»: the state of a place that no list knows."""
    words = lexicon().scene_words
    before = view.text.norms[max(view.sentence.first, mention.first - 5) : mention.first]
    return mention.governor in words.parts and not words.city_nouns.isdisjoint(before)


def _nearest(mentions: list[Mention], trigger: int) -> Mention | None:
    """The nearest mention, one behind the trigger before one ahead of it at the same distance."""
    return min(mentions, key=lambda m: abs(m.first - trigger) - (m.first > trigger) * 0.5, default=None)


def destination(view: View, trigger: int, after: int) -> tuple[City | None, str | None, Item | None]:
    """Where a visit goes: the first city or state behind the trigger that «إلى», «لـ», «في» or nothing governs."""
    near = range(trigger + 1, min(trigger + 3, view.sentence.last))  # «زيارة العمل التي قام بها إلى مقديشو»
    opened = next((p + 1 for p in near if view.marker(p, "boundaries") == "relative"), trigger + 1)
    towards = lexicon().scene_words.towards
    for item in view.items:
        mention = item.mention
        if mention.first < after or mention.first >= view.sentence.last:
            continue
        if any(view.is_border(p) for p in range(opened, mention.first)):
            break
        if mention.governor and mention.governor not in _IN and mention.governor not in towards:
            continue
        if mention.kind in ("city", "capital") and mention.city is not None:
            return mention.city, mention.city.country, item
        if mention.kind in ("country", "institution"):
            return None, mention.country, item
    return None, None, None


def date_of(view: View, trigger: int, event_type: str, status: str, anchor: DateValue) -> DateValue:
    """The date told nearest to ``trigger`` in its clause, else in its sentence where no other event stands nearer."""
    end = content_start(view, trigger, event_type)
    for first, last in (_clause(view, trigger, event_type), (view.sentence.first, end)):
        told = [d for d in view.text.dates if first <= d.first < last and d.first not in view.covered]
        own = [d for d in told if _is_date_of(view, d.first, trigger, event_type, status)]
        if not own:
            continue
        chosen = min(own, key=lambda d: abs(d.first - trigger))
        known = _told_before(view, chosen.first, anchor) if chosen.form.which in _POINTING else anchor
        value = resolve(chosen.form, view.text.reference, known, is_future=status == "planned")
        if value.start is not None:
            return value
        if chosen.form.offset is not None or chosen.form.weekday is not None:
            return UNKNOWN
    return UNKNOWN


def _is_date_of(view: View, date: int, trigger: int, event_type: str, status: str) -> bool:
    """Whether the date at ``date`` can be that of the event, not of another one, of the telling or of a plan."""
    if not _belongs(view, date, trigger) or _is_term(view, date):
        return False
    if _is_of_other_event(view, trigger, event_type, date):
        return False
    if status == "planned":
        return not _is_of_the_telling(view, trigger, date)
    return status != "occurred" or not _is_behind_plan(view, trigger, date)


def _told_before(view: View, position: int, anchor: DateValue) -> DateValue:
    """The last day that the text tells before ``position``: what «اليوم السابق» and «الشهر ذاته» point at."""
    value = UNKNOWN
    for date in view.text.dates:
        if date.first >= position:
            break
        found = resolve(date.form, view.text.reference, value, is_future=False)
        value = found if found.precision == "day" else value
    return value if value.start is not None else anchor


def _is_term(view: View, date: int) -> bool:
    """«خارطة طريق للأعوام من 2023 إلى 2026»: the years that a document is for are no date of its signing."""
    terms = lexicon().scene_words.terms
    return any(norm in terms for norm in view.text.norms[max(view.sentence.first, date - 3) : date])


def _belongs(view: View, date: int, trigger: int) -> bool:
    """Whether no border with another event's trigger stands between a date and the trigger."""
    low, high = sorted((date, trigger))
    has_border = any(view.is_border(p) for p in range(low + 1, high))
    if not has_border:
        return True
    other = [p for p, form in view.nouns(low + 1, high) if p != trigger and not (form.is_definite and not form.owner)]
    return not other and not any(_tells_an_event(view, p) for p in range(low + 1, high))


def _tells_an_event(view: View, position: int) -> bool:
    """A verb that tells an event of its own takes the date; a light verb or a statement does not."""
    form = view.verb(position)
    return form is not None and isinstance(form.verb, EventVerb) and form.verb.frame != "statement"


def adjectives_of_states(view: View, first: int, last: int) -> list[tuple[int, str]]:
    """States named by adjectives behind a noun: «اللجنة الأردنية - العراقية», «المحادثات الإيرانية الأمريكية»."""
    found: list[tuple[int, str]] = []
    position = first
    while position < last:
        match = view.text.matches[position]
        country = next((m for m in _countries(match) if m.is_adjective), None)
        if country is not None and match is not None:
            found.append((position, country.code))
            position = match.last
        elif _is_between_states(view, position):
            position += 1
        else:
            break
    return found


def pair_of_states(view: View, first: int, last: int) -> list[tuple[int, str]]:
    """The same behind other adjectives of the noun, of two states or more: «قمة التقنية المالية» is none of Mali."""
    for position in range(first, last):
        found = adjectives_of_states(view, position, last)
        if found:
            return found if len(found) > 1 else []
        if not (_describes(view, position) or _is_between_states(view, position)):
            break
    return []


def _describes(view: View, position: int) -> bool:
    """«اللجنة القنصلية الليبية المالطية», «الجولة الثالثة من الحوار الاستراتيجي القطري الفرنسي»."""
    norm = view.text.norms[position]
    if norm == "من":
        return position + 1 < view.sentence.last and view.text.meaning(position + 1, NounForm) is not None
    info = word_info(norm)
    return info.is_definite and bool(info.classes & ADJECTIVE) and view.text.matches[position] is None


def _countries(match: Match | None) -> list[Country]:
    """Every state that a phrase may mean: «السعودية» is the state and its adjective."""
    return [m for m in match.meanings if isinstance(m, Country)] if match is not None else []


def _is_between_states(view: View, position: int) -> bool:
    """«اللجنة العليا المشتركة الأردنية - المصرية»: a word after which another adjective of a state may come."""
    words, norm = lexicon().scene_words, view.text.norms[position]
    if norm in words.between_states or norm in words.committees or norm in words.teens:
        return True
    return norm in lexicon().calendar.numerals.ordinals or view.text.meaning(position, NounForm) is not None
