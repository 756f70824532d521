"""What a route takes from its limits: once per request, whatever becomes of it, and refused without a word of work."""

import time
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from campaign_lifecycle import api as campaigns
from common import database as runtime
from common import limits
from common.database import transaction
from common.errors.limits import RequestsLimited
from common.identity import Actor
from common.limits import RateClass, Take
from payments import api as payments
from tests.conftest import Database
from tests.factories.accounts import send
from tests.factories.events import Answer, call, http_event
from tests.factories.limits import limit
from tests.factories.people import brand_of

LIMITED = (429, "RATE_LIMITED")
BRANDS = "/api/v1/brands"


def count(database: Database, query: str) -> Any:
    with database.connect() as db:
        row = db.execute(query.encode()).fetchone()
    return row[0] if row else None


def told(answer: Answer) -> tuple[int, str | None]:
    return answer.status, answer.body.get("code") if isinstance(answer.body, dict) else None


def open_brand(user: UUID) -> Answer:
    return send("POST", BRANDS, user=user, body={"name": "One more"})


def test_what_is_too_much_is_429_and_says_when(database: Database, owner: UUID) -> None:
    limit(database, "create", 2)
    assert [open_brand(owner).status for _ in range(2)] == [201, 201]
    answer = open_brand(owner)
    assert told(answer) == LIMITED
    headers = {name.lower(): value for name, value in answer.headers.items()}
    assert headers["retry-after"] == "3600"
    assert answer.body["details"] == [
        {
            "limit_name": "create", "class": "create", "limit": 1, "tier": "authenticated",
            "retry_after_seconds": 3600,
        }
    ]  # fmt: skip
    assert count(database, "select count(*) from brand_profiles where name = 'One more'") == 2
    assert send("GET", BRANDS, user=owner).status == 200


def test_a_request_that_fails_has_taken(database: Database, owner: UUID) -> None:
    limit(database, "create", 2)
    event = http_event("POST", f"/api/v1/campaigns/{uuid4()}/deliverables", user=owner,
                       body={"deliverable_type": "tweet", "compensation_amount": 1})  # fmt: skip
    answers = [told(call(campaigns.lambda_handler, event)) for _ in range(3)]
    assert answers == [(404, "NOT_FOUND")] * 2 + [LIMITED]


def test_a_request_of_several_transactions_takes_once(database: Database, owner: UUID) -> None:
    """A deposit writes its intent, calls Stripe's stub and writes down what it said."""
    with database.connect() as db:
        brand = brand_of(db, owner)
    wallet = count(database, f"select id from wallets where brand_id = '{brand}'")
    event = http_event("POST", f"/api/v1/wallets/{wallet}/deposits", user=owner, body={"amount": 5_000})
    assert call(payments.lambda_handler, event).status == 201
    ahead = count(
        database,
        "select tat - (select created_at from rate_buckets as c where c.key = b.key) from rate_buckets as b"
        f" where key = 'create|person|u:{owner}'",
    )
    assert timedelta(seconds=2.5) <= ahead <= timedelta(seconds=3.1)  # one of 1,200 an hour


def test_only_a_request_takes(database: Database, owner: UUID) -> None:
    limit(database, "create", 1)
    assert open_brand(owner).status == 201
    with transaction(Actor("user", owner)) as tx:
        assert tx.fetch_value("select 1") == 1


def test_administrators_and_the_service_are_not_limited(database: Database, owner: UUID, admin: UUID) -> None:
    limit(database, "create", 1)
    assert [open_brand(admin).status for _ in range(3)] == [201] * 3
    assert [open_brand(owner).status for _ in range(2)] == [201, 429]


def test_a_refusal_holds_until_its_time_without_asking_again(
    database: Database, owner: UUID, rival: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit(database, "create", 1)
    limit(database, "mail", 1)
    open_brand(owner)
    assert told(open_brand(owner)) == LIMITED

    def unreachable() -> None:
        raise ConnectionAbortedError

    def asks(user: UUID) -> None:
        actor = Actor("user", user)
        with (
            pytest.raises(ConnectionAbortedError),
            limits.due(Take(actor, RateClass.CREATE)),
            transaction(actor),
        ):
            pass

    with monkeypatch.context() as patch:
        patch.setattr(runtime, "_live_connection", unreachable)
        assert told(open_brand(owner)) == LIMITED
        asks(rival)
        late = time.monotonic() + 3_601
        patch.setattr(time, "monotonic", lambda: late)
        asks(owner)


def test_memory_of_refusals_is_bounded(database: Database) -> None:
    limit(database, "sign_in", 1, "address")
    refused = RequestsLimited(details=[{"class": "sign_in", "retry_after_seconds": 60}])
    others = range(limits.MOST_REMEMBERED)
    limits._refused |= {(other,): limits._Refused(time.monotonic() + 60, refused) for other in others}
    actor = Actor("anon", address="203.0.113.9")
    for _ in range(2):
        with suppress(RequestsLimited), limits.due(Take(actor, RateClass.SIGN_IN)), transaction(actor):
            pass
    assert 0 < len(limits._refused) <= limits.MOST_REMEMBERED
    limits.forget()
