"""The nightly clearing of scans: twice is as good as once, and what fails keeps nothing else."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from activations.scan_retention import service
from common.retention import Purge, TablesNotCleared
from tests.database.scanning import Stall
from tests.factories.activations import make_scan
from tests.integration.activations import asking
from tests.typing import Connection

NOW = datetime.now(UTC)
DAY = timedelta(days=1)
NOTHING = {
    "partitions_made": 0, "partitions_dropped": 0, "coarse_places": 0, "keys": 0, "limits": 0, "codes": 0,
    "tickets": 0, "devices": 0, "fans": 0,
}  # fmt: skip


def run(after: timedelta = timedelta()) -> Any:
    """The nightly job, so long from now; what it counts."""
    return asking.run("scans-retention", NOW + after)


def days(db: Connection) -> list[str]:
    """Days that scans have a partition for."""
    found = db.execute(
        "select relname from pg_class where relname ~ '^scans_[0-9]{8}$' order by 1"
    ).fetchall()
    return [name[6:] for (name,) in found]


def test_a_night_makes_the_days_of_the_next_week_and_takes_what_is_over(
    db: Connection, stall: Stall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "BATCH", 2)
    db.execute("select app.make_scan_partitions(%s, 190)", ((NOW - 185 * DAY).date(),))
    stall.record(uuid4())
    for _ in range(5):
        make_scan(db, stall.code, at=NOW - 31 * DAY, lat=52.51628, lng=13.37774)
    made = run(5 * DAY)
    assert made["coarse_places"] == 5
    assert made["partitions_made"] > 0
    assert days(db)[0] == f"{NOW + 5 * DAY - 180 * DAY:%Y%m%d}"
    assert days(db)[-1] >= f"{NOW + 12 * DAY:%Y%m%d}"
    assert run(5 * DAY + timedelta(hours=1)) == NOTHING
    assert (run(9 * DAY)["keys"], db.execute("select from scan_keys").fetchall()) == (1, [])
    assert db.execute("select count(*) from scans where device_id is not null").fetchone() == (1,)


def test_the_setting_says_how_long_scans_are_kept(db: Connection, stall: Stall) -> None:
    db.execute("select app.make_scan_partitions(%s, 60)", ((NOW - 59 * DAY).date(),))
    assert run()["partitions_dropped"] == 0
    db.execute("insert into admin_settings (key, value) values ('scan_retention_days', '30')")
    assert run(timedelta(hours=1))["partitions_dropped"] == 29
    assert days(db)[0] == f"{NOW - 30 * DAY:%Y%m%d}"


def test_a_browser_is_forgotten_a_month_after_its_cookie(db: Connection, stall: Stall) -> None:
    device = uuid4()
    stall.record(device)
    ((ends,),) = db.execute("select cookie_ends_on from devices").fetchall()
    after = datetime(ends.year, ends.month, ends.day, tzinfo=UTC) - NOW
    assert run(after + 30 * DAY)["devices"] == 0
    assert run(after + 32 * DAY)["devices"] == 1
    assert db.execute("select device_id from scans").fetchall() == [(device,)]


def test_a_step_that_fails_keeps_no_other_and_the_run_is_repeated(
    db: Connection, stall: Stall, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> int:
        raise RuntimeError("the disk is full")

    make_scan(db, stall.code, lat=52.51628, lng=13.37774)
    with monkeypatch.context() as patched:
        patched.setitem(service.PURGES, "keys", Purge(timedelta(), fail))
        with pytest.raises(TablesNotCleared):
            run(31 * DAY)
    assert db.execute("select lat::text from scans").fetchall() == [("52.51600",)]
    assert run(31 * DAY)["coarse_places"] == 0
