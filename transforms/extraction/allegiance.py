"""Which state a person acts for when his title does not say: sides of a meeting, whose minister he is, the outlet's own state."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable

from transforms.extraction.mentions import Mention
from transforms.extraction.text import Text
from transforms.lexicon import lexicon, word_info
from transforms.lexicon.compiled import ADJECTIVE, FUNCTION, NOUN, VERB
from transforms.lexicon.entries import City, EventVerb, VerbForm

_CountryOf = Callable[[Mention], str | None]
_SIDE_WORDS = frozenset({"جانب", "الجانب", "وفد", "الوفد"})
_HEADED = frozenset({
    "برياسه", "بقياده", "يراسه", "تراسه", "يتراسه", "ويراسه", "ضم", "يضم", "ضمت", "ويضم", "وضم", "كل", "كلا", "من", "الذي", "التي", "يقوده", "تقوده", "،", ",", ":",
    "(", "«", "السيد", "معالي", "سعاده", "الدكتور", "مثله", "يمثله", "ومثله", "وهم", "هم", "برياسته", "براسه", "المكون",
})  # fmt: skip
_BESIDE = frozenset(
    {
        "المرافق",
        "مرافقه",
        "يرافقه",
        "رافقه",
        "يرافقها",
        "رافقها",
        "برفقته",
        "برفقتها",
        "ومعه",
        "معه",
        "ترافقه",
        "يصحبه",
        "يرافقهما",
        "بمعيته",
    }
)
_CARRIES = frozenset(
    {"سلم", "وسلم", "سلمه", "سلمها", "سلمت", "يسلم", "نقل", "ونقل", "نقلت", "حمل", "حمله", "حاملا", "ناقلا", "ابلغ"}
)  # «سلّم الوزير رسالة من رئيسة الوزراء X»
_CHAINED = frozenset(
    {
        "،",
        ",",
        "؛",
        "و",
        "كذلك",
        "وكذلك",
        "ايضا",
        "(",
        ")",
        "-",
        "–",
        "/",
        "«",
        "»",
        "ثم",
        ".",
        "كل",
        "من",
        "ومن",
        "وكل",
    }
)
_NO_NATION = frozenset({"ambassador", "envoy", "organization_head"})
_AT_HAND = frozenset(
    {"حضر", "وحضر", "حضرها", "وحضرها", "استقباله", "استقبالها", "استقبال", "مستقبليه", "وداعه", "وداع", "ودعه"}
)
_PRINCIPALS = frozenset({"head_of_state", "crown_prince", "deputy_head_of_government"})
_AT_HOME = frozenset({
    "head_of_state", "crown_prince", "head_of_government", "deputy_head_of_government", "foreign_minister", "minister",
    "deputy_minister", "speaker", "spokesperson", "adviser", "military", "official", "legislator", "ambassador",
})  # fmt: skip
_ARABIC_OUTLETS = frozenset({"LBN", "SDN", "MRT", "SOM", "DJI", "IRN", "TUR"})  # besides the Arab states proper
SINGLE_OFFICES = frozenset(
    {"head_of_state", "crown_prince", "head_of_government", "foreign_minister"}
)  # that one person holds
_GOVERNING = frozenset({
    "head_of_state", "crown_prince", "head_of_government", "deputy_head_of_government", "foreign_minister", "minister",
    "deputy_minister", "speaker", "spokesperson",
})  # fmt: skip


def near_states(text: Text, mentions: list[Mention], country_of: _CountryOf, home: str | None) -> dict[int, str]:
    """The states that the sentence around a mention without one gives it, by the mention's first token.

    ``country_of`` tells what the document says of a mention outright, ``home`` the state it is written from.
    """
    found: dict[int, str] = {}

    def known(mention: Mention) -> str | None:
        return country_of(mention) or found.get(mention.first)

    stage = _stage(text, home)
    for index, mention in enumerate(mentions):
        if mention.kind not in ("person", "office") or mention.organization or country_of(mention):
            continue
        state = _near(text, mentions, index, known, home)
        if (
            state is None
            and stage is not None
            and mention.position in _AT_HOME
            and _is_attendance(text, mention)
            and may_be_of(mention.parts, stage)
        ):
            state = stage
        if state is not None:
            found[mention.first] = state
    return found


def _stage(text: Text, home: str | None) -> str | None:
    """The state in which the article plays, by the city at its head, when it is not the outlet's own: «الدوحة … واس»."""
    body = text.sentences[text.title_sentences :]
    city = text.meaning(body[0].first, City) if body else None
    return city.country if city is not None and home is not None and city.country != home else None


