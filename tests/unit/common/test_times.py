"""A time is written in one way, whoever writes it."""

from datetime import UTC, datetime, timedelta, timezone

import psycopg
import pytest

from common.database_errors import translate
from common.errors import DomainError
from common.spreadsheets import csv_text
from common.times import moment_text, with_z
from tests.conftest import Database

NOON = datetime(2026, 11, 30, 12, 0, 0, 5, tzinfo=UTC)


def test_a_moment_ends_in_z_in_any_zone() -> None:
    assert moment_text(NOON.astimezone(timezone(timedelta(hours=2)))) == "2026-11-30T12:00:00.000005Z"
    assert moment_text(NOON, timespec="seconds") == "2026-11-30T12:00:00Z"


def test_a_cell_of_a_table_does_too() -> None:
    assert csv_text(["at"], [[NOON]]) == '"at"\r\n"2026-11-30T12:00:00.000005Z"\r\n'


@pytest.mark.parametrize(
    "text", ["2026-11-30", "at 2026-11-30T12:00:00+00:00", "2026-11-30T12:00:00+02:00", "+00:00"]
)
def test_a_text_that_is_no_time_of_the_database_stays(text: str) -> None:
    assert with_z({"text": [text, 1, None]}) == {"text": [text, 1, None]}


def test_the_facts_of_a_refusal_of_the_database_do_too(shared_database: Database) -> None:
    statement = """do $$ begin
        raise exception using errcode = 'IG001', detail = jsonb_build_object(
          'at', timestamptz '2026-11-30 14:00:00.5+02', 'all', jsonb_build_array(timestamptz '2026-11-30 12:00+00'));
    end $$"""
    with shared_database.connect() as db, pytest.raises(psycopg.Error) as raised:
        db.execute(statement)
    refusal = translate(raised.value)
    assert isinstance(refusal, DomainError)
    assert list(refusal.details) == [{"at": "2026-11-30T12:00:00.5Z", "all": ["2026-11-30T12:00:00Z"]}]
