"""Which actors a mention means at its place in the story."""

from __future__ import annotations

from dataclasses import dataclass, field

from transforms.arabic.spelling import fold
from transforms.extraction.actors import Actor, country_actor, organization_actor, with_country
from transforms.extraction.colleagues import colleague
from transforms.extraction.mentions import Mention
from transforms.extraction.own_state import SINGLE_OFFICES
from transforms.extraction.registry import Registry
from transforms.extraction.text import Text
from transforms.lexicon import lexicon
from transforms.lexicon.entries import Country
from transforms.quick import quick_init, replace

# offices that belong to some state, the home state of the outlet when none is named
_OF_A_STATE = frozenset({
    "head_of_state", "crown_prince", "head_of_government", "deputy_head_of_government", "foreign_minister", "minister",
    "deputy_minister", "speaker", "spokesperson", "adviser", "military", "official",
})  # fmt: skip
_LIKE = {
    "minister": ("minister", "foreign_minister", "deputy_head_of_government"),
    "head_of_state": ("head_of_state",),
    "head_of_government": ("head_of_government",),
}
_PAIR_POSITIONS: dict[str, tuple[str, ...]] = {
    "foreign_minister": ("foreign_minister", "minister", "deputy_head_of_government", "deputy_minister"),
    "head_of_state": ("head_of_state", "head_of_government", "crown_prince"),
    "head_of_government": ("head_of_government",),
}
_COMMISSION = "مفوضيه"
_OF_BODIES = ("عام", "العام", "عامه", _COMMISSION)  # «أمينها العام», «رئيس مفوضيتها»
_BODY_REACH = 6  # mentions before «مديرها العام» among which its body is looked for
_DEPUTY_OF = {
    "minister": "deputy_minister",
    "foreign_minister": "deputy_minister",
    "head_of_government": "deputy_head_of_government",
    "head_of_state": "official",
    "organization_head": "official",
}


@quick_init
@dataclass(frozen=True)
class Item:
    """A mention with the actors that it means here; empty when it means nobody who can take part."""

    mention: Mention
    actors: tuple[Actor, ...]


def inherit_positions(mentions: list[Mention], text: Text) -> list[Mention]:
    """A named counterpart holds the office of his colleague, a deputy one below his superior.

    «نظيره الروسي سيرغي لافروف» is a foreign minister; «نائبه» of a minister is a deputy minister.
    """
    accusatives, deputies = lexicon().mention_words.accusatives, lexicon().story_words.deputies
    result = list(mentions)
    for index, mention in enumerate(mentions):
        if mention.kind == "person" and mention.resolution == "counterpart" and mention.position is None:
            other = colleague(text, result, index)
            if other is not None:
                result[index] = replace(mention, position=_own_office(other, result[:index]))
        elif mention.kind == "person" and mention.country and not mention.position:
            office = _of_colleagues(text, result, index) or _peer_office(text, mention, result[:index])
            result[index] = replace(mention, position=office)
        elif mention.kind in ("group", "office") and mention.position and text.norms[mention.first] in accusatives:
            _appoint(text, result, index)
        elif mention.owner and mention.title_key.endswith(_OF_BODIES) and not mention.organization:
            result[index] = _of_body(mention, result[max(0, index - _BODY_REACH) : index])
        elif mention.owner and mention.title_key.startswith(deputies) and mention.position == "official":
            superior = next((m for m in reversed(result[max(0, index - 6) : index]) if m.position in _DEPUTY_OF), None)
            if superior is not None:
                result[index] = replace(mention, position=_DEPUTY_OF[superior.position or ""])
    return result


def _of_colleagues(text: Text, mentions: list[Mention], index: int) -> str | None:
    """«نظراءه: المالي A والنيجري B»: each of those behind the colon holds the office of their colleague."""
    first = text.sentence_of(mentions[index].first).first
    for before in range(index - 1, -1, -1):
        mention = mentions[before]
        if mention.first < first or mention.kind == "office":
            return None
        if mention.kind == "counterpart" and mention.number == "plural":
            has_colon = ":" in text.norms[mention.last : mentions[index].first]
            other = colleague(text, mentions, before) if has_colon else None
            return other.position if other is not None else None
        if mention.kind == "person" and not mention.country:
            return None
    return None


