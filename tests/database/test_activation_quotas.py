"""What is left of an activation's `limit_total`: shared out at the launch, and again when the limit changes."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from uuid import UUID

import pytest

from tests.actors import acting_as
from tests.conftest import Database
from tests.database.scanning import Stall, record
from tests.database.sql_functions import call, refusal_of
from tests.factories.activations import make_activation, make_activation_code, make_scan, owner_of
from tests.factories.people import brand_of, make_user
from tests.typing import Connection


@pytest.fixture
def db(database: Database) -> Iterator[Connection]:
    with database.connect() as connection:
        yield connection


def launched(db: Connection, limit: int | None) -> UUID:
    brand = brand_of(db, make_user(db, "brand"))
    made = make_activation(db, brand, status="draft", limit_total=limit)
    make_activation_code(db, made)
    with acting_as(db, owner_of(db, brand)):
        call(db, "app.launch_activation", made)
    return made


def left(db: Connection, activation: UUID) -> list[int]:
    rows = db.execute(
        "select left_over from activation_quotas where activation_id = %s order by shard", (activation,)
    )
    return [row[0] for row in rows.fetchall()]


def limit(db: Connection, activation: UUID, limit: int | None) -> None:
    db.execute("update activations set limit_total = %s where id = %s", (limit, activation))


@pytest.mark.parametrize(
    ("total", "parts"),
    [(None, []), (1, [1]), (24, [24]), (25, [13, 12]), (1_000, [63] * 8 + [62] * 8), (10_000_000, [625_000] * 16)],
)  # fmt: skip
def test_a_limit_is_shared_out_at_the_launch(db: Connection, total: int | None, parts: list[int]) -> None:
    assert left(db, launched(db, total)) == parts


def test_a_draft_has_no_parts_and_a_pause_brings_none_back(db: Connection) -> None:
    made = launched(db, 24)
    db.execute("update activation_quotas set left_over = 3")
    db.execute("update activations set status = 'paused'")
    db.execute("update activations set status = 'active', name = 'Again'")
    assert left(db, made) == [3]
    draft = make_activation(db, brand_of(db, make_user(db, "brand")), status="draft", limit_total=24)
    limit(db, draft, 50)
    assert left(db, draft) == []


def test_raising_and_lowering_a_limit_keeps_what_was_used(db: Connection) -> None:
    made = launched(db, 100)
    db.execute("update activation_quotas set left_over = left_over - 8")  # of five parts: 40 have counted
    limit(db, made, 400)
    assert sum(left(db, made)) == 360
    assert max(left(db, made)) - min(left(db, made)) <= 1
    limit(db, made, 40)
    assert sum(left(db, made)) == 0
    refused = refusal_of(db, "update activations set limit_total = 39 where id = %s", made)
    assert (refused.sqlstate, refused.detail) == ("IA030", {"counted": 40, "limit_total": 39})
    limit(db, made, 41)
    assert sum(left(db, made)) == 1


def test_a_limit_that_comes_later_counts_the_scans_that_counted(db: Connection) -> None:
    made = launched(db, None)
    code = db.execute("select id from activation_codes").fetchone()
    assert code is not None
    make_scan(db, code[0])
    make_scan(db, code[0], verdict="flagged", reasons=["proof"])
    make_scan(db, code[0], verdict="refused", reasons=["too_far"])
    limit(db, made, 10)
    assert left(db, made) == [8]
    assert refusal_of(db, "update activations set limit_total = 1 where id = %s", made).detail["counted"] == 2
    limit(db, made, None)
    assert left(db, made) == []


def test_parts_do_not_go_while_a_scan_may_wait_for_one(db: Connection) -> None:
    made = launched(db, 1_000)
    limit(db, made, 3)
    assert left(db, made) == [1, 1, 1] + [0] * 13


def test_a_limit_that_comes_later_waits_for_the_scans_that_are_under_way(
    database: Database, db: Connection
) -> None:
    stall = Stall(db)
    with database.connect() as other, ThreadPoolExecutor(1) as pool:
        with other.transaction():
            assert record(other, stall.scan()).verdict == "accepted"
            limiting = pool.submit(limit, db, stall.activation, 1)
            wait([limiting], timeout=0.5)
        limiting.result(timeout=10)
        assert left(db, stall.activation) == [0]
        assert record(other, stall.scan()).says == "limit_reached"