def _is_attendance(text: Text, mention: Mention) -> bool:
    """«وحضر المقابلة معالي X», «وكان في استقباله بالمطار Y»: those at hand where it plays."""
    opening = _opening(text, mention)
    return any(word in _AT_HAND for word in opening)


def _opening(text: Text, mention: Mention) -> list[str]:
    first = text.sentence_of(mention.first).first
    return text.norms[first : min(first + 6, mention.first)]


def _near(text: Text, mentions: list[Mention], index: int, known: _CountryOf, home: str | None) -> str | None:
    mention = mentions[index]
    if mention.owner.startswith("pair"):
        return _pair_state(mentions, mention)
    if mention.owner:
        return _owners_state(text, mentions, index, known, home)
    if mention.resolution == "counterpart":
        return _other_state(text, mentions, index, known)
    if mention.is_home:
        return _home_of_title(text, mention, mentions, home)
    if index == 0:
        return None
    before = mentions[index - 1]
    sentence = text.sentence_of(mention.first)
    if before.first < sentence.first:
        return _from_the_opening(text, mentions, index, known, home)
    gap = text.norms[before.last : mention.first]
    if len(gap) > 8:
        return None
    if before.kind in ("group", "capital") and before.country and before.number != "dual":
        return before.country if _leads(text, before, mention, gap) else None
    if before.kind not in ("person", "office"):
        return None
    if mention.governor == "من":
        carrier = _carrier(text, mentions, index)
        if carrier is not None:
            return known(carrier)
    if any(word in _BESIDE for word in gap):
        return known(before)
    if before.position in _NO_NATION or before.accredited or mention.position in _NO_NATION:
        return None
    if mention.position in _PRINCIPALS:
        return None  # «الملك عبدالله الثاني وولي ولي العهد» may be of two states
    is_listed = all(word in _CHAINED for word in gap) and (mention.joined or bool(gap)) and len(gap) <= 2
    return (
        known(before)
        if (is_listed and mention.governor == before.governor) or (is_listed and not mention.governor)
        else None
    )


def _from_the_opening(
    text: Text, mentions: list[Mention], index: int, known: _CountryOf, home: str | None
) -> str | None:
    """What the words before the first person of a sentence tell: «وضم الوفد المرافق له وزيرة X», «وحضر المقابلة رئيس الوزراء X»."""
    mention = mentions[index]
    opening = text.norms[text.sentence_of(mention.first).first : mention.first]
    if len(opening) > 10:
        return None
    if any(word in _BESIDE for word in opening):
        return next(
            (s for m in reversed(mentions[:index]) if m.kind == "person" and (s := known(m)) is not None and s != home),
            None,
        )
    return None


def _carrier(text: Text, mentions: list[Mention], index: int) -> Mention | None:
    """Who hands over the message of the mention: «سلّم الوزير البنغلادشي … رسالة من رئيسة الوزراء X»."""
    mention = mentions[index]
    first = text.sentence_of(mention.first).first
    verb = next((p for p in range(mention.first - 1, first - 1, -1) if text.norms[p] in _CARRIES), None)
    if verb is None:
        return None
    return next(
        (
            m
            for m in mentions[max(0, index - 8) : index]
            if m.kind in ("person", "office") and m.first > verb and not m.governor
        ),
        None,
    )


def _leads(text: Text, group: Mention, mention: Mention, gap: list[str]) -> bool:
    """«ومن الجانب المجري معالي X», «عن جانب كابل X», «الوفد الإيراني الذي ترأسه مساعد وزير الداخلية X»."""
    if group.kind == "capital" and text.norms[group.first - 1] not in _SIDE_WORDS:
        return False
    if mention.joined and not gap:
        return False
    return all(
        word in _HEADED or word.isdigit() or _is_light(text, group.last + offset) for offset, word in enumerate(gap)
    )


