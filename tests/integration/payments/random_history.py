"""One random history, from its first deposit to books that must equal the model of Stripe's objects."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

from common.adapters.payments.port import PaymentRefused, PaymentUnclear
from common.adapters.payments.stub_store import select_bodies
from common.database import transaction
from payments.balance.service import read_movements, run_balance
from payments.connect.read import run_account_reading
from payments.deposits.cancel import cancel_abandoned_deposits
from payments.deposits.service import start_deposit
from payments.events.service import HANDLERS, handle_due_events, repair
from payments.payouts.service import send_payouts
from payments.reconciliation.service import BooksDoNotAgree, run_reconciliation
from payments.wallets.repository import list_wallets_of
from payments.withdrawals.service import finish_withdrawals
from tests.integration.payments.history_acts import ACTS
from tests.integration.payments.history_news import News
from tests.integration.payments.history_scene import Scene, now
from tests.integration.payments.stripe_model import at_stripe, expected_books
from tests.invariants import find_violations
from tests.typing import Connection

PURPOSES = {
    "payable": "payable", "in transit": "payout_in_transit", "refunds": "refunds",
    "revenue": "platform_revenue", "fees": "stripe_fees", "bank": "platform_bank",
}  # fmt: skip
"""The ledger's accounts beside wallets and clearing, by the name of the model."""


class History:
    """The history of these dice; `types` of events are mixed in."""

    def __init__(self, db: Connection, dice: random.Random, types: list[str]) -> None:
        self.scene = Scene(db, dice)
        self.news = News(self.scene, types)
        self.acts: list[str] = []

    def happen(self, steps: int) -> None:
        """So many acts, between which Stripe's word arrives; what the acts were stands in `acts`."""
        self.scene.set_up()
        choices: list[Callable[[Scene], None]] = list(ACTS)
        for _ in range(steps):
            act = self.scene.dice.choices(choices, list(ACTS.values()))[0]
            self.acts.append(act.__name__)
            act(self.scene)
            if self.scene.dice.random() < 0.8:
                self.news.arrive()
            if self.scene.dice.random() < 0.1:
                self.scene.book_late()

    def settle(self) -> None:
        """A day later: slow workers and clients come to an end, timers and the nightly jobs run, all of it twice."""
        self.news.tell_the_rest()
        while self.scene.slow:
            self.scene.book_late()
        for actor, begun in self.scene.unanswered:
            with suppress(PaymentRefused, PaymentUnclear):
                start_deposit(actor, begun)
        for intent in select_bodies("payment_intent", "status", "processing"):
            if intent["deposit_id"] in self.scene.asked.called_off:
                self.scene.stub.play_payer(intent["id"])
        for _ in range(2):
            self.scene.let_time_pass("25 hours")
            cancel_abandoned_deposits(now() + timedelta(minutes=5))
            repair(now() - timedelta(days=4))
            handle_due_events()
            finish_withdrawals()
            send_payouts()
            run_account_reading(now())
            read_movements(self.scene.stub)

    def prove(self) -> None:
        """The books equal the model, Stripe's balance equals both, and no proof of ours finds anything."""
        scene = self.scene
        booked, expected = _booked(scene), expected_books(scene.db, scene.asked)
        wrong = {name: (booked[name], expected[name]) for name in expected if booked[name] != expected[name]}
        assert not wrong, f"(booked, expected): {wrong}"
        balances = {one.currency: one.available for one in scene.stub.get_balances() if one.available}
        assert balances == at_stripe(scene.db, scene.asked), balances
        self._require_events_done()
        _let_days_pass(scene.db)  # what was on its way until now is no excuse any more
        run_balance()
        with suppress(BooksDoNotAgree):
            run_reconciliation(now())
        findings = scene.db.execute(
            "select findings from ledger.reconciliations order by id desc limit 1"
        ).fetchone()
        assert findings == ([],), findings
        violations = find_violations(scene.db)
        assert not violations, violations

    def _require_events_done(self) -> None:
        rows = self.scene.db.execute("select id, type, status from stripe_events").fetchall()
        assert {status for _, _, status in rows} <= {"processed", "ignored"}, rows
        for event_id, event_type, status in rows:
            if event_type not in HANDLERS or not self.news.noise.get(event_id, True):
                assert status == "ignored", (event_type, status)


def _booked(scene: Scene) -> dict[str, dict[Any, Any]]:
    """Every figure that is not zero: wallets as their owners see them, the rest as the ledger has it."""
    books: dict[str, dict[Any, Any]] = {"available": {}, "debt": {}, "reserved": {}, "pending": {}}
    for owner in {purse.owner: None for purse in scene.purses}:
        brand = next(purse.brand for purse in scene.purses if purse.owner == owner)
        with transaction(owner) as tx:
            wallets = list_wallets_of(tx, brand, None)
        for wallet in wallets:
            for name in ("available", "debt", "reserved", "pending"):
                if held := getattr(wallet, name):
                    books[name][brand, wallet.currency] = held
    held_by = scene.db.execute(
        "select case when purpose in ('creator_payable', 'agent_payable') then 'payable' else purpose end,"
        " coalesce(brand_id, user_id), currency, sum(balance)::bigint from ledger.account_balances"
        " where campaign_id is null group by 1, 2, 3 having sum(balance) <> 0"
    ).fetchall()
    for name, purpose in PURPOSES.items():
        books[name] = {
            (whose, currency) if whose else currency: held
            for p, whose, currency, held in held_by
            if p == purpose
        }
    books["clearing"] = {currency: -held for p, _, currency, held in held_by if p == "stripe_clearing"}
    disputes = scene.db.execute("select id, status, amount from disputes").fetchall()
    books["disputes"] = {dispute: (status, amount) for dispute, status, amount in disputes}
    return books


def _let_days_pass(db: Connection) -> None:
    with db.transaction():
        db.execute("set local session_replication_role = replica")
        db.execute("update wallet_transactions set completed_at = completed_at - interval '2 days'")
        db.execute("update payouts set updated_at = updated_at - interval '2 days'")
        db.execute("update stripe_balance_transactions set occurred_at = occurred_at - interval '2 days'")