def _of_body(mention: Mention, before: list[Mention]) -> Mention:
    """«ذكرت الوكالة أن مديرها العام رافائيل غروسي»: the secretary or director of the body last named."""
    has_commission = mention.title_key.endswith(_COMMISSION)
    bodies = [m.organization for m in before if m.organization and (not has_commission or _has_commission(m))]
    body = bodies[-1] if bodies else None
    return mention if body is None else replace(mention, organization=body, position="organization_head")


def _is_by_nisba(text: Text, mention: Mention) -> bool:
    """«السنغالي باسيرو فاي»: a person named by his nisba alone."""
    country = text.meaning(mention.first, Country)
    return country is not None and country.is_adjective and mention.name_first - mention.first == 1


def _peer_office(text: Text, mention: Mention, before: list[Mention]) -> str | None:
    """«إلى جانب الرئيس النيجيري X، كل من السنغالي Y والغاني Z»: peers of the ruler or minister named before them."""
    first = text.sentence_of(mention.first).first
    here = [m for m in before if m.first >= first and m.kind == "person" and m.position]
    if not _is_by_nisba(text, mention):
        return None
    peer = here[-1] if here else None
    is_other = peer is not None and peer.country != mention.country
    return peer.position if peer is not None and is_other and peer.position in SINGLE_OFFICES else None


def _has_commission(mention: Mention) -> bool:
    return fold(mention.organization or "") in lexicon().story_words.with_commission


def _appoint(text: Text, mentions: list[Mention], index: int) -> None:
    """«السيد محمد الغتم قدّم أوراق اعتماده سفيرا لمملكة البحرين»: who has no office yet gets that in the accusative."""
    office = mentions[index]
    named = _appointed(text, mentions, index)
    if named is not None:
        country = mentions[named].country or office.country
        mentions[named] = replace(
            mentions[named], position=office.position, country=country, title_text=office.title_text
        )


def _appointed(text: Text, mentions: list[Mention], index: int) -> int | None:
    """The person named shortly before in the same sentence, unless he has an office."""
    sentence = text.sentence_of(mentions[index].first)
    for before in range(index - 1, max(-1, index - 4), -1):
        if mentions[before].first < sentence.first:
            return None
        if mentions[before].kind == "person":
            return before if mentions[before].position is None else None
    return None


def _own_office(other: Mention, before: list[Mention]) -> str | None:
    """«الوزير» holds the office that his name had before: «سامح شكري» is a foreign minister, not any minister."""
    if other.position == "official" and other.kind == "office" and len(other.title_text.split()) <= 2:
        named = (m.position for m in reversed(before) if m.country == other.country and m.position != "official")
        return next((position for position in named if position), other.position)  # «المسؤول الإيطالي»
    if other.position != "minister" or len(other.title_text.split()) > 2:
        return other.position
    for mention in reversed(before):
        is_minister = mention.position in ("foreign_minister", "minister") and len(mention.title_text.split()) > 1
        if is_minister and (not other.parts or other.parts[-1] in mention.parts or mention.kind == "office"):
            return mention.position
    return other.position


