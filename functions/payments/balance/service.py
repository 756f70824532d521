"""Use cases of our balance at Stripe. The ledger credits a payment's gross when it hears of it; what Stripe kept, and
what it sent to our own bank, is read here, so that the clearing account is what Stripe really holds.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from common.adapters.payments.choice import payment_adapter, payments_mode
from common.adapters.payments.port import PaymentAdapter
from common.database import transaction
from common.identity import SERVICE
from common.jobs import Counts
from payments.balance import repository

JOB = "payments-balance"
ASKED_AT_MOST = 3
"""Stripe's clock ticks in seconds: what moves in the one in which it was asked may stand on either side."""
READ_AT_ONCE = timedelta(days=1)
BOOKED_AT_ONCE = 500
BEFORE_STRIPE = datetime(2010, 1, 1, tzinfo=UTC)


class BalanceDoesNotAgree(RuntimeError):
    """Stripe holds more or less than our books say; `stripe_balances` has the figures."""


def run_balance() -> Counts:
    """Read what moved our balance, book what Stripe kept of it, and hold the rest beside the books.

    Raises `BalanceDoesNotAgree` after the comparison has been kept, `PaymentRefused`, `PaymentUnclear`.
    """
    if payments_mode()[0] == "off":
        return {}
    adapter = payment_adapter()
    booked = 0
    for _ in range(ASKED_AT_MOST):
        asked_at = datetime.now(UTC)
        balances = adapter.get_balances()
        booked += read_movements(adapter)
        with transaction(SERVICE) as tx:
            differences = repository.compare(tx, balances, asked_at)
        if not differences:
            return {"movements": booked, "currencies": len(balances)}
    raise BalanceDoesNotAgree(
        ", ".join(f"{difference:+d} {currency}" for currency, difference in sorted(differences.items()))
    )


def read_movements(adapter: PaymentAdapter) -> int:
    """Read and book whatever moved and is not known yet; how many those were.

    Raises `PaymentRefused`, `PaymentUnclear`.
    """
    booked = 0
    for since, until in _spans(datetime.now(UTC) + timedelta(seconds=1)):
        found = list(adapter.list_balance_transactions(since, until))[::-1]
        for start in range(0, len(found), BOOKED_AT_ONCE):
            # Oldest first: whoever is interrupted goes on there.
            with transaction(SERVICE) as tx:
                booked += repository.book(tx, found[start : start + BOOKED_AT_ONCE])
    return booked


def _spans(now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Days from what is known to now; the first time, all that was before our first wallet is one of them."""
    with transaction(SERVICE) as tx:
        since = repository.read_until(tx)
        began = repository.began_at(tx) or now
    if since is None:
        since = min(began, now)
        yield BEFORE_STRIPE, since
    while since < now:
        until = min(since + READ_AT_ONCE, now)
        yield since, until
        since = until
