"""Statements asked for as files: by who may look into the wallet, of a span, once at a time."""

from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.accounts import send
from tests.factories.exports import EXPORTS
from tests.factories.payments import pay, request, wallet_id
from tests.factories.people import brand_of, make_member


def test_a_statement_is_asked_for_once_at_a_time_and_leaves_a_trace(database: Database, owner: UUID) -> None:
    path, span = f"/wallets/{wallet_id(owner)}/exports", {"since": "2026-01-01T00:00:00Z"}
    first = request("POST", path, user=owner, body=span, key="once")
    assert (first.status, first.body["kind"], first.body["status"]) == (202, "statement", "pending")
    assert (first.body["since"], first.body["until"]) == ("2026-01-01T00:00:00Z", None)
    assert request("POST", path, user=owner, body=span, key="once").body == first.body
    again = request("POST", path, user=owner, body={})
    assert (again.status, again.body["code"]) == (409, "EXPORT_PENDING")
    with database.connect() as db:
        logged = db.execute(
            "select user_id, resource_id from audit_logs where action = 'wallets.export'"
        ).fetchall()
    assert logged == [(owner, wallet_id(owner))]


@pytest.mark.parametrize(
    "span",
    [
        {"since": "2026-02-01T00:00:00Z", "until": "2026-02-01T00:00:00Z"},
        {"since": "2026-02-01T00:00:00Z", "until": "2026-01-01T00:00:00Z"},
        {"since": "2026-02-01T00:00:00"},
        {"until": "9999-12-31T23:59:59Z"},
        {"from": "2026-02-01T00:00:00Z"},
    ],
)
def test_a_span_that_is_none_is_refused(owner: UUID, span: dict[str, str]) -> None:
    answer = request("POST", f"/wallets/{wallet_id(owner)}/exports", user=owner, body=span)
    assert (answer.status, answer.body["code"]) == (422, "VALIDATION_FAILED")
    assert send("GET", EXPORTS, user=owner).body["data"] == []


def test_who_may_not_look_into_a_wallet_asks_for_nothing(
    database: Database, owner: UUID, creator: UUID, rival: UUID
) -> None:
    pay(owner, 10_000)
    path = f"/wallets/{wallet_id(owner)}/exports"
    with database.connect() as db:
        analyst = make_member(db, brand_of(db, owner), "analyst")
    for stranger in (creator, rival):
        assert request("POST", path, user=stranger, body={}).status == 404
    assert request("POST", path, user=analyst, body={}).status == 202
    assert request("POST", path, user=owner, body={}).status == 202, "each person has files of their own"
