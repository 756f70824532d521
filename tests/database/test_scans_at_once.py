"""A crowd presses the button at the same moment: exact, by several connections, and nobody waits for ever."""

import itertools
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from psycopg.types.json import Jsonb

from tests.conftest import Database
from tests.database.scanning import Stall, record

CONNECTIONS = 8
Scan = dict[str, Any]


def at_once(database: Database, scans: Iterable[Scan]) -> Counter[str]:
    """What all of them hear, sent by several connections as fast as they go."""
    waiting = iter(list(scans))

    def work(_: int) -> Counter[str]:
        with database.connect("scan_login") as door:
            return Counter(record(door, scan).says for scan in iter(lambda: next(waiting, None), None))

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        return sum(pool.map(work, range(CONNECTIONS)), Counter())


def test_the_same_ticket_fifty_times_at_once_is_one_scan(database: Database) -> None:
    with database.connect() as db:
        stall = Stall(db)
        one = stall.scan()
        assert at_once(database, [one] * 50) == {"accepted": 50}
        assert stall.rows() == [("accepted", [])]
        assert db.execute("select n from scan_limits").fetchall() == [(1,)]


def test_a_ticket_that_two_devices_send_at_once_is_the_first_ones(database: Database) -> None:
    with database.connect() as db:
        stall, key, devices = Stall(db), uuid4(), [uuid4(), uuid4()]
        scans = [stall.scan(device, key) for device in devices * 25]
        assert at_once(database, scans) == {"accepted": 25, "try_again": 25}
        assert Counter(verdict for verdict, _ in stall.rows()) == {"accepted": 1, "refused": 1}


@pytest.mark.parametrize(
    "columns", [{"limit_per_device_day": 3}, {"limit_per_fan_total": 3, "limit_per_device_day": 99}]
)
def test_three_of_fifty_count_where_three_is_the_limit(database: Database, columns: dict[str, Any]) -> None:
    with database.connect() as db:
        stall, device = Stall(db, **columns), uuid4()
        heard = at_once(database, [stall.scan(device) for _ in range(50)])
        assert heard == {"accepted": 3, "limit_reached": 47}
        assert stall.count("accepted") == 3


def test_a_step_of_a_rotating_code_counts_once_however_often_it_is_sent(database: Database) -> None:
    with database.connect() as db:
        stall, device = Stall(db, code_mode="rotating", limit_per_device_day=99), uuid4()
        assert at_once(database, [stall.scan(device, step=7) for _ in range(30)]) == {
            "accepted": 1, "already_counted": 29,
        }  # fmt: skip


def test_a_thousand_of_three_thousand_count_where_a_thousand_is_all(database: Database) -> None:
    with database.connect() as db:
        stall = Stall(db, limit_total=1_000)
        stall.give_quota(*[63] * 8, *[62] * 8)
        heard = at_once(database, [stall.scan() for _ in range(3_000)])
        assert heard == {"accepted": 1_000, "limit_reached": 2_000}
        assert stall.count("accepted") == 1_000
        assert db.execute("select sum(left_over), max(left_over) from activation_quotas").fetchone() == (0, 0)
        assert db.execute("select sum(n) from scan_limits").fetchone() == (1_000,)


def test_the_last_uses_of_a_code_are_not_used_twice(database: Database) -> None:
    with database.connect() as db:
        stall = Stall(db, code={"max_uses": 5})
        assert at_once(database, [stall.scan() for _ in range(60)]) == {"accepted": 5, "limit_reached": 55}
        assert db.execute("select used from activation_codes").fetchone() == (5,)


def test_batches_and_single_scans_at_once_wait_for_each_other_and_lock_up_nobody(database: Database) -> None:
    """All limits at once, batches in opposite order, and the same tickets one by one: each once."""
    with database.connect() as db:
        stall = Stall(db, limit_total=60, limit_per_fan_total=3, code={"max_uses": 70})
        stall.give_quota(*[10] * 6)
        devices = [uuid4() for _ in range(40)]
        scans = [stall.scan(device) for device, _ in itertools.product(devices, range(2))]
        batches = [scans, scans[::-1], scans[::2], scans[1::2][::-1]]

        def batch(some: list[Scan]) -> int:
            with database.connect("jobs_login") as worker, worker.transaction():
                worker.execute("set local role service")
                judged = worker.execute("select is_new from app.record_scans(%s)", (Jsonb(some),)).fetchall()
                return sum(is_new for (is_new,) in judged)

        with ThreadPoolExecutor(len(batches) + 1) as pool:
            alone = pool.submit(at_once, database, scans)
            stored = sum(pool.map(batch, batches))
            heard = alone.result()
        assert stored <= len(scans) == len(stall.rows())
        assert heard == {"accepted": 60, "limit_reached": 20}
        assert stall.count("accepted") == 60
        assert db.execute("select sum(n) from scan_limits where day > '-infinity'").fetchone() == (60,)
        assert db.execute("select used from activation_codes").fetchone() == (60,)
