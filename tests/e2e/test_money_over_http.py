"""A deposit, its statement and the nightly proof of the books, on the running system."""

from uuid import uuid4

from tests.e2e.conftest import RunningSystem

EDGE = "/functions/v1/payments"


def test_a_brand_deposits_reads_its_statement_and_the_books_are_proved(system: RunningSystem) -> None:
    brand = system.signed_in("brand@example.com")

    def available() -> int:
        answer = system.client.get(EDGE, params={"action": "get-wallet-balance"}, headers=brand)
        return int(next(b["available"] for b in answer.json()["balances"] if b["currency"] == "usd"))

    before = available()
    begun = system.client.post(
        EDGE,
        json={"action": "deposit-funds", "amount": 10_000},
        headers=brand | {"idempotency-key": uuid4().hex},
    )
    assert begun.status_code == 200, begun.text
    intent = begun.json()["payment_intent_id"]
    confirmed = system.client.post(
        EDGE, json={"action": "confirm-deposit", "payment_intent_id": intent}, headers=brand
    )
    assert confirmed.json()["status"] == "completed", confirmed.text
    assert available() == before + 10_000

    wallet = system.client.get("/api/v1/wallets", headers=brand).json()["data"][0]["id"]
    lines = system.client.get(f"/api/v1/wallets/{wallet}/statement.csv", headers=brand)
    assert intent not in lines.text  # Stripe's ids are not the accountant's business
    assert '"deposit","Deposit","","","100.00",' in lines.text

    proof = system.fire("payments-reconciliation", "2026-12-01T01:30:00Z")
    assert proof.status_code == 200, proof.text
    assert proof.json()["status"] == "succeeded", proof.text


def test_an_unsigned_webhook_is_refused_and_changes_nothing(system: RunningSystem) -> None:
    answer = system.client.post("/webhooks/stripe", json={"id": "evt_1", "type": "x", "data": {"object": {}}})
    assert (answer.status_code, answer.json()["code"]) == (400, "SIGNATURE_INVALID")
