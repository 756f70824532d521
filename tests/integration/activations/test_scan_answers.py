"""What became of a scan in the queue: for the browser that made it, and nobody else."""

import time
from typing import Any
from uuid import UUID, uuid4

import pytest

from activations import api
from activations.device_cookies import DeviceCookie, first_cookie
from activations.scans.peak import scan_id_of
from tests.conftest import Database
from tests.database.scanning import Stall
from tests.factories.events import Answer, call, http_event


def ask(scan_id: object, cookie: DeviceCookie | None = None) -> Answer:
    """Ask for a scan, as a browser with that cookie does."""
    event = http_event("GET", f"/api/v1/qr/scans/{scan_id}")
    if cookie is not None:
        event["cookies"] = [f"__Host-device={cookie.value}"]
    return call(api.lambda_handler, event)


def scanned(stall: Stall, cookie: DeviceCookie, **said: Any) -> UUID:
    """A scan by the browser with that cookie."""
    device, key = cookie.device_at(stall.brand), uuid4()
    scan_id = scan_id_of(int(time.time()), key, device)
    stall.record(device, key, scan_id=str(scan_id), **said)
    return scan_id


def test_who_asks_hears_that_it_is_pending_and_then_the_verdict(database: Database) -> None:
    cookie, key = first_cookie(uuid4()), uuid4()
    with database.connect() as db:
        stall = Stall(db)
        device = cookie.device_at(stall.brand)
        scan_id = scan_id_of(int(time.time()), key, device)
        waits: dict[str, object] = {
            "scan_id": str(scan_id),
            "verdict": "pending",
            "reasons": [],
            "next": None,
            "retry_after": 2,
        }
        assert (ask(scan_id, cookie).body, ask(scan_id).body) == (waits, waits)
        stall.record(device, key, scan_id=str(scan_id))
    assert ask(scan_id, cookie).body == waits | {"verdict": "accepted", "retry_after": None}


def test_another_browser_finds_nothing_and_one_without_a_cookie_is_nobody(database: Database) -> None:
    cookie = first_cookie(uuid4())
    with database.connect() as db:
        scan_id = scanned(Stall(db), cookie)
    assert ask(scan_id, cookie).status == 200, "it is there"
    assert ask(scan_id, first_cookie(uuid4())).status == 404
    assert (ask(scan_id).status, ask(scan_id).body["code"]) == (401, "DEVICE_UNKNOWN")


def test_a_flagged_scan_is_told_without_reasons_and_a_refused_one_with_what_helps(database: Database) -> None:
    cookie = first_cookie(uuid4())
    with database.connect() as db:
        stall = Stall(db, landing_url="https://brand.example/thanks")
        flagged = scanned(stall, cookie, agent_class="program")
        refused = scanned(stall, cookie, agent_class="program", asn=16509)
        accepted = scanned(stall, cookie)
    heard = [ask(scan, cookie).body for scan in (flagged, refused, accepted)]
    assert [(one["verdict"], one["reasons"], one["next"]) for one in heard] == [
        ("flagged", [], "landing"), ("refused", ["try_again"], None), ("accepted", [], "landing"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "scan_id",
    [uuid4(), scan_id_of(int(time.time()) - 7_200, uuid4(), uuid4()), scan_id_of(2**33, uuid4(), uuid4())],
)
def test_what_no_door_made_a_moment_ago_is_not_pending(database: Database, scan_id: UUID) -> None:
    assert ask(scan_id, first_cookie(uuid4())).status == 404


def test_what_is_no_id_is_refused(database: Database) -> None:
    assert ask("x").status == 422
