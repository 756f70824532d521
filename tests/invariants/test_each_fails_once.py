"""Each invariant holds of a database in which things happened, and sees the fault that is planted for it."""

import time
from typing import Any

import psycopg
import pytest

from common.database import transaction
from common.identity import Actor
from payments.deposits import repository as deposits
from payments.deposits.service import confirm_deposit, start_deposit
from payments.payouts.service import run_payouts
from tests.conftest import Database
from tests.factories.people import brand_of, make_user
from tests.interleaving.acting import value
from tests.interleaving.pairs.earner import LATER, make_earner
from tests.interleaving.pairs.scene import Scene
from tests.invariants import FILES, find_violations

Connection = psycopg.Connection[Any]

PLANTED: dict[str, str] = {
    "books_add_up": "update ledger.accounts set balance = balance + 1 where purpose = 'brand_available'",
    "money_agrees_with_the_books": "update earnings set amount = amount + 1, gross_amount = gross_amount + 1"
    " where status = 'pending'",
    "currencies_sum_to_zero": "update ledger.entries set amount = amount + 1 where amount > 0",
    "no_account_is_overdrawn": "update ledger.entries as e set amount = -1000000 from ledger.accounts as a"
    " where a.id = e.account_id and a.purpose = 'brand_available'",
    "debts_are_paid_first": "with owed as (insert into ledger.accounts (purpose, currency, brand_id, owner_id,"
    " may_go_negative) select 'disputes', currency, brand_id, owner_id, true from ledger.accounts"
    " where purpose = 'brand_available' and balance > 0 returning id)"
    " insert into ledger.entries (transaction_id, account_id, amount, currency)"
    " select gen_random_uuid(), id, -1, 'usd' from owed",
    "reserved_is_what_reservations_hold": "update campaign_budget_reservations set released = released + 1"
    " where amount > spent + released",
    "ended_campaigns_hold_nothing": "update campaigns set status = 'cancelled' where status = 'active'",
    "wallets_are_paid_through_their_account": "update connected_accounts set refusal = 'restricted'",
    "stripe_objects_are_booked_once": "delete from payment_stub_objects where kind = 'transfer'",
    "brands_with_something_have_somebody": "update brand_memberships set status = 'removed'",
    "outbox_is_worked_on": "update outbox set processed_at = null, available_at = now() - interval '1 hour'",
    "stripe_events_are_worked_on": "insert into stripe_events (id, source, type, payload, status)"
    " values ('evt_1', 'webhook', 'charge.refunded', '{}', 'failed')",
    "deposits_end": "insert into wallet_transactions (wallet_id, transaction_type, amount, currency, updated_at)"
    " select id, 'deposit', 500, currency, now() - interval '3 days' from wallets where brand_id is not null",
    "jobs_end": "insert into job_runs (job, scheduled_at, lease_expires_at)"
    " values ('payouts', now(), now() - interval '1 hour')",
    "causes_are_told_once": "insert into notifications (user_id, category, type, title, message, metadata)"
    " select user_id, category, type, title, message, metadata from notifications where type = 'payment_received'",
    "mails_are_one_per_delivery": "delete from outbox where topic = 'notification.email'",
    "digests_tell_their_reader": "update notification_deliveries as d set status = 'digested', told_by = (select c.id"
    " from notification_deliveries as c, notifications as o, notifications as n where o.id = c.notification_id"
    " and n.id = d.notification_id and o.user_id <> n.user_id limit 1)",
    "answers_belong_to_one_key": "insert into idempotency_keys (actor_id, route, key, request_hash, response_status,"
    " response_body) select gen_random_uuid(), 'POST /api/v1/brands', n::text, sha256('a'), 200,"
    ' \'{"id": "1"}\' from generate_series(1, 2) as n',
    "history_follows_the_machine": "insert into campaign_history (campaign_id, brand_id, from_status, to_status,"
    " reason) select id, brand_id, 'completed', 'draft', 'user' from campaigns",
    "privileged_writes_are_audited": "delete from audit_logs where resource_type = 'payouts'",
    "nothing_outgrows_its_answers": "insert into campaign_deliverables (campaign_id, brand_id, deliverable_type)"
    " select id, brand_id, 'tweet' from campaigns cross join generate_series(1, 100)",
    "clicks_are_counted_whole": "with counted as (insert into tracking_days (day, visits) values"
    " ((now() at time zone 'UTC')::date - 1, 0))"
    " insert into tracking_aggregates (campaign_id, brand_id, aggregate_date, total_clicks)"
    " select id, brand_id, (now() at time zone 'UTC')::date - 1, 7 from campaigns",
}


@pytest.fixture
def lived_in(database: Database) -> Database:
    """Somebody deposited, somebody takes part, somebody earned and was paid, and somebody clicked yesterday."""
    with database.connect() as db:
        owner = make_user(db, "brand")
        actor = Actor("user", owner)
        wallet = value(db, "select app.wallet_of(%s, null, 'usd')", brand_of(db, owner))
        with transaction(actor) as tx:
            deposit = deposits.begin_deposit(tx, wallet, 10_000)
        confirm_deposit(actor, start_deposit(actor, deposit).payment_intent_id)
        Scene(db, destination_url="https://shop.example.com/").submitted()
        make_earner(db)
        run_payouts(LATER)
        make_earner(db, connected=False)
        click_yesterday(db)
    return database


def click_yesterday(db: Connection) -> None:
    """One click on every link, a day old; the day is not aggregated."""
    db.execute("select app.make_tracking_partitions((now() - interval '2 days')::date, 3)")
    db.execute(
        "insert into tracking_events (tracking_link_id, campaign_id, brand_id, event_type, user_agent, created_at)"
        " select id, campaign_id, brand_id, 'click', 'tests/1.0', now() - interval '1 day' from tracking_links"
    )


def test_every_invariant_is_planted_or_has_a_test_of_its_own() -> None:
    assert set(FILES) == set(PLANTED) | {"no_session_idles_in_a_transaction"}


def test_all_hold_where_things_happened(lived_in: Database) -> None:
    with lived_in.connect() as db:
        assert find_violations(db) == {}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found(lived_in: Database, name: str) -> None:
    with lived_in.connect() as db:
        assert find_violations(db, name) == {}
        with db.transaction():
            db.execute("set local session_replication_role = replica")
            assert db.execute(PLANTED[name].encode()).rowcount > 0, "nothing was there to spoil"
        assert list(find_violations(db, name)) == [name]


def test_a_session_that_idles_in_a_transaction_is_found(lived_in: Database) -> None:
    with lived_in.connect() as db, lived_in.connect(autocommit=False) as idle:
        idle.execute("select 1")
        time.sleep(5.2)
        assert list(find_violations(db, "no_session_idles_in_a_transaction")) == [
            "no_session_idles_in_a_transaction"
        ]
