"""Webhooks: signed, and kept once, whatever they are about."""

import json
import time
from typing import Any

import pytest

from common.webhooks import MAXIMUM_EVENT_BYTES
from payments import webhook
from payments.events.service import handle_due_events
from payments.events.signature import sign
from tests.conftest import Database
from tests.factories.events import call, http_event
from tests.factories.payments import (
    WEBHOOK_SECRET,
    deliver,
)

EVENT: dict[str, Any] = {
    "id": "evt_1", "type": "payment_intent.succeeded", "data": {"object": {"id": "pi_unknown"}}
}  # fmt: skip


def send(payload: bytes, header: str | None) -> tuple[int, dict[str, Any]]:
    headers = {} if header is None else {"stripe-signature": header}
    event = http_event("POST", "/webhooks/stripe", raw_body=payload, headers=headers)
    answer = call(webhook.lambda_handler, event)
    return answer.status, answer.body


def stored(database: Database) -> list[tuple[str, str, int]]:
    with database.connect() as db:
        return db.execute("select id, status, attempts from stripe_events order by id").fetchall()


def now() -> int:
    return int(time.time())


@pytest.mark.parametrize("base64_body", [True, False])
def test_a_signed_event_is_kept_and_answered(database: Database, base64_body: bool) -> None:
    answer = deliver(EVENT, base64_body=base64_body)
    assert (answer.status, answer.body) == (200, {"received": True})
    assert stored(database) == [("evt_1", "received", 0)]


@pytest.mark.parametrize("secret", ["whsec_other", WEBHOOK_SECRET])
def test_both_secrets_count_during_a_roll(database: Database, secret: str) -> None:
    assert deliver(EVENT, secret=secret).status == 200


@pytest.mark.parametrize("age", [-301, 301, 86_400, -86_400])
def test_an_old_or_future_signature_is_refused(database: Database, age: int) -> None:
    answer = deliver(EVENT, at=now() - age)
    assert (answer.status, answer.body["code"]) == (400, "SIGNATURE_INVALID")
    assert stored(database) == []


@pytest.mark.parametrize(
    "header",
    [None, "", "t=,v1=", "garbage", "v1=abc", "t=1e9,v1=00", "t=٣,v1=00", "t={now}", "t={now},v1=é",
     "t={now},v0={good}", "t={now},t={now},v1={good}", "t={now},v1={wrong}", "t=9999999999999999999,v1={good}"],
)  # fmt: skip
def test_a_missing_or_wrong_signature_is_refused(database: Database, header: str | None) -> None:
    payload = json.dumps(EVENT).encode()
    moment = now()
    good = sign(payload, WEBHOOK_SECRET, moment).partition("v1=")[2]
    wrong = sign(payload, "whsec_wrong", moment).partition("v1=")[2]
    text = None if header is None else header.format(now=moment, good=good, wrong=wrong)
    status, body = send(payload, text)
    assert (status, body["code"]) == (400, "SIGNATURE_INVALID")
    assert stored(database) == []


def test_a_signature_covers_every_byte(database: Database) -> None:
    payload = json.dumps(EVENT).encode()
    header = sign(payload, WEBHOOK_SECRET, now())
    assert send(payload + b" ", header)[0] == 400
    assert send(payload, header)[0] == 200


@pytest.mark.parametrize(
    "payload",
    [b"", b"no json", b"[]", b"{}", b'{"id": "evt_1"}', b'{"id": "evt_1", "type": ["x"]}',
     b'{"id": {"id": "evt_1"}, "type": "x"}',
     b'{"id": "other", "type": "x", "data": {"object": {}}}', b"\xff\xfe",
     b'{"id": "evt_1", "type": "x", "data": {"object": {"id": "\\u0000"}}}',
     b'{"id": "evt_1", "type": "account.updated", "account": "\\ud800", "data": {"object": {"id": "po"}}}',
     b'{"id": "evt_1", "type": "x", "n": ' + b"9" * 5_000 + b"}",
     b'{"id": "evt_1", "type": "x", "n": ' + b"[" * 100_000,
     b'{"id": "evt_' + b"1" * 300 + b'", "type": "x"}', b'{"id": "evt_1", "type": "' + b"x" * 5_000 + b'"}',
     b'{"id": "evt_1", "type": "x", "n": 1e999, "data": {"object": {"id": "po"}}}'],
)  # fmt: skip
def test_a_signed_body_that_is_no_event_is_refused(database: Database, payload: bytes) -> None:
    assert send(payload, sign(payload, WEBHOOK_SECRET, now()))[0] == 400
    assert stored(database) == []


