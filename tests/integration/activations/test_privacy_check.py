"""The monthly check: it writes down that it looked, and wakes somebody where something is kept too long."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.database.scanning import Stall
from tests.factories.activations import make_device, make_scan
from tests.integration.activations import asking
from tests.typing import Connection

NOW = datetime.now(UTC)
DAY = timedelta(days=1)


def run(after: timedelta = timedelta()) -> Any:
    """The monthly job, so long from now; what it counts."""
    return asking.run("privacy-check", NOW + after)


def logged(db: Connection) -> list[tuple[str, int]]:
    """Status and how much was found, each time."""
    return db.execute(
        "select status, (select sum(value::integer) from jsonb_each_text(details)) from system_health_logs"
        " where check_name = 'privacy-check' order by id"
    ).fetchall()


def test_all_is_well_and_it_is_written_down_each_time(
    db: Connection, stall: Stall, capsys: pytest.CaptureFixture[str]
) -> None:
    stall.record()
    assert set(run().values()) == {0}
    run(DAY)
    assert logged(db) == [("ok", 0)] * 2
    assert '"privacy_overdue":0' in capsys.readouterr().out


def test_what_is_kept_too_long_is_counted_and_told(
    db: Connection, stall: Stall, capsys: pytest.CaptureFixture[str]
) -> None:
    db.execute("select app.make_scan_partitions(%s, 40)", ((NOW - 40 * DAY).date(),))
    for _ in range(2):
        make_scan(db, stall.code, at=NOW - 33 * DAY, lat=52.51628, lng=13.37774)
    make_device(db, stall.brand, cookie_ends_on=(NOW - 33 * DAY).date())
    found = run()
    assert {rule: n for rule, n in found.items() if n} == {"exact_places": 2, "devices": 1}
    assert logged(db) == [("failed", 3)]
    assert '"privacy_overdue":3' in capsys.readouterr().out
