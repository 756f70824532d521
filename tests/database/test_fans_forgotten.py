"""Fans who want to be forgotten are, and are counted on; what time takes, it takes."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from tests.actors import acting_as
from tests.database.fanning import as_fan, ask_code, join, own_data, prove, ticket_of
from tests.database.scanning import INSIDE, Stall, place
from tests.database.sql_functions import call, refusal, rows
from tests.factories.activations import make_scan, make_scan_review
from tests.factories.people import make_erasure_request, make_member, make_user
from tests.factories.rewards import facts_of
from tests.typing import Connection

MAIL = "fan@example.com"
DAY = timedelta(days=1)
NOW = datetime.now(UTC)


@pytest.fixture
def stall(db: Connection) -> Stall:
    return Stall(db, limit_per_device_day=2)


def scanned(stall: Stall) -> UUID:
    """A browser that scanned once, with a place and a hash of its address."""
    return stall.scanned(position=place(INSIDE), visitor_hash=str(uuid4()), place_hash=str(uuid4()))


def forget(db: Connection, device: UUID) -> int:
    """How many scans are nobody's now."""
    with as_fan(db, device):
        cut: int = call(db, "app.forget_own_fan")
    return cut


def traces(db: Connection, *names: object) -> list[str]:
    """Tables that still hold one of the words, in whatever column; `scan_limits` is allowed to hold devices."""
    tables = db.execute(
        "select n.nspname || '.' || c.relname from pg_class as c join pg_namespace as n on n.oid = c.relnamespace"
        " where c.relkind in ('r', 'p') and not c.relispartition and n.nspname in ('public', 'auth')"
    ).fetchall()
    return sorted(
        table
        for (table,) in tables
        for name in names
        if db.execute(
            f"select from {table} as t where to_jsonb(t)::text like %s limit 1", (f"%{name}%",)
        ).fetchall()
    )


@pytest.mark.parametrize("is_known", [True, False], ids=["a fan", "a device alone"])
def test_who_is_forgotten_leaves_no_trace_but_a_count(db: Connection, stall: Stall, is_known: bool) -> None:
    device, other = scanned(stall), scanned(stall)
    flagged = make_scan_review(db, stall.code, device)
    fan = prove(db, device, MAIL) if is_known else uuid4()
    ask_code(db, device, MAIL)
    ticket_of(db, device)
    assert "public.devices" in traces(db, device)
    assert forget(db, device) == 2
    assert traces(db, MAIL) == []
    assert traces(db, fan) == []
    assert traces(db, device) == ["public.scan_limits"]
    cut = db.execute(
        "select fan_id, lat, lng, accuracy_m, distance_m, visitor_hash, place_hash from scans where device_id is null"
    ).fetchall()
    assert cut == [(None,) * 7] * 2
    assert db.execute("select status from scan_reviews where scan_id = %s", (flagged,)).fetchone() == (
        "open",
    )
    assert len(own_data(db, other)["scans"]) == 1
    with as_fan(db, device):
        assert refusal(db, "app.forget_own_fan").sqlstate == "IA036"


def test_forgetting_gives_no_second_try(db: Connection) -> None:
    stall = Stall(db, limit_per_device_day=1)
    device, key = uuid4(), uuid4()
    assert stall.record(device, key).says == "accepted"
    forget(db, device)
    assert stall.record(device).says == "already_counted"
    assert stall.record(device, key).says == "try_again", "whose ticket it was, is not known any more"

    stall = Stall(db, limit_per_fan_total=2)
    devices = [uuid4(), uuid4()]
    for device in devices:
        assert stall.record(device).says == "accepted"
        prove(db, device, MAIL)
    forget(db, devices[0])
    assert [stall.record(device).says for device in devices] == ["limit_reached"] * 2
    assert db.execute("select count(*) from fans").fetchone() == (0,)


def test_a_fan_goes_with_those_who_were_merged_into_them(db: Connection, stall: Stall) -> None:
    devices = [scanned(stall) for _ in range(3)]
    for name, device in zip("abc", devices, strict=True):
        prove(db, device, f"{name}@example.com")
    prove(db, devices[0], "b@example.com")
    prove(db, devices[1], "c@example.com")
    assert forget(db, devices[2]) == 3
    assert db.execute("select from fans").fetchall() == db.execute("select from devices").fetchall() == []


