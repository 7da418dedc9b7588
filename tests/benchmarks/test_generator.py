"""The articles that are measured with: the same each time, as long and as mixed as they say, none twice."""

from __future__ import annotations

import json
from collections import Counter
from itertools import islice
from pathlib import Path
from time import process_time

import pytest

from benchmarks.generator import CHARACTERS, MIX, articles, template_count, write_archive
from transforms.model import Document
from transforms.reading import ReadingOptions, read_source

MANY = 3000


def test_a_seed_always_gives_the_same_articles() -> None:
    assert list(articles(20, seed=7)) == list(articles(20, seed=7))


def test_an_article_does_not_depend_on_those_before_it() -> None:
    assert list(articles(5, seed=7, start=15)) == list(articles(20, seed=7))[15:]


def test_seeds_give_different_articles() -> None:
    texts = [article.text for seed in (1, 2, 3) for article in articles(50, seed=seed)]
    assert len(set(texts)) == len(texts)


def test_articles_are_a_stream() -> None:
    assert len(list(islice(articles(10**12), 3))) == 3


def test_articles_have_the_stated_length_on_average() -> None:
    mean = sum(article.characters for article in articles(MANY)) / MANY
    assert mean == pytest.approx(CHARACTERS, rel=0.05)


def test_articles_have_another_length_when_asked() -> None:
    mean = sum(article.characters for article in articles(MANY, characters=3000)) / MANY
    assert mean == pytest.approx(3000, rel=0.05)


def test_kinds_are_mixed_as_stated() -> None:
    counts = Counter(article.kind for article in articles(MANY))
    for kind, share in MIX.items():
        assert counts[kind] / MANY == pytest.approx(share, abs=0.03), kind


def test_shares_add_up() -> None:
    assert sum(MIX.values()) == pytest.approx(1)


def test_another_mix_is_kept() -> None:
    assert {article.kind for article in articles(50, mix={"sport": 1, "weather": 1})} == {"sport", "weather"}


def test_a_kind_that_is_not_written_is_refused() -> None:
    with pytest.raises(ValueError, match="horoscopes; there are diplomacy"):
        next(articles(1, mix={"horoscopes": 1}))


def test_no_two_articles_are_equal() -> None:
    texts = Counter(article.text for article in articles(5000))
    assert texts.most_common(1)[0][1] == 1


def test_every_slot_is_filled() -> None:
    assert not [article.id for article in articles(MANY) if "{" in article.title + article.text]


def test_templates_are_counted_by_the_hundred() -> None:
    assert template_count() > 300


def test_a_written_archive_is_read_without_a_reject(tmp_path: Path) -> None:
    write_archive(tmp_path, 25, a_file=10)
    paths = sorted(tmp_path.iterdir())
    assert len(paths) == 3
    documents = [item for path in paths for item in read_source(path.name, path.open("rb"), ReadingOptions())]
    assert all(isinstance(document, Document) for document in documents)
    assert [len(document.text) for document in documents if isinstance(document, Document)] == [
        article.characters for article in articles(25)
    ]


def test_a_row_does_not_tell_its_kind() -> None:
    row = json.loads(next(articles(1)).to_json())
    assert set(row) == {"id", "title", "text", "published_on", "publisher", "url", "language"}


def test_articles_are_written_much_faster_than_they_are_read() -> None:
    begun = process_time()
    for _ in articles(2000):
        pass
    assert 2000 / (process_time() - begun) > 1500  # 9,000 on a core of 2024 that does nothing else
