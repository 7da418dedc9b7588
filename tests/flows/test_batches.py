"""Batches: nothing lost, memory bounded, boundaries that do not move when an article comes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from samples import document

from flows.batches import Batch, batches, decoded, encoded, ends_batch
from transforms.model import Document, Reject
from transforms.reading import document_from_text

WANTED = 400


def _reject(number: int) -> Reject:
    return Reject("news.jsonl", number, "malformed_row", "line 1: no")


ITEMS = st.lists(
    st.integers(0, 10_000).map(lambda n: _reject(n) if n % 7 == 0 else document(n)), max_size=60, unique_by=repr
)


@given(ITEMS)
def test_batches_hold_every_item_once_in_order(items: list[Document | Reject]) -> None:
    made = list(batches(items, WANTED))
    assert [d for batch in made for d in batch.documents] == [i for i in items if isinstance(i, Document)]
    assert [r for batch in made for r in batch.rejects] == [i for i in items if isinstance(i, Reject)]


@given(ITEMS)
def test_no_batch_is_much_longer_than_wanted(items: list[Document | Reject]) -> None:
    for batch in batches(items, WANTED):
        assert sum(len(d.text) for d in batch.documents[:-1]) < 2 * WANTED


@given(ITEMS, st.integers(10_001, 20_000), st.integers(0, 60))
def test_a_new_article_leaves_the_batches_beyond_the_next_boundary_alone(
    items: list[Document | Reject], number: int, place: int
) -> None:
    place = min(place, len(items))
    before = list(batches(items, WANTED))
    after = list(batches([*items[:place], document(number), *items[place:]], WANTED))
    ends = [i for i in items[place:] if isinstance(i, Document) and ends_batch(i, WANTED)]
    if ends:
        kept = [b for b in before if b.documents and _is_behind(b, ends[0], items)]
        told = [b for b in after if b.documents]  # behind the last of them there may be one of rejects alone
        assert told[len(told) - len(kept) :] == kept


def _is_behind(batch: Batch, end: Document, items: list[Document | Reject]) -> bool:
    return items.index(batch.documents[0]) > items.index(end)


def test_an_empty_stream_is_one_empty_batch() -> None:
    assert list(batches([], WANTED)) == [Batch((), ())]


def test_many_rejects_are_not_held_in_one_batch() -> None:
    made = list(batches((_reject(n) for n in range(1000)), WANTED))
    assert max(len(batch.rejects) for batch in made) <= 2 * WANTED // 200


def test_batches_have_about_the_wanted_size_whatever_the_length_of_the_documents() -> None:
    short = [document_from_text(f"خبر رقم {n}") for n in range(4000)]
    long = [document_from_text(f"خبر رقم {n} " + "كلمة " * 400) for n in range(400)]
    for documents, wanted in ((short, 1_000), (long, 20_000)):
        sizes = [sum(len(d.text) for d in batch.documents) for batch in batches(documents, wanted)]
        assert 0.6 * wanted < sum(sizes) / len(sizes) < 1.4 * wanted


@given(ITEMS, st.dates() | st.none(), st.text(st.characters(exclude_categories=["Cs"])))
def test_a_batch_comes_back_from_its_bytes(items: list[Document | Reject], date: dt.date | None, title: str) -> None:
    documents = tuple(replace(i, published_on=date, title=title) for i in items if isinstance(i, Document))
    batch = Batch(documents, tuple(i for i in items if isinstance(i, Reject)))
    assert decoded(encoded(batch)) == batch
