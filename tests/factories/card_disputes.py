"""Milestones that cards pay for, what Stripe says about those cards, and time that passes."""

from datetime import timedelta
from itertools import count
from uuid import UUID

from tests.factories.deal_disputes import open_dispute
from tests.factories.deals import Market, act, act_row, approve, make_deal, reject, status_of, submit, value
from tests.factories.ledger import fund_brand
from tests.sessions import without_triggers
from tests.typing import Connection

NAMES = count(1)
MOVED = ("escrows", "deal_milestones", "deal_submissions", "deal_disputes", "disputes")
"""Tables whose moments deadlines are worked out from."""
HELD = ("locked", "work_in_progress", "work_submitted", "under_review", "rejected", "approved", "disputed")
"""Statuses in which money is held, in the order of the work."""
OPEN = "needs_response"
TOTAL = 11_000
"""What a deal of 100.00 costs with its fee, in minor units."""


def new_id(kind: str) -> str:
    """An id of Stripe's."""
    return f"{kind}_{next(NAMES)}"


def begin_card(db: Connection, market: Market, escrow: UUID) -> tuple[UUID, str]:
    """A card payment of a milestone that is under way: its deposit, and the payment intent."""
    deposit: UUID = act(db, market.owner, "select app.begin_card_payment(%s)", escrow)
    return deposit, new_id("pi")


def credit(db: Connection, deposit: UUID, intent: str) -> None:
    """Stripe says that a payment succeeded."""
    act(
        db, None, "select app.credit_deposit(t.id, %s, t.amount, t.currency, null) from wallet_transactions as t"
        " where t.id = %s", intent, deposit,
    )  # fmt: skip


def top_up(db: Connection, market: Market, amount: int = TOTAL) -> None:
    """The brand pays in so much more; nothing else has run since."""
    begin = "select app.begin_deposit(w.id, %s) from wallets as w where w.brand_id = %s"
    credit(db, act(db, market.owner, begin, amount, market.brand), new_id("pi"))


def settle(db: Connection) -> int:
    """What the worker does after each batch of events; how many escrows go on."""
    freed: int = act(db, None, "select app.settle_freezes(now(), 500)")
    act(db, None, "select app.settle_card_payments(now(), 500)")
    return freed


def pay_by_card(db: Connection, market: Market, escrow: UUID) -> str:
    """A milestone that waits for its payment is paid by card; the payment intent."""
    deposit, intent = begin_card(db, market, escrow)
    credit(db, deposit, intent)
    settle(db)
    return intent


def deal_by_card(
    db: Connection, market: Market, price: int = 10_000, terms: dict[str, object] | None = None
) -> tuple[UUID, str]:
    """A deal of one milestone, paid by card whatever the wallet holds: its escrow, and the payment intent."""
    escrow = make_deal(db, market, price, terms=terms)[0]
    if value(db, "select status from escrows where id = %s", escrow) == "locked":
        act(db, market.owner, "select app.cancel_escrow(%s)", escrow)
        first, escrow = make_deal(db, market, 1, price, terms=terms)
        approve(db, first, market.owner, submit(db, first, market.creator))
    return escrow, pay_by_card(db, market, escrow)


def bring_to(db: Connection, market: Market, escrow: UUID, status: str) -> None:
    """Held money whose work has come so far, by the steps of its people; to stay approved, it has to stay live."""
    if status == "locked":
        return
    act(db, market.creator, "select app.start_work(%s)", escrow)
    if status == "work_in_progress":
        return
    work = submit(db, escrow, market.creator)
    if status == "work_submitted":
        return
    act(db, market.owner, "select app.open_review(%s)", escrow)
    if status == "rejected":
        reject(db, escrow, market.owner, work)
    elif status in ("approved", "disputed"):
        approve(db, escrow, market.owner, work)
    if status == "disputed":
        open_dispute(db, escrow, market.owner, 0, "not_live")


def dispute(
    db: Connection, intent: str, status: str = OPEN, amount: int = 11_000, name: str | None = None
) -> str:
    """Stripe says how a dispute of a payment stands; its id."""
    name = name or new_id("dp")
    act(
        db,
        None,
        "select app.book_dispute(%s, %s, %s, %s, clock_timestamp())",
        intent,
        name,
        status,
        amount,
    )
    return name


def refund_at_stripe(db: Connection, intent: str, amount: int, name: str | None = None) -> None:
    """Somebody refunds a payment in Stripe's dashboard."""
    act(db, None, "select app.record_refund_at_stripe(%s, %s, %s)", intent, name or new_id("re"), amount)


def is_frozen(db: Connection, escrow: UUID) -> bool:
    """Whether something holds an escrow up."""
    found: bool = value(db, "select frozen_by is not null from escrows where id = %s", escrow)
    return found


def books(db: Connection, market: Market) -> tuple[int, int, int]:
    """Available, owed and held, in minor units."""
    found: tuple[int, int, int] = act_row(
        db,
        "select b.available, b.debt, b.held from wallets as w, app.wallet_balance(w.id) as b where w.brand_id = %s",
        market.brand,
    )
    return found


def deals(db: Connection, market: Market, number: int) -> list[UUID]:
    """Deals that the wallet has paid with all that it had, oldest first."""
    fund_brand(db, market.brand, number * TOTAL)
    return [make_deal(db, market)[0] for _ in range(number)]


def states(db: Connection, escrows: list[UUID]) -> list[str]:
    """The status of each, or that it is frozen."""
    return ["frozen" if is_frozen(db, one) else status_of(db, one) for one in escrows]


def let_time_pass(db: Connection, passed: timedelta, *tables: str) -> None:
    """All that has happened, happened so much earlier."""
    move(db, -passed, "true", *(tables or MOVED))


def move(db: Connection, by: timedelta, where: str, *tables: str) -> None:
    """Each moment of these rows is so much later."""
    with without_triggers(db) as free:
        for table in tables:
            columns = free.execute(
                "select attname, format_type(atttypid, null) from pg_attribute where attrelid = %s::regclass"
                " and attnum > 0 and format_type(atttypid, null) in ('timestamp with time zone', 'tstzmultirange')",
                (table,),
            ).fetchall()
            changes = ", ".join(
                f"{name} = {name} + %(by)s" if kind == "timestamp with time zone" else
                f"{name} = (select coalesce(range_agg(tstzrange(lower(r) + %(by)s, upper(r) + %(by)s)), '{{}}')"
                f" from unnest({name}) as r)"
                for name, kind in columns
            )  # fmt: skip
            free.execute(f"update {table} set {changes} where {where}".encode(), {"by": by})
