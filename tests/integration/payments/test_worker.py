"""The worker of the queue of events: an outage postpones one event, and the others go on."""

from typing import Any
from uuid import UUID

import pytest

from common.adapters.payments.port import PaymentUnclear
from common.adapters.payments.stub import StubPaymentAdapter
from payments import worker
from tests.conftest import Database
from tests.factories.events import LambdaContext
from tests.factories.payments import (
    deliver,
    deposit,
    stub_events,
    wallet,
)

EVENT: dict[str, Any] = {
    "id": "evt_1", "type": "payment_intent.succeeded", "data": {"object": {"id": "pi_unknown"}}
}  # fmt: skip


def test_an_outage_postpones_an_event_and_the_others_go_on(
    database: Database, owner: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    intent = deposit(owner, 5_000)
    StubPaymentAdapter().play_payer(intent)
    deliver({**EVENT, "id": "evt_0", "type": "charge.dispute.created"})
    for event in stub_events():
        deliver(event)

    def times_out(_: object, dispute_id: str) -> None:
        raise PaymentUnclear

    monkeypatch.setattr(StubPaymentAdapter, "get_dispute", times_out)
    assert worker.lambda_handler({"Records": []}, LambdaContext()) == {"batchItemFailures": []}
    assert wallet(owner)["available"] == 5_000
    with database.connect() as db:
        row = db.execute(
            "select status, attempts, available_at > now(), error from stripe_events where id = 'evt_0'"
        ).fetchone()
    assert row is not None
    assert row[:3] == ("received", 1, True)
    assert "PaymentUnclear" in row[3]