ACCOUNT = "v2.core.account[configuration.recipient].capability_status_updated"
THIN: dict[str, Any] = {"id": "evt_1", "object": "v2.core.event", "type": ACCOUNT,
                        "related_object": {"id": "acct_1", "type": "v2.core.account", "url": "/v2"}}  # fmt: skip


@pytest.mark.parametrize("more", [{}, {"data": None}, {"data": {}}, {"data": {"updated_capability": "x"}}])
def test_a_thin_event_is_kept_with_or_without_data(database: Database, more: dict[str, Any]) -> None:
    assert deliver({**THIN, **more}).status == 200
    assert about(database) == ("acct_1", None)


@pytest.mark.parametrize(
    ("odd", "kept"),
    [
        ({"account": {"id": "acct_1", "object": "account"}}, ("pi_unknown", "acct_1")),
        ({"account": 5}, ("pi_unknown", None)), ({"account": ["acct_1"]}, ("pi_unknown", None)),
        ({"account": "a" * 5_000}, ("pi_unknown", None)), ({"account": ""}, ("pi_unknown", None)),
        ({"data": {"object": 5}}, (None, None)), ({"data": "text"}, (None, None)),
        ({"data": {"object": {"id": {"id": "pi_1"}}}}, (None, None)),
        ({"data": {"object": {"id": 7}}}, (None, None)), ({"data": {"object": {"id": "p" * 5_000}}}, (None, None)),
        ({"data": {"object": {}}, "related_object": "acct_1"}, (None, None)),
        ({"data": {"object": {"id": "pi_1", "note": "x" * 500_000}}}, ("pi_1", None)),
        ({"data": {"object": {"id": "pi_1", "note": "\\u0000"}}}, ("pi_1", None)),
    ],
)  # fmt: skip
def test_an_event_of_an_odd_shape_is_kept(
    database: Database, odd: dict[str, Any], kept: tuple[str | None, str | None]
) -> None:
    assert deliver({**EVENT, **odd}).status == 200
    assert about(database) == kept
    assert handle_due_events()["postponed"] == 0


def about(database: Database) -> tuple[str | None, str | None]:
    """The object and the account of the one event that is kept."""
    with database.connect() as db:
        ((object_id, account_id),) = db.execute("select object_id, account_id from stripe_events").fetchall()
    return object_id, account_id


def test_a_body_that_is_not_base64_is_refused(database: Database) -> None:
    event = http_event("POST", "/webhooks/stripe", raw_body=b"{}") | {"body": "%%%"}
    assert call(webhook.lambda_handler, event).status == 400


def test_an_event_is_taken_at_the_size_that_stripe_sends_and_has_an_end(database: Database) -> None:
    """It is larger than a person's request may be: refused, it would come again for days and then be lost."""
    largest = {**EVENT, "type": "customer.created", "padding": "x" * 256 * 1024}
    assert deliver(largest).status == 200
    assert [row[0] for row in stored(database)] == ["evt_1"]
    answer = deliver({**EVENT, "id": "evt_2", "padding": "x" * MAXIMUM_EVENT_BYTES})
    assert (answer.status, answer.body["code"]) == (413, "PAYLOAD_TOO_LARGE")
    assert [row[0] for row in stored(database)] == ["evt_1"]


def test_without_a_secret_nothing_is_believed(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STRIPE_WEBHOOK_SECRET")
    answer = deliver(EVENT)
    assert (answer.status, answer.body["code"]) == (503, "NOT_CONFIGURED")


def test_an_unknown_type_is_kept_and_ignored(database: Database) -> None:
    assert deliver({**EVENT, "type": "customer.created"}).status == 200
    assert stored(database) == [("evt_1", "ignored", 0)]


def test_a_duplicate_is_kept_once(database: Database) -> None:
    for _ in range(3):
        assert deliver(EVENT).status == 200
    assert len(stored(database)) == 1


def test_a_character_of_two_halves_is_kept(database: Database) -> None:
    payload = b'{"id": "evt_1", "type": "x", "account": "\\ud83d\\ude00", "data": {"object": {"id": "po"}}}'
    assert send(payload, sign(payload, WEBHOOK_SECRET, now()))[0] == 200
    assert stored(database) == [("evt_1", "ignored", 0)]