def _is_light(text: Text, position: int) -> bool:
    return text.inside[position] or text.norms[position].startswith(("ترا", "يترا", "يرا", "رييس", "برياس"))


def _owners_state(text: Text, mentions: list[Mention], index: int, known: _CountryOf, home: str | None) -> str | None:
    """«وزير خارجيتها», «سفير بلاده», «نائبه»: the state last spoken of; «سفيرنا» is of those who speak."""
    owner = mentions[index].owner
    if owner == "نا" and home is not None:
        return home
    wanted = ("country", "group", "capital", "institution") if owner == "ها" else ("person", "office", "counterpart")
    earliest = text.sentence_of(mentions[index].first).first if mentions[index].kind == "office" else 0
    nearby = [
        m
        for m in reversed(mentions[max(0, index - 8) : index])
        if m.kind not in ("city", "thing", "home") and m.first >= earliest
    ]
    for before in (*(m for m in nearby if m.kind in wanted), *nearby):
        state = known(before)
        if state is not None:
            return state
    return home


def _other_state(text: Text, mentions: list[Mention], index: int, known: _CountryOf) -> str | None:
    """«زيارة إلى فنلندا … مع نظيرته بيا»: the state last named that is not the colleague's own.

    «يلتقي الرئيس عبد الفتاح السيسي ونظيره بدر عبد العاطي»: joined to another whom the same visitor meets, he is of that state.
    """
    mention = mentions[index]
    nearby = list(reversed(mentions[max(0, index - 8) : index]))
    other = colleague(text, mentions, index)
    own = known(other) if other is not None else None
    if mention.joined and nearby and nearby[0].kind == "person" and nearby[0] is not other:
        return known(nearby[0])
    if own is None:
        return None
    states = [
        state for m in nearby if (state := known(m)) is not None and state != own and may_be_of(mention.parts, state)
    ]
    return states[0] if states else None


def colleague(text: Text, mentions: list[Mention], index: int) -> Mention | None:
    """Whose colleague «نظيره» is: the officer just before, or, behind a verb of its own, who acts in the sentence or the story."""
    mention = mentions[index]
    fitting = [
        m for m in mentions[max(0, index - 12) : index]
        if m.kind in ("person", "office") and m.position and not (mention.country and m.country == mention.country)
    ]  # fmt: skip
    if not fitting:
        return None
    nearest = fitting[-1]
    sentence = text.sentence_of(mention.first)
    alias = _named_again(text, mentions, max(nearest.last, sentence.first), mention.first)
    if alias is not None:
        return alias
    is_listed = mention.joined and not mention.country and _is_met(text, nearest)
    is_behind_verb = any(_is_verb(text, p) for p in range(max(nearest.last, sentence.first), mention.first))
    if not is_behind_verb and not is_listed:
        return nearest
    alias = _named_again(text, mentions, sentence.first, nearest.first)
    acting = next((m for m in reversed(fitting) if m.first >= sentence.first and not m.governor and not m.joined), None)
    if (
        acting is not None
        and not _is_met(text, acting)
        and not (alias is not None and text.norms[acting.first - 1] == alias.parts[-1])
    ):
        return acting
    if alias is not None and alias is not nearest:
        return alias  # «أن يلتقي عراقجي الرئيس X … كما يجري مباحثات مع نظيره»
    return next(
        (
            m
            for m in mentions[:index]
            if m.kind == "person"
            and m.position
            and not m.governor
            and m.first >= text.sentences[text.title_sentences].first
        ),
        nearest,
    )


def _is_verb(text: Text, position: int) -> bool:
    info = word_info(text.norms[position])
    return bool(info.classes & VERB) and not info.classes & (NOUN | ADJECTIVE | FUNCTION)


def _is_met(text: Text, mention: Mention) -> bool:
    """Whether the mention directly follows a verb of meeting that has its subject elsewhere: «أن يلتقي الرئيس X», «كلا من X»."""
    if text.norms[max(0, mention.first - 2) : mention.first] in (["كلا", "من"], ["كل", "من"], ["بكل", "من"]):
        return True
    form = text.meaning(mention.first - 1, VerbForm) if mention.first else None
    return (
        form is not None
        and isinstance(form.verb, EventVerb)
        and form.verb.frame == "transitive"
        and form.tense != "perfect"
    )


