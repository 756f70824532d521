"""Whatever happens to a program and to what it grants, and in whatever order: the books are whole after each step."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Database
from tests.database.rewards_money import (
    CLAIM,
    assert_books_agree,
    budget,
    make_budget,
    owed,
    payer_of,
    row,
)
from tests.database.sql_functions import call
from tests.factories.deals import act
from tests.factories.ledger import fund_brand
from tests.factories.money import connect_account
from tests.factories.people import make_user
from tests.factories.rewards import grant, make_program, make_trigger
from tests.typing import Connection

PRICE = 5_000
"""What a payout pays at least, and more."""
REWARD = {"kind": "money", "amount": PRICE, "currency": "eur"}


class Rewards:
    """A brand, three people who can be paid, and a program that may end and have a successor; a model beside it."""

    def __init__(self, db: Connection) -> None:
        self.db = db
        self.people = [make_user(db) for _ in range(3)]
        for person in self.people:
            connect_account(db, person)
        self.program = make_budget(db, 3 * PRICE)
        self.brand, self.owner = payer_of(db, self.program)
        self.trigger = make_trigger(db, self.program, reward=REWARD)
        fund_brand(db, self.brand, 1_000_000, currency="eur")

    def fund(self, pick: int) -> None:
        """More money, which grants first what failed; nothing where the program has ended."""
        amount = PRICE // 4 * (1 + pick % 20)
        self._ask(self.owner, "select app.fund_program(%s, %s)", self.program, amount)

    def grant(self, pick: int) -> None:
        grant(self.db, self.trigger, self.people[pick % 3], level=1 + pick % 7)

    def claim(self, pick: int) -> None:
        if award := self._award(pick):
            self._ask(award[1], CLAIM, award[0])

    def revoke(self, pick: int) -> None:
        if award := self._award(pick):
            self._ask(None, "select (app.revoke_award(%s, 'Why', now())).id", award[0])

    def expire(self, pick: int) -> None:
        self.db.execute("update reward_awards set claim_by = now() where id = any(%s)", (self._some(pick),))
        call(self.db, "app.expire_awards", datetime.now(UTC), 10)

    def pay(self, pick: int) -> None:
        """A run, of which the first payout is made, fails, or is made and comes back in part."""
        call(self.db, "app.prepare_payouts", datetime.now(UTC))
        for payout, amount in self.db.execute(
            "select id, amount from payouts where status = 'pending'"
        ).fetchall():
            if pick % 3 == 0:
                call(self.db, "app.fail_payout", payout, "The account is closed")
                continue
            call(self.db, "app.settle_payout", payout, f"tr_{payout.hex}")
            if pick % 3 == 1:
                call(self.db, "app.return_transfer", f"tr_{payout.hex}", amount // 2)

    def end(self, pick: int) -> None:
        """The program ends, and another one begins; or what is left of an ended one goes back."""
        for (ended,) in self.db.execute("select id from reward_programs where status = 'ended'").fetchall():
            call(self.db, "app.close_program", ended, datetime.now(UTC))
        if pick % 4 == 0 and self._ask(self.owner, "select app.end_program(%s)", self.program) is None:
            self.program = make_program(self.db, self.brand, currency="eur")
            self.trigger = make_trigger(self.db, self.program, reward=REWARD, key=f"k{uuid4().hex[:20]}")

    def prove(self) -> None:
        """The nightly proof finds nothing, no money came or went, and people are owed what they claimed."""
        assert_books_agree(self.db)
        spent, held = row(
            self.db, "select sum(budget_spent), sum(budget_total - budget_spent - budget_returned) from reward_programs"
            " where brand_id = %s", self.brand,
        )  # fmt: skip
        wallet = row(
            self.db, "select balance from ledger.account_balances"
            " where purpose = 'brand_available' and currency = 'eur' and brand_id = %s", self.brand,
        )[0]  # fmt: skip
        assert wallet + held + spent == 1_000_000 + 3 * PRICE
        claimed = row(self.db, "select coalesce(sum(amount), 0) from reward_awards where status = 'claimed'")[
            0
        ]
        paid = row(
            self.db, "select coalesce(sum(amount - reversed_amount), 0) from payouts"
            " where status in ('paid', 'pending')",
        )[0]  # fmt: skip
        assert sum(owed(self.db, person) for person in self.people) == claimed - paid
        assert budget(self.db, self.program)[3] >= 0

    def _award(self, pick: int) -> tuple[Any, ...] | None:
        found = self.db.execute("select id, user_id from reward_awards order by id").fetchall()
        return found[pick % len(found)] if found else None

    def _some(self, pick: int) -> list[UUID]:
        found = self.db.execute("select id from reward_awards order by id").fetchall()
        return [award for place, (award,) in enumerate(found) if (place + pick) % 3 == 0]

    def _ask(self, user: UUID | None, query: Any, *parameters: object) -> str | None:
        """What the database refuses in a story is part of it."""
        try:
            with self.db.transaction():
                act(self.db, user, query, *parameters)
        except psycopg.Error as error:
            return error.sqlstate
        return None


ACTS: list[Callable[[Rewards, int], None]] = [
    Rewards.fund, Rewards.grant, Rewards.grant, Rewards.grant, Rewards.claim, Rewards.claim, Rewards.revoke,
    Rewards.expire, Rewards.pay, Rewards.end,
]  # fmt: skip


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 9_999)), min_size=15, max_size=40))
def test_the_books_are_whole_after_each_step(
    database: Database, steps: list[tuple[Callable[[Rewards, int], None], int]]
) -> None:
    with database.connect() as db, db.transaction(force_rollback=True):
        world = Rewards(db)
        for step, pick in steps:
            step(world, pick)
            world.prove()


def test_a_story_with_everything_in_it(database: Database) -> None:
    """Each act does something: what the test above draws is not all refused."""
    with database.connect() as db, db.transaction(force_rollback=True):
        world = Rewards(db)
        story = [
            (Rewards.fund, 19), (Rewards.fund, 19), *[(Rewards.grant, pick) for pick in range(21)],
            *[(Rewards.claim, pick) for pick in range(12)], (Rewards.pay, 0), (Rewards.pay, 1), (Rewards.revoke, 0),
            (Rewards.revoke, 13), (Rewards.expire, 0), (Rewards.claim, 14), (Rewards.pay, 2), (Rewards.end, 0),
            (Rewards.revoke, 1), (Rewards.end, 1), (Rewards.fund, 1),
        ]  # fmt: skip
        for step, pick in story:
            step(world, pick)
            world.prove()
        found: dict[str, int] = dict(
            db.execute("select status, count(*) from reward_awards group by status").fetchall()
        )
        assert found.keys() >= {"claimed", "expired", "revoked"}
        paid: dict[str, int] = dict(
            db.execute("select status, count(*) from payouts group by status").fetchall()
        )
        assert paid.keys() == {"failed", "paid"}