def test_administrators_of_the_brand_forget_fans_and_it_is_written_down(db: Connection, stall: Stall) -> None:
    device = scanned(stall)
    fan = prove(db, device, MAIL)
    manager, stranger = make_member(db, stall.brand, "campaign_manager"), make_user(db, "brand")
    for who, state in ((manager, "IM005"), (stranger, "IG003"), (make_user(db), "IG003")):
        with acting_as(db, who):
            assert refusal(db, "app.erase_fan", fan).sqlstate == state
            assert refusal(db, "app.erase_fan", None).sqlstate == "IG003"
    with acting_as(db, stall.owner):
        assert call(db, "app.erase_fan", fan) == 1
    logged = db.execute(
        "select user_id, resource_id, metadata ->> 'brand_id' from audit_logs where action = 'fans.erase'"
    ).fetchall()
    assert logged == [(stall.owner, str(fan), str(stall.brand))]
    with acting_as(db, stall.owner):
        assert refusal(db, "app.erase_fan", fan).sqlstate == "IG003"


def test_who_leaves_keeps_what_they_earned_and_nobody_earns_it_again(db: Connection, stall: Stall) -> None:
    device, person, rival = scanned(stall), make_user(db), make_user(db)
    fan = join(db, device, person)
    with acting_as(db, rival):
        assert refusal(db, "app.leave_fan", fan).sqlstate == "IG003"
    with acting_as(db, person):
        assert call(db, "app.leave_fan", fan) == 1
        assert rows(db, "app.list_fan_links") == []
    assert len(facts_of(db, person, "scan.accepted")) == 1
    assert stall.record(device).says == "accepted"
    join(db, device, rival)
    assert len(facts_of(db, rival, "scan.accepted")) == 1, "the scan of after, not that of before"


def test_an_erased_account_takes_its_fans_along_at_every_brand(db: Connection, stall: Stall) -> None:
    elsewhere, person = Stall(db), make_user(db)
    devices = [scanned(stall), scanned(elsewhere)]
    fans = [join(db, device, person) for device in devices]
    make_erasure_request(db, person)
    with acting_as(db, None):
        ((request,),) = db.execute("select id from erasure_requests").fetchall()
        assert call(db, "app.erase_user", request) == "done"
    ((receipt,),) = db.execute("select receipt from erasure_requests").fetchall()
    assert (receipt["fans"], receipt["scans"]) == (2, 2)
    assert traces(db, *fans) == []
    assert set(traces(db, *devices)) == {"public.scan_limits"}


def test_places_are_cut_in_batches_and_others_are_left(db: Connection, stall: Stall) -> None:
    db.execute("select app.make_scan_partitions(%s, 8)", ((NOW - 35 * DAY).date(),))
    old = [
        make_scan(db, stall.code, at=NOW - 31 * DAY, lat=52.51628, lng=-13.37774),
        make_scan(db, stall.code, at=NOW - 32 * DAY, lat=-0.00049, lng=179.99951),
        make_scan(db, stall.code, at=NOW - 32 * DAY, lat=52.516, lng=13.378),
        make_scan(db, stall.code, at=NOW - 32 * DAY),
    ]
    young = make_scan(db, stall.code, at=NOW - 29 * DAY, lat=52.51628, lng=13.37774)
    month_ago = NOW - 30 * DAY
    assert [call(db, "app.coarsen_scans", month_ago, 1) for _ in range(3)] == [1, 1, 0]
    places = dict(db.execute("select id, array[lat, lng]::text from scans").fetchall())
    assert [places[scan] for scan in old] == [
        "{52.51600,-13.37800}", "{0.00000,180.00000}", "{52.51600,13.37800}", "{NULL,NULL}",
    ]  # fmt: skip
    assert places[young] == "{52.51628,13.37774}"


def test_days_of_scans_go_as_a_whole_and_never_the_last_week(db: Connection) -> None:
    today = NOW.date()
    db.execute("select app.make_scan_partitions(%s, 30)", (today - 30 * DAY,))

    def days() -> list[date]:
        found = db.execute(
            "select relname from pg_class where relname ~ '^scans_[0-9]{8}$' order by 1"
        ).fetchall()
        return [datetime.strptime(name[6:], "%Y%m%d").replace(tzinfo=UTC).date() for (name,) in found]

    assert days()[0] == today - 30 * DAY
    assert call(db, "app.drop_scan_partitions", today - 20 * DAY) == 10
    assert days()[0] == today - 20 * DAY
    call(db, "app.drop_scan_partitions", today + 400 * DAY)
    assert days()[0] == today - 7 * DAY