def _named_again(text: Text, mentions: list[Mention], first: int, last: int) -> Mention | None:
    """The person whose family name alone stands in the tokens: «وأجرى فيدان مباحثات مع نظيره»."""
    families = {m.parts[-1]: m for m in mentions if m.kind == "person" and m.position and len(m.parts) > 1}
    for position in range(last - 1, first - 1, -1):
        norm = text.norms[position]
        if norm in families and not word_info(norm).classes & (VERB | FUNCTION):
            return families[norm]
    return None


def _pair_state(mentions: list[Mention], mention: Mention) -> str | None:
    """«وزيرا الدفاع في البلدين، A وB»: the two states spoken of most, in the order in which they are named."""
    named = Counter(m.country for m in mentions if m.country and m.kind != "thing")
    two = {code for code, _ in named.most_common(2)}
    ordered = list(dict.fromkeys(m.country for m in mentions if m.country in two))
    if len(ordered) < 2:
        return None
    which = int(mention.owner[-1])
    fits = [code for code in (ordered[which], ordered[1 - which]) if code and may_be_of(mention.parts, code)]
    return fits[0] if fits else None


def _home_of_title(text: Text, mention: Mention, mentions: list[Mention], home: str | None) -> str | None:
    """«سفير المملكة», «سفيرة الدولة»: the outlet's own state, of those that are called so."""
    name = "kingdom" if "المملكة" in mention.title_text else "sultanate" if "السلطنة" in mention.title_text else ""
    states = lexicon().home_states.get(name, ())
    if not states or home in states:
        return home
    return next((m.country for m in mentions if m.country in states), None)


# ------------------------------------------------------------ the article's own state
def own_state(text: Text, mentions: list[Mention]) -> str | None:
    """For an article without a dateline: the state whose officers need no nisba; None when the text does not tell."""
    officers = [
        m
        for m in mentions
        if m.kind in ("person", "office") and m.position in _GOVERNING and not m.country and not m.organization
    ]
    if not officers:
        return None
    is_people = {
        m.first for m in mentions if m.kind == "group" and not m.title_text
    }  # «السوريين» are refugees as often as a state
    named = Counter(
        m.country
        for m in mentions
        if m.country and m.kind not in ("person", "office", "counterpart") and m.first not in is_people
    )
    for mention in mentions:  # an officer with a nisba is a foreigner where others go without
        if mention.country and mention.kind in ("person", "office") and mention.position != "ambassador":
            named[mention.country] -= 1
    held = {
        (m.position, m.country) for m in mentions if m.kind == "person" and m.country and m.position in SINGLE_OFFICES
    }
    for officer in officers:  # «مدبولي، رئيس مجلس الوزراء، وجعفر حسان، رئيس الوزراء الأردني»: not a Jordanian article
        for code in [code for code in named if officer.kind == "person" and (officer.position, code) in held]:
            if not any(m.country == code and m.parts == officer.parts for m in mentions):
                named[code] = 0
    names = [m for m in officers if m.kind == "person"]
    names = [m for m in names if name_culture(m.parts) == "arabic"] or names
    own = {code for code in named if code and (lexicon().cultures.get(code) == "arab" or code in _ARABIC_OUTLETS)}
    fitting = {
        code: count
        for code, count in named.items()
        if count > 1 and code in own and all(may_be_of(m.parts, code) for m in names)
    }
    best = sorted(fitting.items(), key=lambda item: -item[1])[:2]
    excluded = {code for code, count in named.items() if count <= 0}
    if best and (len(best) == 1 or best[0][1] > best[1][1]):
        return best[0][0]
    scenes = (
        m.country
        for m in mentions
        if m.kind in ("city", "capital", "institution") and m.governor in ("في", "ب") and m.country
    )
    return next(
        (
            code
            for code in scenes
            if code in own and code not in excluded and all(may_be_of(m.parts, code) for m in names)
        ),
        None,
    )


