"""A creator who has earned something, and what became of it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from common.adapters.payments.stub_store import select_bodies
from common.identity import Actor
from payments.connect.service import connect_status, start_onboarding
from tests.factories.ledger import account, balance
from tests.factories.money import Deal, earn, make_deal
from tests.interleaving.acting import value
from tests.interleaving.exploring import Connection

LATER = datetime.now(UTC) + timedelta(days=30)


GROSS, NET = 10_000, 9_000


def make_earner(db: Connection, *, connected: bool = True) -> tuple[Deal, UUID]:
    """A creator with an earning past its hold, and an account at Stripe."""
    deal = make_deal(db)
    earning = earn(db, deal, GROSS)
    db.execute("update earnings set available_at = now() - interval '1 minute' where id = %s", (earning,))
    if connected:
        actor = Actor("user", deal.creator)
        start_onboarding(actor, "DE")
        connect_status(actor)
    return deal, earning


def make_payout(db: Connection) -> tuple[Deal, UUID]:
    """One that is written down and not sent."""
    deal, _ = make_earner(db)
    batch = value(db, "select app.prepare_payouts(now())")
    payout: UUID = value(
        db, "select id from payouts where batch_id = %s and creator_user_id = %s", batch, deal.creator
    )
    return deal, payout


def transfers_of(db: Connection, deal: Deal) -> list[int]:
    """What Stripe's stub sent to the creator's account."""
    return [transfer["amount"] for transfer in select_bodies("transfer", None, None)
            if transfer["destination"] == account_of(db, deal)]  # fmt: skip


def account_of(db: Connection, deal: Deal) -> str:
    return str(value(db, "select stripe_account_id from wallets where user_id = %s", deal.creator))


def payable(db: Connection, deal: Deal) -> int:
    return balance(db, account(db, "creator_payable", user_id=deal.creator))
