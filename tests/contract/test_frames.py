"""The tables as frames and as Parquet files: the dtypes of the contract, there and back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.contract import (
    CONTRACT_VERSION,
    TABLES,
    Kind,
    Table,
    arrow_schema,
    arrow_table,
    pandas_dtypes,
    typed_frame,
    typed_table,
)
from transforms.extraction import extract
from transforms.model import Reject
from transforms.reading import document_from_text
from transforms.tables import arrow_tables, frames

TEXT = (
    "وقع وزير النقل السعودي مشعل العتيبي ونظيره الهندي راجيش شارما في الرياض يوم 3 مارس 2025 مذكرة تفاهم بشأن السكك "
    "الحديدية. وقطعت بوليفيا علاقاتها الدبلوماسية مع إسرائيل."
)
REJECTS = (Reject("a.csv", 3, "malformed_row", "no text"), Reject("b.txt", None, "empty", ""))
EXTRACTIONS = (
    extract(document_from_text(TEXT, source_path="a.csv", source_row=0, published_on=dt.date(2025, 3, 12))),
    extract(document_from_text("تساقطت أمطار غزيرة.", source_path="c.txt")),
)
FULL = frames(EXTRACTIONS, REJECTS)
EMPTY = frames(())
EVERY_TABLE = pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))


def there_and_back(table: Table, frame: pd.DataFrame, folder: Path) -> pd.DataFrame:
    path = folder / f"{table.name}.parquet"
    pq.write_table(arrow_table(table, frame), path)
    return pd.read_parquet(path)


def assert_typed(table: Table, frame: pd.DataFrame) -> None:
    assert list(frame.columns) == [column.name for column in table.columns]
    for name, dtype in pandas_dtypes(table).items():
        assert frame[name].dtype == dtype, name
        assert frame[name].dtype != object, name


@EVERY_TABLE
def test_a_frame_has_the_dtypes_of_the_contract(table: Table) -> None:
    assert_typed(table, FULL[table.name])
    assert len(FULL[table.name]) > 0


@EVERY_TABLE
def test_parquet_gives_back_what_was_written(table: Table, tmp_path: Path) -> None:
    back = there_and_back(table, FULL[table.name], tmp_path)
    assert_typed(table, back)
    pd.testing.assert_frame_equal(back, FULL[table.name])


# A Parquet file of no rows holds no dictionary: the columns come back as categories, but not with their vocabulary.
NO_DICTIONARY = pytest.mark.xfail(strict=True, reason="categories of an empty table come back without their vocabulary")


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(table, id=name, marks=[NO_DICTIONARY] if any(c.vocabulary for c in table.columns) else [])
        for name, table in TABLES.items()
    ],
)
def test_so_does_parquet_of_an_empty_table(table: Table, tmp_path: Path) -> None:
    assert len(EMPTY[table.name]) == 0
    back = there_and_back(table, EMPTY[table.name], tmp_path)
    assert_typed(table, back)
    pd.testing.assert_frame_equal(back, EMPTY[table.name])


@EVERY_TABLE
def test_an_empty_table_reads_as_text_categories_dates_and_numbers(table: Table, tmp_path: Path) -> None:
    back = there_and_back(table, EMPTY[table.name], tmp_path)
    assert list(back.columns) == [column.name for column in table.columns]
    for column in table.columns:
        dtype = back[column.name].dtype
        is_category = isinstance(dtype, pd.CategoricalDtype)
        assert is_category if column.vocabulary else dtype == pandas_dtypes(table)[column.name]


@EVERY_TABLE
def test_parts_with_different_values_read_as_one_table(table: Table, tmp_path: Path) -> None:
    folder = tmp_path / table.name
    folder.mkdir()
    for number, made in enumerate((FULL, EMPTY, FULL)):
        pq.write_table(arrow_table(table, made[table.name]), folder / f"part-{number:05}.parquet")
    back = pd.read_parquet(folder)
    assert_typed(table, back)
    assert len(back) == 2 * len(FULL[table.name])


@EVERY_TABLE
def test_two_writes_are_the_same_bytes(table: Table, tmp_path: Path) -> None:
    written = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        there_and_back(table, frames(EXTRACTIONS, REJECTS)[table.name], tmp_path / name)
        written.append((tmp_path / name / f"{table.name}.parquet").read_bytes())
    assert written[0] == written[1]


@EVERY_TABLE
def test_the_file_describes_itself(table: Table, tmp_path: Path) -> None:
    there_and_back(table, FULL[table.name], tmp_path)
    schema = pq.read_schema(tmp_path / f"{table.name}.parquet")
    assert schema.metadata[b"description"].decode() == table.description
    assert schema.metadata[b"contract_version"].decode() == CONTRACT_VERSION
    for column in table.columns:
        field = schema.field(column.name)
        assert field.metadata[b"description"].decode() == column.description
        assert field.nullable is column.nullable


def test_a_null_where_none_may_be_is_refused() -> None:
    table = TABLES["parties"]
    row = {"agreement_id": None, "party": "SAU", "party_type": "country", "signatory_id": None}
    with pytest.raises((pa.ArrowInvalid, ValueError)):
        arrow_table(table, typed_frame(table, [row])).validate(full=True)


def test_a_missing_column_is_refused() -> None:
    with pytest.raises(KeyError, match="party_type"):
        typed_frame(TABLES["parties"], [{"agreement_id": "a", "party": "SAU", "signatory_id": None}])


def test_a_null_a_word_outside_the_vocabulary_and_a_missing_column_are_refused_without_a_frame_too() -> None:
    table = TABLES["parties"]
    row = {"agreement_id": "a", "party": "SAU", "party_type": "country", "signatory_id": None}
    assert typed_table(table, [row]).num_rows == 1
    with pytest.raises(ValueError, match=r"parties\.party has 1 nulls"):
        typed_table(table, [row, {**row, "party": None}])
    with pytest.raises(KeyError, match="planet"):
        typed_table(table, [{**row, "party_type": "planet"}])
    with pytest.raises(KeyError, match="party_type"):
        typed_table(table, [{"agreement_id": "a", "party": "SAU", "signatory_id": None}])


@EVERY_TABLE
def test_tables_are_those_of_the_frames(table: Table) -> None:
    for made, tables in ((FULL, arrow_tables(EXTRACTIONS, REJECTS)), (EMPTY, arrow_tables(()))):
        assert tables[table.name].equals(arrow_table(table, made[table.name]), check_metadata=True)


def test_rows_refer_to_rows() -> None:
    for table in TABLES.values():
        for column in table.columns:
            if column.references:
                parent, _, key = column.references.partition(".")
                assert set(FULL[table.name][column.name].dropna()) <= set(FULL[parent][key])


def test_keys_are_unique() -> None:
    for table in TABLES.values():
        assert not FULL[table.name].duplicated(list(table.key)).any()


TEXTS = st.text(st.characters(codec="utf-8"), max_size=30)
VALUES = {
    Kind.TEXT: TEXTS,
    Kind.DATE: st.dates(dt.date(1400, 1, 1), dt.date(2200, 12, 31)),
    Kind.INTEGER: st.integers(0, 2**40),
    Kind.BOOLEAN: st.booleans(),
}


@st.composite
def rows(draw: st.DrawFn, table: Table) -> list[dict[str, object]]:
    values = {
        column.name: (st.sampled_from(column.vocabulary) if column.kind is Kind.CATEGORY else VALUES[column.kind])
        | (st.none() if column.nullable else st.nothing())
        for column in table.columns
    }
    return draw(st.lists(st.fixed_dictionaries(values), min_size=1, max_size=4))


@EVERY_TABLE
@settings(max_examples=15)
@given(data=st.data())
def test_any_rows_come_back(table: Table, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    given_rows = data.draw(rows(table))
    frame = typed_frame(table, given_rows)
    assert typed_table(table, given_rows).equals(arrow_table(table, frame), check_metadata=True)
    back = there_and_back(table, frame, tmp_path_factory.mktemp("rows"))
    assert_typed(table, back)
    pd.testing.assert_frame_equal(back, frame)
    assert int(back.isna().sum().sum()) == sum(value is None for row in given_rows for value in row.values())


@EVERY_TABLE
def test_the_schema_is_of_the_columns(table: Table) -> None:
    assert arrow_schema(table).names == [column.name for column in table.columns]