# ------------------------------------------------------------ names and nations
def may_be_of(parts: tuple[str, ...], state: str) -> bool:
    """Whether a person of that name may hold office in ``state``: no Arab minister is called Laszlo, no Hungarian one Abdullah."""
    culture = lexicon().cultures.get(state, "other")
    if culture == "mixed":
        return True
    kind = name_culture(parts)
    return kind == "" or (kind == "arabic") == (culture == "arab")


def name_culture(parts: tuple[str, ...]) -> str:
    """``arabic``, ``foreign`` or, for a name that tells nothing, empty."""
    lex = lexicon()
    if not parts:
        return ""
    if any(part in ("بن", "ال", "ابو", "عبد", "ولد", "بنت") or part.startswith(("ال", "عبد")) for part in parts):
        return "arabic"
    if parts[0] in lex.foreign_names:
        return "foreign"
    if parts[0] in lex.given:
        return "arabic"
    return "foreign" if len(parts) > 1 else ""


def likely_state(
    group: list[Mention],
    position: str | None,
    accredited: str | None,
    mentions: list[Mention],
    home: str | None,
    held: frozenset[tuple[str, str]],
) -> str | None:
    """The state of an officer of whom no sentence tells it: the outlet's own, else the nearest that his name and office allow.

    ``held`` tells which offices of which states the document gives to others. A dateline in a state whose people have other
    names than Arabic ones («جوهانسبرغ: من مبعوثنا») tells the scene, so that a state named just before goes first.
    """
    if position not in _AT_HOME or any(m.organization for m in group):
        return None
    if position == "military" and not any(m.title_key for m in group):
        return None  # a rank alone may be a policeman's
    parts = max((m.parts for m in group), key=len)
    first = next((m for m in group if m.position), group[0])

    index = bisect_left(mentions, first.first, key=_first)
    goal = next(
        (m for m in mentions[index + 1 : index + 2] if m.first == first.last and m.governor in ("ل", "الي")), None
    )

    def is_allowed(code: str) -> bool:
        if goal is not None and goal.country == code:
            return False  # «زيارة وزير الخارجية يوسف بطرس غالي لطهران»
        return (
            code != accredited
            and may_be_of(parts, code)
            and (position or "", code) not in held
            and _has_such_office(first, code)
        )

    near = [
        (m.last, m.country)
        for m in mentions[max(0, index - _REACH) : index]
        if m.country and m.kind != "thing" and is_allowed(m.country)
    ]
    if home is not None and is_allowed(home):
        is_scene_only = (
            lexicon().cultures.get(home, "other") == "other"
            and near
            and near[-1][1] != home
            and first.first - near[-1][0] < 12
        )
        return near[-1][1] if is_scene_only else home
    is_army = position == "military" and any(word in first.title_text for word in ("جيش", "القوات المسلحة", "أركان"))
    is_public = is_army or (home is not None and not any(word in first.title_text for word in _BUSINESS))
    if position not in _GOVERNING and position not in ("ambassador", "legislator", "adviser") and not is_public:
        return None  # an officer of a firm or the police is nobody's for being named near a state
    if near:
        return near[-1][1]
    return next(
        (
            m.country
            for m in mentions[index + 1 : index + _REACH]
            if m.country and m.kind != "thing" and is_allowed(m.country)
        ),
        None,
    )


_BUSINESS = ("شركة", "مجموعة", "التنفيذي", "بنك", "مصرف", "جامعة", "نادي", "مباحث", "شرطة")


_REACH = 60  # mentions to either side among which a state is looked for


def _first(mention: Mention) -> int:
    return mention.first


def _has_such_office(mention: Mention, state: str) -> bool:
    """A kingdom has no «الرئيس» and a republic no «الملك»."""
    if mention.position != "head_of_state":
        return True
    title = mention.title_text.removeprefix("و")
    monarchies = lexicon().monarchies
    if title.startswith(("الرئيس", "رئيس", "فخامة")) and "مجلس" not in title:
        return state not in monarchies or state == "ARE"
    return not title.startswith(("الملك", "ملك", "عاهل", "العاهل", "السلطان", "سلطان", "أمير")) or state in monarchies
