"""What Resend tells us: signed, believed once, and only what concerns us."""

import time
from collections.abc import Callable
from uuid import UUID

import pytest
from psycopg.types.json import Jsonb

from common.webhooks import TOLERANCE_SECONDS
from notifications.delivery.signature import sign
from tests.conftest import Database
from tests.integration.notifications.resend_events import SECRET, deliver, event, stopped


@pytest.mark.parametrize(
    ("kind", "reason"), [("email.bounced", "bounced"), ("email.complained", "complained")]
)
def test_an_address_that_bounces_or_complains_is_stopped_once(
    database: Database, kind: str, reason: str
) -> None:
    payload = event(kind, ["Maria <Maria@Example.com>"])
    assert [deliver(payload).status, deliver(payload).status] == [200, 200]
    assert stopped(database) == [("maria@example.com", reason, "msg_1")]


def test_both_reasons_stand_beside_each_other(database: Database) -> None:
    for kind in ("email.bounced", "email.complained"):
        deliver(event(kind, ["a@example.com", "b@example.com", "a@example.com"]))
    assert [(email, reason) for email, reason, _ in stopped(database)] == [
        ("a@example.com", "bounced"), ("a@example.com", "complained"),
        ("b@example.com", "bounced"), ("b@example.com", "complained"),
    ]  # fmt: skip


def test_the_delivery_says_why_it_did_not_arrive(database: Database, user: UUID) -> None:
    with database.connect() as db:
        db.execute("select app.notify(%s, 'system', 'x', 'x', 'x', %s)", (user, Jsonb({})))
        db.execute("update notification_deliveries set status = 'sent', provider_id = 'e-1'")
        deliver(event())
        row = db.execute("select status, error from notification_deliveries").fetchone()
    assert row == ("sent", "bounced: No such mailbox.")


@pytest.mark.parametrize(
    "payload",
    [
        event("email.delivered"), event("email.opened"), event("email.sent"), event("contact.created"),
        event("something.new", to=None),
        event(bounce={"type": "Transient", "message": "full"}), event(bounce={"type": "Undetermined"}),
    ],
)  # fmt: skip
def test_what_does_not_concern_us_is_heard_and_ignored(database: Database, payload: bytes) -> None:
    answer = deliver(payload)
    assert (answer.status, answer.body) == (200, {"received": True})
    assert stopped(database) == []


def test_a_bounce_that_does_not_say_of_what_kind_is_permanent(database: Database) -> None:
    assert deliver(event(bounce=None)).status == 200
    assert len(stopped(database)) == 1


@pytest.mark.parametrize(
    "payload",
    [b"\xff\xfe", b"", b"[]", b"null", b"7", b"{}", b'{"type": "email.bounced"}', b"[" * 100_000,
     b'{"type": [], "data": {}}', b'{"type": "email.bounced", "data": "x"}'],
)  # fmt: skip
def test_what_is_no_event_is_refused_though_it_is_signed(database: Database, payload: bytes) -> None:
    answer = deliver(payload)
    assert (answer.status, answer.body["code"]) == (400, "BAD_REQUEST")
    assert stopped(database) == []


@pytest.mark.parametrize("to", [[], [""], ["nobody"], [None], [{"a": 1}], ["x" * 400 + "@example.com"]])
def test_what_is_no_address_stops_nobody(database: Database, to: object) -> None:
    assert deliver(event(to=to)).status == 200
    assert stopped(database) == []


def test_what_cannot_be_kept_is_left_out(database: Database) -> None:
    payload = event(to=["a\x00@example.com"], email_id="\ud800", bounce={"message": "\x00\ud800"})
    assert deliver(payload).status == 200
    assert [email for email, _, _ in stopped(database)] == ["a@example.com"]


@pytest.mark.parametrize("seconds", [-TOLERANCE_SECONDS - 5, TOLERANCE_SECONDS + 5], ids=["old", "future"])
def test_a_signature_of_another_time_is_refused(database: Database, seconds: int) -> None:
    answer = deliver(event(), at=time.time() + seconds)
    assert (answer.status, answer.body["code"]) == (400, "SIGNATURE_INVALID")
    assert stopped(database) == []


@pytest.mark.parametrize("seconds", [-TOLERANCE_SECONDS + 30, TOLERANCE_SECONDS - 30])
def test_a_clock_may_be_a_little_off(database: Database, seconds: int) -> None:
    assert deliver(event(), at=time.time() + seconds).status == 200


FORGERIES: dict[str, Callable[[dict[str, str]], dict[str, str]]] = {
    "none": lambda _: {},
    "other id": lambda signed: signed | {"svix-id": "msg_2"},
    "no id": lambda signed: signed | {"svix-id": ""},
    "other time": lambda signed: signed | {"svix-timestamp": str(int(signed["svix-timestamp"]) - 1)},
    "no number": lambda signed: signed | {"svix-timestamp": "now"},
    "superscript": lambda signed: signed | {"svix-timestamp": "²"},
    "endless": lambda signed: signed | {"svix-timestamp": "9" * 5_000},
    "no version": lambda signed: signed | {"svix-signature": signed["svix-signature"][3:]},
    "other version": lambda signed: signed | {"svix-signature": f"v2,{signed['svix-signature'][3:]}"},
    "empty": lambda signed: signed | {"svix-signature": "v1,"},
    "not ascii": lambda signed: signed | {"svix-signature": "v1,ä\udcff"},
    "other secret": lambda signed: sign(event(), "msg_1", int(signed["svix-timestamp"]), b"other"),
    "other body": lambda signed: sign(b"{}", "msg_1", int(signed["svix-timestamp"]), SECRET),
}


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES)
def test_a_forgery_is_refused(database: Database, forge: Callable[[dict[str, str]], dict[str, str]]) -> None:
    signed = sign(event(), "msg_1", int(time.time()), SECRET)
    assert deliver(event(), headers=signed).status == 200
    with database.connect() as db:
        db.execute("delete from notification_unsubscribes")
    answer = deliver(event(), headers=forge(signed))
    assert (answer.status, answer.body["code"]) == (400, "SIGNATURE_INVALID")
    assert stopped(database) == []


def test_one_good_signature_among_several_is_enough(database: Database) -> None:
    signed = sign(event(), "msg_1", int(time.time()), SECRET)
    others = f"v1,AAAA v1a,xx {signed['svix-signature']} nonsense"
    assert deliver(event(), headers=signed | {"svix-signature": others}).status == 200


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_!!!", " , "])
def test_without_a_secret_nothing_is_believed(
    database: Database, monkeypatch: pytest.MonkeyPatch, secret: str
) -> None:
    monkeypatch.setenv("RESEND_WEBHOOK_SECRET", secret)
    payload = event()
    answer = deliver(payload, headers=sign(payload, "msg_1", int(time.time()), b""))
    assert (answer.status, answer.body["code"]) == (503, "NOT_CONFIGURED")
    assert stopped(database) == []


def test_a_body_larger_than_any_event_is_refused(database: Database) -> None:
    assert deliver(b" " * 2_000_000).status == 413
