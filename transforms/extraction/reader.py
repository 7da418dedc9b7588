"""The way of one document: sentences, mentions, actors, events, agreements."""

from __future__ import annotations

from collections.abc import Iterator

from transforms.arabic.dates import UNKNOWN
from transforms.arabic.sentences import Sentence
from transforms.extraction.actors import organization_actor
from transforms.extraction.agreements import Agreement, agreements_of, distinct
from transforms.extraction.aliases import find_aliases
from transforms.extraction.attendance import with_attendees
from transforms.extraction.capacities import with_capacities
from transforms.extraction.clauses import View
from transforms.extraction.detect import Detector
from transforms.extraction.drafts import Draft, Part, united
from transforms.extraction.gate import is_diplomatic
from transforms.extraction.home import with_home
from transforms.extraction.inherit import inherit_scene, with_host
from transforms.extraction.mention_reader import read_mentions
from transforms.extraction.mentions import Mention
from transforms.extraction.merge import merge
from transforms.extraction.registry import Registry
from transforms.extraction.resolve import Item, Story, inherit_positions
from transforms.extraction.rows import publish
from transforms.extraction.settle import in_time, settle
from transforms.extraction.standing import spoken_of
from transforms.extraction.text import Text, between, read_text
from transforms.extraction.triggers import find_triggers
from transforms.extraction.where import date_of
from transforms.lexicon.entries import Marker
from transforms.model import Document, Extraction
from transforms.quick import replace


def extract(document: Document) -> Extraction:
    """All that ``document`` tells, in the rows of the contract. Never raises for any text."""
    text = read_text(document)
    drafts, views = read_drafts(text)
    agreements = _agreements(drafts, views)
    return publish(text, drafts, agreements)


def read_drafts(text: Text) -> tuple[list[Draft], dict[int, View]]:
    """The events of ``text`` before publication, and its sentences by index."""
    triggers = find_triggers(text) if is_diplomatic(text) else {}
    if not triggers:
        return [], {}
    mentions = inherit_positions(with_capacities(text, read_mentions(text)), text)
    registry = Registry(text, mentions)
    mentions = find_aliases(text, with_home(mentions, registry.home), registry.aliases)
    story = Story(registry)
    detector = Detector(story, triggers)
    found: list[Draft] = []
    views: dict[int, View] = {}
    anchor = UNKNOWN
    for view in _views(text, mentions, story, detector):
        views[view.sentence.index] = view
        drafts = detector.read(view)
        _set_topic(story, view.items, drafts)
        for draft in drafts:
            date = date_of(view, draft.first, draft.event_type, draft.status, anchor)
            dated = in_time(replace(draft, date=date) if date.start is not None else draft, text.reference)
            anchor = dated.date if dated.date.start is not None else anchor
            found.append(dated)
        found = with_attendees(view, found)
        detector.recall(found)
    scenes = [_with_bodies(with_host(draft)) for draft in inherit_scene(merge(found), text)]
    return settle(scenes, text.reference), views


def _views(text: Text, mentions: list[Mention], story: Story, detector: Detector) -> Iterator[View]:
    """Sentence by sentence, resolved in the order of the story; none that can tell nothing («(انتهى)»)."""
    position = 0
    for sentence in text.sentences:
        behind = position
        while behind < len(mentions) and mentions[behind].first < sentence.last:
            behind += 1
        story.is_ahead = _tells_a_plan(text, sentence)
        items = story.resolve(mentions[position:behind]) if behind > position else []
        position = behind
        if detector.may_read(text, sentence):
            yield View(text, sentence, items, sentence.index in text.headlines)
        else:
            _set_topic(story, items, [])


def _tells_a_plan(text: Text, sentence: Sentence) -> bool:
    """«ويتوقع أن يترأس الزعيمان الدورة»: of those who are still to meet."""
    markers = (text.meaning(p, Marker) for p in between(text.statuses, sentence.first, sentence.last))
    return any(marker is not None and marker.name == "planned" for marker in markers)


def _set_topic(story: Story, items: list[Item], drafts: list[Draft]) -> None:
    """The first person who acts in a sentence is whom the next one means by «وأضاف» or «والتقى».

    «ثم التقى رئيس أنغولا» goes on with the topic: whom he met does not become it.
    """
    if drafts and drafts[0].parts and drafts[0].parts[0].actor is story.topic:
        return
    for item in items:
        if item.actors and item.actors[0].kind == "person" and not item.mention.governor:
            story.topic = item.actors[0]
            return


def _with_bodies(draft: Draft) -> Draft:
    """``draft`` with the organizations for which its officials act, as a state is there through its minister."""
    bodies = tuple(
        Part(organization_actor(p.actor.organization), "party", p.mention)
        for p in draft.parts
        if p.actor.kind == "person" and p.actor.organization and not p.actor.country
    )
    return replace(draft, parts=united(draft.parts, bodies)) if bodies else draft


def _agreements(drafts: list[Draft], views: dict[int, View]) -> list[Agreement]:
    """What the events agree on, and what is said of agreements without an event of its own."""
    found: list[Agreement] = []
    for index, draft in enumerate(drafts):
        found.extend(agreements_of(draft, index))
    return distinct(found + spoken_of(views, drafts))
