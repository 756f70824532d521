"""Two deals between people whom agents brought, one of whom is creator and agent, and what can happen to the money."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from tests.database.sql_functions import call
from tests.factories.agents import make_agent
from tests.factories.deal_fees import make_referred, pay_deal
from tests.factories.deals import Market, act, findings, value
from tests.factories.fraud import RESOLVE, note
from tests.factories.money import connect_account
from tests.factories.people import make_user
from tests.factories.referrals import refer
from tests.typing import Connection

SCHEDULES = ("daily", "weekly", "monthly", "manual")
HELD_WITHOUT_REASON = (
    "select c.id, c.kind, c.status, c.amount from commissions as c where (c.status = 'held') <> case c.kind"
    " when 'reversal' then c.payout_id is null and exists ("
    "   select from commissions as o where o.id = c.reverses and o.status = 'held')"
    " else exists (select from commission_holds as h where h.commission_id = c.id and h.released_at is null) end"
)


class World:
    """What one history is made of; each act takes a number that chooses what it is about."""

    def __init__(self, db: Connection) -> None:
        self.db = db
        self.admin = make_user(db, "admin")
        one, two = make_agent(db), make_agent(db)
        first = make_referred(db, one, two)
        db.execute("insert into user_roles (user_id, role) values (%s, 'agent')", (first.creator,))
        second = make_referred(db, first.creator, one)
        third = make_referred(db, first.creator, first.creator)
        self.markets: list[Market] = [first, second, third]
        self.agents: list[UUID] = [one, two, first.creator]
        for place, person in enumerate((one, two, first.creator, second.creator, third.creator)):
            connect_account(db, person)
            db.execute(
                "update wallets set payout_schedule = %s where user_id = %s",
                (SCHEDULES[place % 3], person),
            )
        refer(db, two, make_user(db))

    def release(self, pick: int) -> None:
        """A deal is paid; its hold ends days before or after the others'."""
        escrow = pay_deal(self.db, self.markets[pick % 3], 1 + pick % 9_973)
        for table in ("earnings", "commissions"):
            self.db.execute(
                f"update {table} set available_at = available_at - %s * interval '1 day' where escrow_id = %s".encode(),
                (pick % 17, escrow),
            )

    def claw_back(self, pick: int) -> None:
        """A part of what is left of an earning goes back, at times all of it."""
        left = self.db.execute(
            "select e.id, e.amount + coalesce(sum(r.amount), 0)::bigint from earnings as e"
            " left join earnings as r on r.clawback_of = e.id where e.kind = 'earned' group by e.id"
            " having e.amount + coalesce(sum(r.amount), 0) > 0 order by e.id"
        ).fetchall()
        if left:
            earning, most = left[pick % len(left)]
            call(self.db, "app.claw_back", earning, most if pick % 3 == 0 else 1 + pick % most, "A test")

    def find_fraud(self, pick: int) -> None:
        """Something is found about an agent, a person or a deal."""
        escrow = value(self.db, "select max(id::text)::uuid from escrows where status = 'released'")
        rule, kind, subject = (
            ("velocity", "agent", self.agents[pick % 3]),
            ("ring", "agent", self.agents[pick % 3]),
            ("instant_deal", "escrow", escrow or uuid4()),
            ("velocity", "referral", self.markets[pick % 3].creator),
        )[pick % 4]
        note(self.db, rule, kind, subject, found=pick)

    def decide(self, pick: int) -> None:
        """A group is upheld or dismissed, at times with a ban."""
        if group := self._one("fraud_groups", "status = 'pending'", pick):
            act(self.db, self.admin, RESOLVE, group, ("upheld", "dismissed")[pick % 2], pick % 5 == 0)

    def mature(self, pick: int) -> None:
        """Some holds are over."""
        call(self.db, "app.mature_commissions", self._moment(pick))

    def prepare(self, pick: int) -> None:
        """A run, now or later, after which workers take what there is, or not yet."""
        call(self.db, "app.prepare_payouts", self._moment(pick))
        if pick % 3:
            self.db.execute("select app.claim_payouts(10, interval '0')")

    def withdraw(self, pick: int) -> None:
        """An agent is paid what is due, whatever the schedule."""
        batch = call(self.db, "app.prepare_payouts", "2000-01-01")
        over = value(
            self.db,
            "select app.make_payouts(%s, %s, %s, 'usd')",
            batch,
            self._moment(pick),
            self.agents[pick % 3],
        )
        call(self.db, "app.post_payouts", batch)
        assert over is not None

    def settle(self, pick: int) -> None:
        """A transfer was made, also of what we had given up."""
        given_up = "status in ('pending', 'manual_review') or (status = 'failed' and attempts > 0)"
        if payout := self._one("payouts", given_up, pick):
            call(self.db, "app.settle_payout", payout, f"tr_{payout}")

    def fail(self, pick: int) -> None:
        """No transfer was made."""
        if payout := self._one("payouts", "status in ('pending', 'manual_review')", pick):
            call(self.db, "app.fail_payout", payout, ("a fault of ours", "payee_barred")[pick % 2])

    def come_back(self, pick: int) -> None:
        """A transfer comes back, wholly or in part."""
        if payout := self._one("payouts", "status = 'paid' and reversed_amount < amount", pick):
            row = self.db.execute(
                "select amount, reversed_amount, stripe_transfer_id from payouts where id = %s", (payout,)
            ).fetchone()
            assert row is not None
            total = row[0] if pick % 3 == 0 else row[1] + 1 + pick % (row[0] - row[1])
            assert call(self.db, "app.return_transfer", row[2], total) == total - row[1]
            assert call(self.db, "app.return_transfer", row[2], total) == 0

    def change_agent(self, pick: int) -> None:
        """An agent is banned, or not any more, or has another share."""
        self.db.execute(
            "update agent_profiles set status = %s, status_reason = 'Why', share_override_bp = %s where user_id = %s",
            (
                ("banned", "active", "paused", "active")[pick % 4],
                (None, 10_000, 3_333, 0)[pick % 4],
                self.agents[pick % 3],
            ),
        )

    def prove(self) -> None:
        """The books are whole, and what is held has a decision that it waits for."""
        assert findings(self.db) == []
        assert self.db.execute(HELD_WITHOUT_REASON).fetchall() == []
        assert call(self.db, "app.hold_what_was_missed") == 0

    def end(self) -> None:
        """Everything is decided and paid: nobody but a debtor is left, and no debtor but below zero."""
        while group := self._one("fraud_groups", "status = 'pending'", 0):
            act(self.db, self.admin, RESOLVE, group, "dismissed", False)
        self.db.execute("update agent_profiles set status = 'active', status_reason = ''")
        self.db.execute("update wallets set payout_schedule = 'daily' where user_id is not null")
        for status in ("manual_review", "pending"):
            while payout := self._one("payouts", f"status = '{status}'", 0):
                call(self.db, "app.settle_payout", payout, f"tr_{payout}")
        call(self.db, "app.prepare_payouts", "2999-01-01")
        while payout := self._one("payouts", "status = 'pending'", 0):
            call(self.db, "app.settle_payout", payout, f"tr_{payout}")
        self.prove()
        left = self.db.execute(
            "select user_id, sum(balance)::bigint from ledger.account_balances"
            " where purpose in ('agent_payable', 'creator_payable', 'payout_in_transit') group by user_id"
        ).fetchall()
        assert all(amount < value(self.db, "select app.payout_minimum('usd')") for _, amount in left)

    def _one(self, table: str, condition: str, pick: int) -> UUID | None:
        found = self.db.execute(f"select id from {table} where {condition} order by id".encode()).fetchall()
        return found[pick % len(found)][0] if found else None

    def _moment(self, pick: int) -> Any:
        return value(self.db, "select now() + make_interval(days => %s)", (0, 1, 8, 40)[pick % 4])


ACTS: tuple[Callable[[World, int], None], ...] = (
    World.release, World.release, World.claw_back, World.claw_back, World.find_fraud, World.decide, World.mature,
    World.prepare, World.prepare, World.withdraw, World.settle, World.settle, World.fail, World.come_back,
    World.change_agent,
)  # fmt: skip
