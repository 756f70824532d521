"""A scan counts once, and no limit is passed, whoever scans, judges a batch or joins an account at the same moment."""

import hashlib
import json
from typing import Any
from uuid import UUID, uuid4

from tests.database.scanning import Stall
from tests.factories.activations import make_device, make_fan
from tests.factories.people import make_user
from tests.factories.rows import insert_row
from tests.interleaving.acting import as_service, as_user, statement, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.scheduler import Call

SAYS = "coalesce(reasons[1], verdict)"


def _scan(stall: Stall, device: UUID, key: UUID | None = None, **said: Any) -> Call:
    """One scan as the door records it: what its visitor is told."""
    scan = json.dumps(stall.scan(device, key, **said))
    return as_service(statement(f"select {SAYS} from app.record_scan({{}}::jsonb)"), scan)


def _batch(stall: Stall, *scans: dict[str, Any]) -> Call:
    """A batch as the worker records it: what the first one's visitor is told."""
    told = f"select (array_agg({SAYS}))[1] from app.record_scans({{}}::jsonb)"
    return as_service(statement(told), json.dumps(scans))


def _require(stall: Stall, *, accepted: int, refused: int = 0) -> None:
    assert (stall.count("accepted"), stall.count("refused")) == (accepted, refused)
    days = value(
        stall.db, "select coalesce(sum(n), 0) from scan_limits where activation_id = %s and day > '-infinity'",
        stall.activation,
    )  # fmt: skip
    assert int(days) == accepted, "who is refused keeps the try"


def the_same_ticket_is_sent_twice(db: Connection) -> Calls:
    stall, device, key = Stall(db), uuid4(), uuid4()

    def check(outcomes: Outcomes) -> None:
        assert outcomes == ("accepted", "accepted")
        _require(stall, accepted=1)

    return Calls(_scan(stall, device, key), _scan(stall, device, key), check)


def a_ticket_is_sent_by_two_devices(db: Connection) -> Calls:
    stall, key = Stall(db), uuid4()

    def check(outcomes: Outcomes) -> None:
        assert set(outcomes) == {"accepted", "try_again"}
        _require(stall, accepted=1, refused=1)

    return Calls(_scan(stall, uuid4(), key), _scan(stall, uuid4(), key), check)


def a_device_scans_twice_where_once_is_all(db: Connection) -> Calls:
    stall, device = Stall(db, limit_per_device_day=1), uuid4()

    def check(outcomes: Outcomes) -> None:
        assert set(outcomes) == {"accepted", "already_counted"}
        _require(stall, accepted=1, refused=1)

    return Calls(_scan(stall, device), _scan(stall, device), check)


def two_devices_of_a_fan_take_the_last_of_the_total(db: Connection) -> Calls:
    stall = Stall(db, limit_per_fan_total=1)
    fan = make_fan(db, stall.brand)
    mine, other = make_device(db, stall.brand, fan), make_device(db, stall.brand, fan)

    def check(outcomes: Outcomes) -> None:
        assert set(outcomes) == {"accepted", "already_counted"}
        _require(stall, accepted=1, refused=1)

    return Calls(_scan(stall, mine), _scan(stall, other), check)


def the_last_of_a_quota_is_taken_by_two(db: Connection) -> Calls:
    stall = Stall(db, limit_total=1)
    stall.give_quota(0, 1)

    def check(outcomes: Outcomes) -> None:
        assert set(outcomes) == {"accepted", "limit_reached"}
        _require(stall, accepted=1, refused=1)

    return Calls(_scan(stall, uuid4()), _scan(stall, uuid4()), check)


def the_last_use_of_a_code_is_taken_by_two(db: Connection) -> Calls:
    stall = Stall(db, code={"max_uses": 1})

    def check(outcomes: Outcomes) -> None:
        assert set(outcomes) == {"accepted", "already_counted"}
        _require(stall, accepted=1, refused=1)
        assert value(db, "select used from activation_codes where id = %s", stall.code) == 1

    return Calls(_scan(stall, uuid4()), _scan(stall, uuid4()), check)


def a_step_of_a_rotating_code_is_used_twice(db: Connection) -> Calls:
    stall = Stall(db, code_mode="rotating")
    device = make_device(db, stall.brand)

    def check(outcomes: Outcomes) -> None:
        assert set(outcomes) == {"accepted", "already_counted"}
        _require(stall, accepted=1, refused=1)

    return Calls(_scan(stall, device, step=7), _scan(stall, device, step=7), check)


def a_batch_is_delivered_while_one_of_it_is_scanned_again(db: Connection) -> Calls:
    stall, device, key = Stall(db, limit_total=2), uuid4(), uuid4()
    stall.give_quota(1, 1)
    batch = _batch(stall, stall.scan(device, key), stall.scan(uuid4()))

    def check(outcomes: Outcomes) -> None:
        assert outcomes == ("accepted", "accepted")
        _require(stall, accepted=2)

    return Calls(batch, _scan(stall, device, key), check)


def two_batches_take_the_last_of_a_quota(db: Connection) -> Calls:
    stall, mine, other = Stall(db, limit_total=2), uuid4(), uuid4()
    stall.give_quota(1, 1)
    forth = _batch(stall, stall.scan(mine), stall.scan(other))
    back = _batch(stall, stall.scan(other), stall.scan(mine))

    def check(outcomes: Outcomes) -> None:
        assert set(outcomes) == {"accepted", "limit_reached"}
        _require(stall, accepted=2, refused=2)

    return Calls(forth, back, check)


def a_fan_joins_an_account_while_they_scan(db: Connection) -> Calls:
    """Told by the scan or by who joins: once, and never by neither."""
    stall, person = Stall(db), make_user(db)
    device = make_device(db, stall.brand)
    ticket = hashlib.sha256(device.bytes).digest()
    insert_row(
        db, "fan_link_tickets", {"ticket_hash": ticket, "brand_id": stall.brand, "device_id": device},
        returning="ticket_hash",
    )  # fmt: skip
    join = as_user(person, statement("select case when app.join_fan({}) is not null then 'ok' end"), ticket)

    def check(outcomes: Outcomes) -> None:
        assert outcomes == ("accepted", "ok")
        facts = "select count(*) from reward_facts where subject_user_id = %s and type = 'scan.accepted'"
        assert value(db, facts, person) == 1

    return Calls(_scan(stall, device), join, check)
