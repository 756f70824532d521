"""The money of one brand and one creator as a state machine: real use cases, and a model in plain integers."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from common.adapters.payments import stub_accounts
from common.adapters.payments.choice import payment_adapter
from common.adapters.payments.stub import StubPaymentAdapter
from common.adapters.payments.stub_store import select_bodies
from payments.events.service import handle_due_events
from payments.payouts.service import run_payouts, send_payouts
from payments.withdrawals.service import finish_withdrawals
from tests.conftest import Database
from tests.factories.ledger import account, balance
from tests.factories.money import Deal, make_deal, make_submission
from tests.factories.payments import allow_withdrawals, deliver, deposit, edge, request, stub_events
from tests.factories.payouts import account_of, connect
from tests.integration.payments.dying_workers import worker_dies

AMOUNTS = st.integers(100, 90_000).filter(lambda amount: amount % 1000 < 900)
LATER = datetime.now(UTC) + timedelta(days=30)
MINIMUM = 1_000
CRASHES = st.sampled_from(["none", "before", "after"])


class Money(RuleBasedStateMachine):
    """One brand, one campaign, one creator, and everything that can happen to their money."""

    database: Database

    def __init__(self) -> None:
        super().__init__()
        self.available = self.reserved = self.payable = self.revenue = 0
        self.unpaid: list[tuple[str, int]] = []
        self.earned: list[list[Any]] = []

    @initialize()
    def people(self) -> None:
        with self.database.connect() as db:
            allow_withdrawals(db)
            self.deal: Deal = make_deal(db, funds=0)
        request("POST", "/connect/onboarding", user=self.deal.creator, body={})
        request("GET", "/connect/status", user=self.deal.creator)

    @rule(amount=AMOUNTS)
    def begin_deposit(self, amount: int) -> None:
        self.unpaid.append((deposit(self.deal.owner, amount), amount))

    @rule(amount=AMOUNTS, crash=st.sampled_from(["before", "after"]))
    def begin_deposit_and_die(self, amount: int, crash: str) -> None:
        key = uuid4().hex
        with worker_dies("create_payment_intent", crash):
            edge("deposit-funds", user=self.deal.owner, amount=amount, key=key)
        answer = edge("deposit-funds", user=self.deal.owner, amount=amount, key=key)
        self.unpaid.append((answer.body["payment_intent_id"], amount))

    @precondition(lambda self: self.unpaid)
    @rule(how=st.sampled_from(["confirm", "webhook", "both", "at once"]), data=st.data())
    def pay_deposit(self, how: str, data: st.DataObject) -> None:
        intent, amount = self.unpaid.pop(data.draw(st.integers(0, len(self.unpaid) - 1)))
        StubPaymentAdapter().play_payer(intent)
        if how == "at once":
            self._credit_twice_at_once(intent, amount)
        if how in ("confirm", "both"):
            edge("confirm-deposit", user=self.deal.owner, payment_intent_id=intent)
        if how in ("webhook", "both"):
            self._deliver(data)
        self.available += amount

    @rule(data=st.data())
    def repeat_webhooks(self, data: st.DataObject) -> None:
        self._deliver(data)

    @rule(amount=AMOUNTS)
    def reserve(self, amount: int) -> None:
        if self._sql("select app.reserve_budget(%s, %s)", self.deal.participant, amount) is not None:
            assert amount <= self.available
            self.available -= amount
            self.reserved += amount
        else:
            assert amount > self.available

    @rule(amount=AMOUNTS)
    def spend(self, amount: int) -> None:
        with self.database.connect() as db:
            submission = make_submission(db, self.deal, "approved")
        earning = self._sql("select app.spend_budget(%s, %s)", submission, amount)
        assert (earning is not None) == (amount <= self.reserved)
        if earning is not None:
            fee = (amount * 1000 + 5000) // 10000
            self.reserved -= amount
            self.payable += amount - fee
            self.revenue += fee
            self.earned.append([earning, amount - fee, fee, 0, 0])

    @rule(amount=st.none() | AMOUNTS)
    def release(self, amount: int | None) -> None:
        freed = self._sql("select app.release_budget(%s, %s)", self.deal.participant, amount)
        assert freed == min(self.reserved, self.reserved if amount is None else amount)
        self.reserved -= freed
        self.available += freed

    @precondition(lambda self: self.earned)
    @rule(share=st.integers(1, 100), data=st.data())
    def claw_back(self, share: int, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from(self.earned))
        earning, net, fee, taken, fee_taken = one
        amount = max((net - taken) * share // 100, 1)
        made = self._sql("select app.claw_back(%s, %s, 'why')", earning, amount)
        assert (made is not None) == (taken + amount <= net)
        if made is not None:
            fee_part = fee * (taken + amount) // net - fee_taken
            one[3], one[4] = taken + amount, fee_taken + fee_part
            self.payable -= amount
            self.revenue -= fee_part
            self.available += amount + fee_part

    @rule(amount=AMOUNTS, crash=CRASHES)
    def withdraw(self, amount: int, crash: str) -> None:
        wallet = request("GET", "/wallets", user=self.deal.owner).body["data"][0]["id"]
        before = self._available()
        with worker_dies("create_refund", crash):
            request("POST", f"/wallets/{wallet}/withdrawals", user=self.deal.owner, body={"amount": amount})
        self._let_time_pass()
        finish_withdrawals()
        assert self._available() in (before, before - amount)
        self.available = self._available()

    @rule(crash=CRASHES)
    def pay_out(self, crash: str) -> None:
        with worker_dies("create_transfer", crash):
            run_payouts(LATER)
        self._let_time_pass()
        send_payouts()
        if self.payable >= MINIMUM:
            self.payable = 0

    @precondition(lambda self: self.payable >= MINIMUM and self.payable % 1000 < 900)
    @rule(again=st.booleans())
    def pay_out_what_stripe_does_not_list(self, again: bool) -> None:
        """Given up, paid again or not, and found by its event after all."""
        with worker_dies("create_transfer", "after"):
            run_payouts(LATER)
        self._let_time_pass("25 hours")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(StubPaymentAdapter, "find_transfer", lambda *_: None)
            send_payouts()
        if again:
            run_payouts(LATER)
        for event in stub_events("transfer.created"):
            deliver(event)
        handle_due_events()
        self.payable = -self.payable if again else 0

    @rule(fail=st.sampled_from([stub_accounts.restrict_account, stub_accounts.close_account]))
    def fail_to_pay(self, fail: Callable[[str], object]) -> None:
        """The payee cannot be paid, and then does what Stripe asks for."""
        fail(account_of(self.deal.creator))
        run_payouts(LATER)
        connect(self.deal.creator)

    @invariant()
    def books_agree(self) -> None:
        if not hasattr(self, "deal"):
            return
        deal = self.deal
        with self.database.connect() as db:
            assert {
                "available": balance(db, account(db, "brand_available", brand_id=deal.brand)),
                "reserved": balance(
                    db, account(db, "campaign_reserved", brand_id=deal.brand, campaign_id=deal.campaign)
                ),
                "payable": balance(db, account(db, "creator_payable", user_id=deal.creator)),
                "transit": balance(db, account(db, "payout_in_transit", user_id=deal.creator)),
                "revenue": balance(db, account(db, "platform_revenue")),
                "stripe": -balance(db, account(db, "stripe_clearing")),
            } == {
                "available": self.available, "reserved": self.reserved, "payable": self.payable, "transit": 0,
                "revenue": self.revenue,
                "stripe": self.available + self.reserved + self.payable + self.revenue,
            }  # fmt: skip
            assert self._at_stripe() == self.available + self.reserved + self.payable + self.revenue
            found = db.execute(
                "select * from ledger.find_broken_books(1) union all select * from ledger.find_broken_transactions()"
                " union all select * from app.find_broken_money()"
            ).fetchall()
        assert found == []

    def _at_stripe(self) -> int:
        """What Stripe thinks that we have: paid in (and credited), less refunded, less transferred."""
        waiting = {intent for intent, _ in self.unpaid}
        paid = sum(
            intent["amount_received"]
            for intent in select_bodies("payment_intent", None, None)
            if intent["id"] not in waiting
        )
        refunded = sum(refund["amount"] for refund in select_bodies("refund", None, None))
        return int(paid - refunded - sum(t["amount"] for t in select_bodies("transfer", None, None)))

    def _available(self) -> int:
        with self.database.connect() as db:
            return balance(db, account(db, "brand_available", brand_id=self.deal.brand))

    def _deliver(self, data: st.DataObject) -> None:
        events = stub_events()
        if events:
            for event in data.draw(st.lists(st.sampled_from(events), max_size=4)) + events[-1:]:
                deliver(event)
        handle_due_events()

    def _credit_twice_at_once(self, intent_id: str, amount: int) -> None:
        intent = payment_adapter().get_payment_intent(intent_id)

        def credit(_: int) -> None:
            with self.database.connect() as db:
                db.execute(
                    "select app.credit_deposit(%s, %s, %s, 'usd', %s)",
                    (intent.deposit_id, intent.id, amount, intent.charge_id),
                )

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(credit, range(2)))

    def _let_time_pass(self, interval: str = "11 minutes") -> None:
        with self.database.connect() as db, db.transaction():
            db.execute("set local session_replication_role = replica")
            db.execute("update wallet_transactions set updated_at = updated_at - interval '10 minutes'"
                       " where status = 'pending' and transaction_type = 'withdrawal'")  # fmt: skip
            db.execute(
                "update payouts set last_attempt_at = last_attempt_at - %s::interval,"
                " first_attempt_at = first_attempt_at - %s::interval", (interval, interval)
            )  # fmt: skip

    def _sql(self, query: Any, *parameters: object) -> Any:
        """The function's answer, or None where it refused (by a rule of ours, never by a deadlock)."""
        with self.database.connect() as db:
            try:
                row = db.execute(query, parameters).fetchone()
            except psycopg.Error as error:
                if error.sqlstate not in ("IM001", "IM006", "IM007"):
                    raise
                return None
        return row[0] if row else None
