"""The proof of the books, which a forged entry turns red: by night, and when an administrator asks."""

from datetime import UTC, datetime
from unittest.mock import ANY
from uuid import UUID

import psycopg
import pytest

from common.adapters.payments.stub import StubPaymentAdapter
from payments import schedule
from payments.reconciliation.service import BooksDoNotAgree, run_reconciliation
from tests.conftest import Database
from tests.factories.events import LambdaContext
from tests.factories.money import make_deal
from tests.factories.payments import deposit, pay, request, stub_events, wallet
from tests.factories.people import make_user


def make_history(database: Database, owner: UUID) -> None:
    pay(owner, 10_000)
    pay(owner, 5_000)
    with database.connect() as db:
        deal = make_deal(db, funds=0, budget=60_000, owner=owner)
        db.execute("select app.reserve_budget(%s, 3000)", (deal.participant,))
    run_reconciliation(datetime.now(UTC))  # clean, or it would raise


TAMPERINGS = {
    "an amount": "update ledger.entries set amount = amount + 1, balance_after = balance_after + 1"
    " where ctid = (select ctid from ledger.entries where account_version = 1 limit 1)",
    "a missing entry": "delete from ledger.entries"
    " where ctid = (select ctid from ledger.entries order by created_at limit 1)",
    "a missing transaction": "delete from ledger.transactions where kind = 'reservation'",
    "a step of a chain": "update ledger.entries set balance_before = balance_before + 1,"
    " balance_after = balance_after + 1 where account_version = 1",
    "a cent moved between transactions": "update ledger.entries as e set"
    " amount = amount + case account_version when 1 then 1 else -1 end,"
    " balance_after = e.balance_after + (account_version = 1)::int,"
    " balance_before = e.balance_before + (account_version = 2)::int from ledger.accounts as a"
    " where a.id = e.account_id and a.purpose = 'stripe_clearing' and account_version <= 2",
    "a balance": "update ledger.accounts set balance = balance + 1 where purpose = 'brand_available'",
    "a cent that comes and goes": "update ledger.entries as e set"
    " balance_after = e.balance_after + (account_version = 1)::int,"
    " balance_before = e.balance_before + (account_version = 2)::int from ledger.accounts as a"
    " where a.id = e.account_id and a.purpose = 'stripe_clearing' and account_version <= 2",
    "an owner": "update ledger.accounts set owner_id = gen_random_uuid() where purpose = 'brand_available'",
    "a licence to go negative": "update ledger.accounts set may_go_negative = true where purpose = 'brand_available'",
    "a balance that is folded": "update ledger.accounts set folded_balance = balance, balance = 0"
    " where purpose = 'brand_available'",
    "a holding of what is folded": "update ledger.accounts set balance = 5, folded_balance = folded_balance - 5"
    " where purpose = 'stripe_clearing'",
    "a wallet's line": "update wallet_transactions set balance_effect = balance_effect - 1"
    " where transaction_type = 'deposit'",
    "a campaign's budget": "update campaigns set budget_reserved = budget_reserved - 1",
    "a lost reservation": "delete from campaign_budget_reservations",
}

# Where only one rule can see it.
EXACT_FINDINGS = {
    "a step of a chain": "each balance follows the one before",
    "a cent moved between transactions": "entries of a transaction sum to zero",
    "a missing transaction": "transaction and entries belong together",
    "a cent that comes and goes": "each entry leads from the balance before to the balance after",
    "an owner": "account is kept under its owner",
    "a licence to go negative": "purpose says what may go negative",
    "a balance that is folded": "only what may go negative is folded",
    "a holding of what is folded": "what is folded holds nothing else",
}


@pytest.mark.parametrize("what", sorted(TAMPERINGS))
def test_a_superuser_who_tampers_is_found_out_at_night(
    database: Database, owner: UUID, admin: UUID, what: str
) -> None:
    make_history(database, owner)
    with database.connect() as db, db.transaction():
        db.execute("set local session_replication_role = replica")  # no trigger stands in the way
        assert db.execute(TAMPERINGS[what]).rowcount >= 1
    event = {"job": "payments-reconciliation", "scheduled_time": "2026-12-01T01:30:00Z"}
    with pytest.raises(BooksDoNotAgree):
        schedule.lambda_handler(event, LambdaContext())
    report = request("GET", "/reconciliations", user=admin).body["data"][0]
    assert report["is_clean"] is False
    assert EXACT_FINDINGS.get(what, ANY) in [finding["check"] for finding in report["findings"]]
    with database.connect() as db:
        row = db.execute("select status from job_runs where job = 'payments-reconciliation'").fetchone()
    assert row == ("failed",)


def test_nobody_tampers_without_switching_the_triggers_off(database: Database, owner: UUID) -> None:
    make_history(database, owner)
    for name in ("an amount", "a missing entry"):
        with database.connect() as db, pytest.raises(psycopg.Error) as error:
            db.execute(TAMPERINGS[name])
        assert error.value.sqlstate == "IG001"


def test_the_night_fetches_missed_events_before_it_proves_the_books(database: Database, owner: UUID) -> None:
    StubPaymentAdapter().play_payer(deposit(owner, 5_000))
    assert stub_events("payment_intent.succeeded")
    event = {"job": "payments-reconciliation", "scheduled_time": datetime.now(UTC).isoformat()}
    counts = schedule.lambda_handler(event, LambdaContext())["counts"]
    assert counts["repaired_events"] == 1
    assert wallet(owner)["available"] == 5_000


def test_a_proof_asked_for_twice_with_one_key_is_one_report(database: Database) -> None:
    with database.connect() as db:
        admin = make_user(db, "admin")
    first, again = (request("POST", "/reconciliations", user=admin, key="tonight") for _ in range(2))
    assert first.body["id"] == again.body["id"]
    assert len(request("GET", "/reconciliations", user=admin).body["data"]) == 1


@pytest.mark.parametrize("role", ["brand", "creator"])
def test_only_administrators_prove_the_books(database: Database, role: str) -> None:
    with database.connect() as db:
        user = make_user(db, role)
    assert request("POST", "/reconciliations", user=user).status == 403
    assert request("GET", "/reconciliations", user=user).status == 403
