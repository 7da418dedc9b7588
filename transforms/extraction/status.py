"""Whether an event happened, is planned, recurs, or did not happen."""

from __future__ import annotations

from transforms.extraction.clauses import View
from transforms.lexicon import lexicon
from transforms.lexicon.entries import EventVerb, NounForm, VerbForm

_BEHIND = 7  # how far behind its trigger an adjective or date of an event stands: «زيارة … المقبلة»
_GOVERNING = 6  # how far before «أن» the word stands that governs it


def status_of(view: View, trigger: int, form: VerbForm | None) -> str:
    """``occurred``, ``planned``, ``recurring`` or ``cancelled`` for the event whose trigger stands at ``trigger``.

    ``form`` is the verb that carries it: the trigger itself, a light verb, or None for a nominal trigger.
    """
    start = _governed_from(view, trigger)
    before = _cues(view, start, trigger)
    behind = _cues(view, trigger + 1, _described_until(view, trigger, form)) - _of_others(view, trigger)
    if _is_negated(view, trigger, start) or "cancelled" in before | behind or _is_undone(view, trigger):
        return "cancelled"
    if "recurring" in before | behind and not _date_behind(view, trigger):
        return "recurring"
    if "planned" in before or _is_yet_to_come(view, trigger, start, form):
        return "planned"
    if form is None:
        return "planned" if _date_ahead(view, trigger, form) else "occurred"
    return "occurred" if form.tense == "perfect" else _of_imperfect(view, trigger, start)


def _governed_from(view: View, trigger: int) -> int:
    """Where the words begin that govern the trigger, also those before «أن»: «كان من المقرر أن يلتقي»."""
    start = view.clause_start(trigger)
    border = start - 1
    if border <= view.sentence.first or view.text.norms[border] != "ان" or view.text.tokens[border].kind != "word":
        return start
    return max(view.clause_start(border), start - _GOVERNING)


def _is_yet_to_come(view: View, trigger: int, start: int, form: VerbForm | None) -> bool:
    """«سيزور», «سوف يزور», «اتفقا على عقد لقاء», «القمة المزمع عقدها»: told by a verb, a particle or a plan."""
    if form is not None and form.tense == "future":
        return True
    if _is_agreed_on(view, trigger, start) or _is_purpose_of_plan(view, trigger, start):
        return True
    if not lexicon().status_words.future.isdisjoint(view.text.norms[start:trigger]):
        return True
    is_noun = form is None or view.verb(trigger) is None
    return is_noun and _is_scheduled(view, trigger)


def _is_scheduled(view: View, trigger: int) -> bool:
    """«القمة المصغرة المزمع عقدها»: an adjective of a plan behind an event noun, no other event between."""
    scheduled = lexicon().status_words.scheduled
    for position in range(trigger + 1, min(view.clause_end(trigger), trigger + 2 * _BEHIND)):
        if view.text.norms[position] in scheduled:
            return True
        if view.text.meaning(position, NounForm) is not None:
            return False
        if view.is_verb(position) and view.verb(position) is not None:
            return False
    return False


def _described_until(view: View, trigger: int, form: VerbForm | None) -> int:
    """How far words describe the event: for a noun also over «التي» behind it («القمة التي تبدأ الأحد المقبل»)."""
    end = view.clause_end(trigger)
    is_relative = end < view.sentence.last and view.marker(end, "boundaries") == "relative"
    if form is None and is_relative and end - trigger <= _BEHIND:
        return min(view.clause_end(end), view.words_behind(trigger, 2 * _BEHIND))
    return min(end, view.words_behind(trigger, _BEHIND))


def _of_imperfect(view: View, trigger: int, start: int) -> str:
    """A present tense is news in a headline and in a relative clause («الذي يزور»), a plan elsewhere («يلتقي غدا»)."""
    if _date_ahead(view, trigger, None):
        return "planned"
    during = lexicon().status_words.during
    if any(word in during for word in view.text.norms[max(start, trigger - 2) : trigger]):
        return "occurred"  # «خلال أول زيارة يقوم بها الوزير»
    if view.is_title:
        return "occurred"
    is_headline = view.sentence.index == 0 and start == view.sentence.first and trigger > start + 1
    if is_headline:
        return "occurred"  # «رئيس الوزراء يستقبل …»: a headline without the title's blank line
    is_relative = start > view.sentence.first and view.marker(start - 1, "boundaries") == "relative"
    if is_relative and "planned" in _cues(view, view.sentence.first, start):
        return "planned"  # «ومن المنتظر أن يستقبل الرئيس رئيس الوزراء الذي يصل إلى أنقرة»
    return "occurred" if is_relative or _date_behind(view, trigger) else _of_sequel(view, trigger)


