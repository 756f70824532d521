"""What migrations repair in databases that lived with a bug: each is undone, the damage is done, and it runs again."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg

from common.adapters.payments.stub import StubPaymentAdapter
from database_migrations.runner import migrations_directory
from payments.events.service import work_through
from tests.conftest import Database
from tests.factories.payments import assert_books_are_clean, deliver, pay, request, stub_events


@contextmanager
def before(database: Database, *subjects: str) -> Iterator[None]:
    """The database as it was before these migrations, which come again at the end."""
    halves = [
        path.read_text(encoding="utf-8").split("-- migrate:down")
        for subject in subjects
        for path in migrations_directory().glob(f"*_{subject}.sql")
    ]
    assert len(halves) == len(subjects)
    with psycopg.connect(database.url("app_owner")) as owner:
        for _, down in reversed(halves):
            owner.execute(down.encode())
    yield
    for up, _ in halves:
        with psycopg.connect(database.url("app_owner")) as owner:
            owner.execute(up.encode())


def test_wallets_that_were_opened_after_connecting_get_the_account(database: Database, creator: UUID) -> None:
    request("POST", "/connect/onboarding", user=creator, body={})
    request("GET", "/connect/status", user=creator)
    with before(database, "accounts_in_every_currency"), database.connect() as db:
        db.execute("select app.wallet_of(null, %s, 'eur')", (creator,))
        accounts = (
            "select stripe_account_id, payouts_enabled from wallets where user_id = %s order by currency"
        )
        damaged = db.execute(accounts, (creator,)).fetchall()
    with database.connect() as db:
        repaired = db.execute(accounts, (creator,)).fetchall()
    assert damaged[0] == (None, False)
    assert repaired == [damaged[1], damaged[1]]


def test_deposits_that_had_forgotten_a_refund_remember_it(database: Database, owner: UUID) -> None:
    stub = StubPaymentAdapter()
    intent = pay(owner, 10_000)
    wallet = request("GET", "/wallets", user=owner).body["data"][0]["id"]
    request("POST", f"/wallets/{wallet}/withdrawals", user=owner, body={"amount": 6_000})
    refunded = "select refunded_amount from wallet_transactions where transaction_type = 'deposit'"
    with before(database, "counted_refunds", "failed_refunds_at_stripe"), database.connect() as db:
        stub.close_dispute(stub.open_dispute(intent, 10_000).id, "won")
        for event in stub_events("charge.dispute.created", "charge.dispute.closed"):
            deliver(event)
        work_through()
        assert db.execute(refunded).fetchall() == [(0,)]
    with database.connect() as db:
        assert db.execute(refunded).fetchall() == [(6_000,)]
    assert_books_are_clean(database)
