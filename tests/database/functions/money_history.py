"""Money that has been everywhere: what the proof of the books is tried on."""

from typing import LiteralString
from uuid import UUID

from tests.database.sql_functions import rows
from tests.factories.ledger import account
from tests.factories.ledger import post as entries
from tests.factories.money import Deal, earn, let_hold_pass, make_payout, make_submission
from tests.factories.wallets import BrandWallet, Deposit, make_brand_wallet, pay_deposit, withdraw
from tests.typing import Connection


def make_history(db: Connection, deal: Deal) -> BrandWallet:
    """Beside the deal, which has everything that a campaign can have, a brand whose payer disputed; its wallet.

    The deal: 1,000.00 in; 270.00 paid, of which 40.00 came back, and 310.00 on their way to the creator; 90.00 earned,
    of which 20.00 were taken back; 60.00 reserved, of which 10.00 were released. The other brand: 100.00 and 50.00 in,
    of which 40.00 are going back and 5.00 went; both deposits are disputed, so that 45.00 are missing; then 20.00 in.
    """
    paid = make_payout(db, deal, 30_000)
    db.execute("select app.settle_payout(%s, 'tr_1'), app.return_transfer('tr_1', 4000)", (paid,))
    make_payout(db, deal, 30_000)
    earning = earn(db, deal, 10_000)
    let_hold_pass(db, deal)
    db.execute("select app.claw_back(%s, 2000, 'Taken down')", (earning,))
    db.execute("select app.reserve_budget(%s, 6000)", (deal.participant,))
    db.execute("select app.release_budget(%s, 1000)", (deal.participant,))
    make_submission(db, deal)
    wallet = make_brand_wallet(db)
    first, second = pay_deposit(db, wallet), pay_deposit(db, wallet, 5_000)
    (going,) = withdraw(db, wallet, 4_000)
    (gone,) = withdraw(db, wallet, 500)
    db.execute("select app.settle_refund(%s, 're_1'), app.fail_refund(%s, 'lost')", (gone, going))
    withdraw(db, wallet, 4_000)
    take_back(db, first, "dp_1", 10_000)
    take_back(db, second, "dp_2", 5_000)
    pay_deposit(db, wallet, 2_000)
    return wallet


def take_back(db: Connection, deposit: Deposit, dispute: str, amount: int) -> None:
    """A payer's bank takes so many minor units of the deposit back."""
    db.execute(
        "select app.take_back(t, 'dispute', 'reservation', %s, %s) from wallet_transactions as t where t.id = %s",
        (dispute, amount, deposit.id),
    )


def credit_agent(db: Connection, agent: UUID, amount: int, line: int) -> None:
    """A fee's part for `agent`, with a line of their wallet that says `line`, in minor units."""
    posted = entries(
        db, (account(db, "platform_revenue"), -amount), (account(db, "agent_payable", user_id=agent), amount)
    )
    db.execute(
        "select app.record_wallet_transaction(app.wallet_of(null, %(agent)s, 'usd'), 'transfer', %(line)s, %(line)s,"
        " 'usd', 'commission:' || %(posted)s, %(posted)s, 'Commission')",
        {"agent": agent, "line": line, "posted": posted},
    )


def tamper(db: Connection, statement: LiteralString) -> int:
    """What a superuser does while no trigger stands in the way, rolled back with the test; how many rows it met."""
    db.execute("set local session_replication_role = replica")
    met = db.execute(statement).rowcount
    db.execute("set local session_replication_role = origin")
    return met


def found(db: Connection, proof: str) -> list[tuple[str, int, int]]:
    """Rule, expected and found of each finding of a part of the proof."""
    return [(rule, expected, amount) for rule, _, expected, amount in rows(db, proof)]


def post(from_: LiteralString, to: LiteralString, kind: LiteralString = "debt") -> LiteralString:
    """A post of one minor unit from one account to another (their conditions), which balances."""
    return (
        f"select ledger.post('{kind}', 'forged', array[f.id, t.id], array[-1, 1]) from"
        f" (select id from ledger.accounts where {from_} limit 1) as f,"
        f" (select id from ledger.accounts where {to} limit 1) as t"
    )


CLEARING: LiteralString = "purpose = 'stripe_clearing'"