@dataclass
class Story:
    """What the reader remembers while it goes through a document: who was spoken of, who met whom last."""

    registry: Registry
    recent: list[Actor] = field(default_factory=list)
    sides: tuple[tuple[Actor, ...], tuple[Actor, ...]] | None = None
    journey: tuple[tuple[Actor, ...], tuple[Actor, ...]] | None = None
    plan: tuple[tuple[Actor, ...], tuple[Actor, ...]] | None = None
    is_ahead: bool = False
    visitor: Actor | None = None
    topic: Actor | None = None

    def resolve(self, mentions: list[Mention]) -> list[Item]:
        """The mentions of one sentence with their actors, left to right."""
        items: list[Item] = []
        for mention in mentions:
            actors = self._actors(mention, items)
            self._remember(actors)
            if mention.kind == "guest" and items and _is_office_before(items[-1].mention, mention):
                items[-1] = replace(items[-1], actors=actors)  # «الوزير الضيف» is one person
            items.append(Item(mention, actors))
        return items

    def _remember(self, actors: tuple[Actor, ...]) -> None:
        """The last persons spoken of stand last in ``recent``."""
        for actor in actors:
            if actor.kind == "person":
                self.recent = [a for a in self.recent if a.key != actor.key or a != actor]
                self.recent.append(actor)

    def _actors(self, mention: Mention, before: list[Item]) -> tuple[Actor, ...]:
        """Whom ``mention`` means behind the items ``before`` it in its sentence; a city is a place, no actor."""
        match mention.kind:
            case "person":
                return self._person(mention)
            case "office":
                return self._office(mention, before)
            case "counterpart":
                return self._counterpart(mention, before)
            case "pair":
                return self._pair(mention)
            case "pronoun":
                return self._pronoun(mention, before)
            case "guest":
                return self._guest(mention)
            case "city":
                return ()
            case _:
                return self._state(mention)

    def _person(self, mention: Mention) -> tuple[Actor, ...]:
        actor = self.registry.person(mention)
        return (actor,) if actor is not None else ()

    def _office(self, mention: Mention, before: list[Item]) -> tuple[Actor, ...]:
        """«وزير الخارجية الأردني»: the holder whom the article names, else the state or body for which he acts."""
        if mention.organization:
            holder = self._body_holder(mention)
            return (holder,) if holder is not None else (organization_actor(mention.organization),)
        country = mention.country or self.registry.near.get(mention.first)
        if country is None:
            own = self._own_holder(mention)
            if own is not None:
                return (own,)
            recent = self._recent_holder(mention.position)
            if recent is not None:
                return (recent,)
            country = (self.registry.home or _speaker(before)) if mention.position in _OF_A_STATE else None
        if country is None:
            return ()
        holder = self.registry.holder(mention.position, country) or self._home_holder(mention.position, country)
        holder = holder or self._recent_of(country, mention)
        if holder is not None:
            return (with_country(holder, country),)
        return (country_actor(country),)

    def _own_holder(self, mention: Mention) -> Actor | None:
        """«تلقى وزير الخارجية اتصالا»: without a nisba it is the outlet's own minister, whomever he met before."""
        home = self.registry.home
        if home is None or len(mention.title_text.split()) < 2 or mention.owner:
            return None
        return self.registry.holder(mention.position, home)

    def _recent_of(self, country: str, mention: Mention) -> Actor | None:
        """«الوزير الأوغندي», «المسؤول الإيطالي»: the last person of that state whom so general a word may mean."""
        wanted = _LIKE.get(mention.position or "", (mention.position,))
        is_general = len(mention.title_text.split()) <= 2
        for actor in reversed(self.recent):
            if actor.country == country and is_general and (mention.position == "official" or actor.position in wanted):
                return actor
        return None

    def _home_holder(self, position: str | None, country: str) -> Actor | None:
        """An officer of the home state, whose name stood with no state: «وزير الخارجية ناصر بوريطة»."""
        if country != self.registry.home:
            return None
        return self.registry.holder(position, None)

    def _body_holder(self, mention: Mention) -> Actor | None:
        """«الأمين العام للجامعة العربية»: the one named holder of such an office in that organization."""
        found = [a for a in self.registry.holders(mention.position or "") if a.organization == mention.organization]
        return found[0] if len(found) == 1 else None

    def _recent_holder(self, position: str | None) -> Actor | None:
        """The person last spoken of who holds such an office: «الوزير», «الرئيس»."""
        if position in (None, "official"):
            return None
        wanted = _LIKE.get(position or "", (position,))
        recent = next((actor for actor in reversed(self.recent) if actor.position in wanted), None)
        if recent is not None:
            return recent
        holders = self.registry.holders(position or "")
        return holders[0] if len(holders) == 1 else None

    def _counterpart(self, mention: Mention, before: list[Item]) -> tuple[Actor, ...]:
        """«نظيره المصري»: who holds in Egypt the office of the one named before, else Egypt."""
        antecedent = next(
            (i for i in reversed(before) if i.mention.position and i.mention.country != mention.country), None
        )
        position = antecedent.mention.position if antecedent else None
        owner = antecedent.actors[0] if antecedent and antecedent.actors else self.topic
        if position is None and owner is not None:
            position = owner.position
        if mention.number != "singular" and mention.country is None:
            return ()
        if mention.country is None:
            if mention.organization:
                return (organization_actor(mention.organization),)
            others = [a for a in self.registry.holders(position or "") if owner is None or a.country != owner.country]
            return (others[0],) if len(others) == 1 else ()
        holder = self.registry.holder(position, mention.country)
        return (holder,) if holder is not None else (country_actor(mention.country),)

    def _pair(self, mention: Mention) -> tuple[Actor, ...]:
        """«الوزيران», «الجانبان», «البلدان»: the two sides of the last event, else the two last of such an office."""
        wanted = _PAIR_POSITIONS.get(mention.pair_class)
        told = (self.plan if self.is_ahead else None) or self.sides
        sides = told or self.journey  # «وصل الرئيس الصيني إلى هانوي … ووقع البلدان»
        if mention.pair_class == "states":
            codes = [side[0].country for side in sides] if sides is not None else []
            return tuple(country_actor(code) for code in codes if code)
        leaders = self._two_of(("head_of_state",)) if mention.pair_class == "head_of_state" else None
        if leaders is not None:
            return leaders  # «الزعيمان», although their prime ministers met last
        if told is not None:
            members = (told[0][0], told[1][0])
            if wanted is None or all(a.position in wanted or a.kind == "country" for a in members):
                return members
        exact = (mention.pair_class,) if wanted else None
        for positions in (exact, wanted) if wanted else (None,):
            found = self._two_of(positions)
            if found is not None:
                return found
        return (told[0][0], told[1][0]) if told is not None else ()

    def _two_of(self, positions: tuple[str, ...] | None) -> tuple[Actor, ...] | None:
        """The two of different states last spoken of who hold one of ``positions``, or any office for None."""
        found: list[Actor] = []
        for actor in reversed(self.recent):
            fits = actor.position in positions if positions else actor.position is not None
            if fits and all(actor.country != other.country for other in found):
                found.append(actor)
            if len(found) == 2:
                return (found[1], found[0])
        return None

    def _pronoun(self, mention: Mention, before: list[Item]) -> tuple[Actor, ...]:
        """«جلالته», «معاليه», «سمو الأمير»: the person last named who is addressed so."""
        here = [item.actors[0] for item in reversed(before) if item.actors and item.actors[0].kind == "person"]
        known = [*here, *reversed(self.recent)]
        styled = [actor for actor in known if self.registry.styled(actor, mention.pair_class)]
        offices = lexicon().addressed.get(mention.pair_class)
        fitting = styled or [actor for actor in known if offices is None or actor.position in offices]
        return tuple((fitting or known)[:1])

    def _guest(self, mention: Mention) -> tuple[Actor, ...]:
        """«الضيف», «ضيفه التركي»: who came last, else the person last spoken of who is not the host, else the state."""
        if self.visitor is not None and mention.country in (None, self.visitor.country):
            return (self.visitor,)
        for actor in reversed(self.recent):
            if mention.country is not None and actor.country != mention.country:
                continue
            if self.sides is not None and actor in self.sides[0] and mention.country is None:
                continue
            if actor is not self.topic:
                return (actor,)
        return (country_actor(mention.country),) if mention.country else ()

    def _state(self, mention: Mention) -> tuple[Actor, ...]:
        """«الحكومة اليمنية», «الأمم المتحدة»: the organization or states of the mention."""
        if mention.organization:
            return (organization_actor(mention.organization),)
        if mention.countries:
            return tuple(country_actor(code) for code in mention.countries)
        return (country_actor(mention.country),) if mention.country else ()


def _is_office_before(office: Mention, mention: Mention) -> bool:
    """«الوزير الضيف»: whether the office stands right before the mention."""
    return office.kind == "office" and office.last == mention.first


def _speaker(before: list[Item]) -> str | None:
    """«أعلنت الخارجية السعودية أن ولي العهد سيزور»: a state that speaks of an office without a nisba means its own."""
    first = next((item for item in before if item.actors and not item.mention.governor), None)
    return first.mention.country if first is not None and first.mention.kind in ("group", "institution") else None