def _of_sequel(view: View, trigger: int) -> str:
    """«تبادلا القصف قبل أن يتفقا»: what followed something past is past, what was to follow a plan shares its fate."""
    first, norms = view.sentence.first, view.text.norms
    befores = (p for p in range(trigger - 1, first, -1) if norms[p] == "ان" and norms[p - 1].removeprefix("و") == "قبل")
    where = next(befores, None)
    if where is None or trigger - where > _BEHIND:
        return "planned"
    cues = _cues(view, first, where)
    if "cancelled" in cues:
        return "cancelled"
    is_ahead = any(form.tense == "future" for p in range(first, where) for form in view.verbs(p))
    return "planned" if is_ahead or "planned" in cues else "occurred"


def _cues(view: View, first: int, last: int) -> set[str]:
    """The kinds of status words between two tokens, as triggers.toml groups them: «من المقرر» is ``planned``."""
    words = lexicon().status_words
    found = set()
    for position, name in view.statuses(first, last):
        if position in view.covered or view.text.norms[position] in words.negations:
            continue
        if name != "planned" or view.text.norms[position - 1] not in words.during:  # «عقب استضافة محادثات»
            found.add(name)
    return found


def _of_others(view: View, trigger: int) -> set[str]:
    """«خلال اجتماعهم في تونس على عقد لقاءات دورية»: an adjective of habit belongs to the noun right before it."""
    adjectives = [p for p, name in view.statuses(trigger + 3, view.sentence.last) if name == "recurring"]
    return {"recurring"} if adjectives and view.text.norms[adjectives[0]].endswith("ه") else set()


def _is_negated(view: View, trigger: int, start: int) -> bool:
    """«لم يلتق», «لن يعقد أي لقاء»: a negation right before the trigger."""
    negations = lexicon().status_words.negations
    return any(view.text.norms[p] in negations for p in range(max(start, trigger - 2), trigger))


def _date_behind(view: View, trigger: int) -> bool:
    """«كان آخر اجتماع لها في أوت المنقضي»: a date said to be past is one meeting's, however regular they are."""
    start, end = view.clause_start(trigger), view.clause_end(trigger)
    return any(start <= d.first < end and d.form.which == "last" for d in view.text.dates)


def _is_agreed_on(view: View, trigger: int, start: int) -> bool:
    """«اتفقا على عقد الجولة الثانية»: what the sides agree to hold is still to come."""
    if view.text.norms[trigger - 1] not in lexicon().status_words.doing:
        return False
    forms = (view.verb(p) for p in range(start, trigger))
    return any(f is not None and isinstance(f.verb, EventVerb) and f.verb.event_type == "agree" for f in forms)


def _is_purpose_of_plan(view: View, trigger: int, start: int) -> bool:
    """«سيتوجه إلى القاهرة لإجراء محادثات»: what somebody will go for is still to come."""
    purposes = lexicon().status_words.purposes
    is_purpose = view.text.norms[trigger - 1] in purposes or view.text.norms[trigger].startswith("لل")
    return is_purpose and any(form.tense == "future" for p in range(start, trigger) for form in view.verbs(p))


def _is_undone(view: View, trigger: int) -> bool:
    """«إلغاء زيارة», «دون لقاء»: a noun of not doing right before the event; «نفى … لقاء»: a denial anywhere before."""
    affirming = lexicon().status_words.affirming
    if "undone" in _cues(view, max(view.sentence.first, trigger - 3), trigger):
        return True
    told = view.statuses(view.sentence.first, trigger)
    denials = [position for position, name in told if name == "denied" and position not in view.covered]
    if not denials:
        return False
    return not any(norm.removeprefix("و").startswith(affirming) for norm in view.text.norms[denials[-1] + 1 : trigger])


def _date_ahead(view: View, trigger: int, form: VerbForm | None) -> bool:
    """A date of the clause that lies ahead by its own words: غدا، المقبل، القادم."""
    end = max(view.clause_end(trigger), _described_until(view, trigger, form))
    start = view.clause_start(trigger)
    return any(start <= d.first < end and (d.form.which == "next" or (d.form.offset or 0) > 0) for d in view.text.dates)


def is_background(view: View, trigger: int, form: VerbForm | None) -> bool:
    """Whether the sentence tells the event as history: وكان … قد، سبق أن، a date said to be past."""
    if view.text.norms[trigger - 1] == "منذ":
        return True  # «الشراكة … منذ توقيعها»
    start, end = view.clause_start(trigger), view.clause_end(trigger)
    cues = {name for _, name in view.statuses(view.sentence.first, trigger)}
    is_history = ("background" in cues or _is_pluperfect(view, trigger)) and (form is None or form.tense == "perfect")
    is_dated = any(
        start <= d.first < end and d.form.which == "last" and d.form.unit in ("month", "year") for d in view.text.dates
    )
    return (is_history or is_dated) and not view.phrase_in(lexicon().status_words.same_day, start, end)


def _is_pluperfect(view: View, trigger: int) -> bool:
    """«كان البلدان قد وقعا»: كان and قد with the subject between them."""
    words = view.text.norms[view.clause_start(trigger) : trigger]
    been = lexicon().status_words.been
    return "قد" in words and any(word.removeprefix("و").removeprefix("ف") in been for word in words)