def test_keys_codes_tickets_and_devices_go_when_their_time_is_over(db: Connection, stall: Stall) -> None:
    device, kept = scanned(stall), scanned(stall)
    fan = prove(db, device, MAIL)
    for one in (device, kept):
        ask_code(db, one, f"{one}@example.com")
        ticket_of(db, one)
    db.execute("update fan_codes set expires_at = now() - interval '2 days' where device_id = %s", (device,))
    db.execute(
        "update fan_link_tickets set expires_at = now() - interval '2 days' where device_id = %s", (device,)
    )
    db.execute("update scan_keys set at = now() - interval '8 days' where device_id = %s", (device,))
    yesterday, week = NOW - DAY, NOW - 7 * DAY
    assert [call(db, "app.purge_fan_codes", yesterday, 1) for _ in range(3)] == [1, 1, 0]
    assert [call(db, "app.purge_fan_link_tickets", yesterday, 1) for _ in range(2)] == [1, 0]
    assert [call(db, "app.purge_scan_keys", week, 1) for _ in range(2)] == [1, 0]
    db.execute("update devices set cookie_ends_on = current_date - 31 where id = %s", (device,))
    assert call(db, "app.purge_fans", NOW + DAY, 10) == 0
    assert [call(db, "app.purge_devices", NOW - 30 * DAY, 10) for _ in range(2)] == [1, 0]
    assert db.execute("select id from devices").fetchall() == [(kept,)]
    pseudonym = db.execute("select fan_id from scans where device_id = %s", (device,)).fetchall()
    assert pseudonym == [(fan,)], "until the scan goes itself"
    assert call(db, "app.purge_fans", NOW + DAY, 10) == 0
    db.execute("delete from scans")
    assert call(db, "app.purge_fans", NOW - DAY, 10) == 0
    assert [call(db, "app.purge_fans", NOW + DAY, 10) for _ in range(2)] == [1, 0]


def test_an_account_keeps_its_fan_and_counts_last_as_long_as_the_activation(
    db: Connection, stall: Stall
) -> None:
    device = scanned(stall)
    join(db, device, make_user(db))
    db.execute("delete from scans")
    db.execute("delete from devices")
    assert call(db, "app.purge_fans", NOW + DAY, 10) == 0
    assert call(db, "app.purge_scan_limits", NOW, 10) == 0
    db.execute(
        "update activations set starts_at = now() - interval '9 days', ends_at = now() - interval '8 days'"
    )
    assert [call(db, "app.purge_scan_limits", NOW - 7 * DAY, 10) for _ in range(2)] == [1, 0]


def test_the_check_finds_what_the_nights_have_left(db: Connection, stall: Stall) -> None:
    def overdue() -> dict[str, int]:
        return {rule: found for rule, found in rows(db, "app.check_privacy", NOW) if found}

    device = scanned(stall)
    ask_code(db, device, MAIL)
    ticket_of(db, device)
    assert overdue() == {}
    assert len(rows(db, "app.check_privacy", NOW)) == 6
    for days in (33, 183):
        db.execute("select app.make_scan_partitions(%s, 1)", ((NOW - days * DAY).date(),))
    make_scan(db, stall.code, at=NOW - 33 * DAY, lat=52.51628, lng=13.37774)
    make_scan(db, stall.code, at=NOW - 33 * DAY, lat=52.516, lng=13.378)
    db.execute("update scan_keys set at = now() - interval '10 days'")
    db.execute("update fan_codes set expires_at = now() - interval '4 days'")
    db.execute("update fan_link_tickets set expires_at = now() - interval '4 days'")
    db.execute("update devices set cookie_ends_on = current_date - 33")
    assert overdue() == {
        "exact_places": 1, "scans": 1, "scan_keys": 1, "fan_codes": 1, "fan_link_tickets": 1, "devices": 1,
    }  # fmt: skip
