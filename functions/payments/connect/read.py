"""What only a timer can tell: Stripe lists no events of accounts (v2) and of their payouts, so no repair finds them.

Accounts are read again, those first that were not read for longest; what is found is applied as the events would.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from common.adapters.payments.choice import payment_adapter, payments_mode
from common.adapters.payments.port import ConnectedAccount, PaymentAdapter, PaymentUnclear
from common.database import transaction
from common.deadline import Deadline
from common.identity import SERVICE
from common.jobs import Counts
from common.work import one_by_one, work_through
from payments.connect import repository
from payments.connect.repository import DueAccount
from payments.connect.service import ACCOUNT_UNKNOWN, apply_account, read_account

READ_EVERY = timedelta(days=1)
TRIED_AGAIN_AFTER = timedelta(hours=1)
"""An account whose reading failed."""
READ_AT_ONCE = 10
A_RUN_SECONDS = 120
"""Less than half of what the timer's function may take: the last account may need all of Stripe's time-outs."""
BANKS_CHANGE_THEIR_MIND = timedelta(days=14)
"""A payout that has arrived may come back for five working days."""
TOO_MANY = 3
Gone = list[tuple[DueAccount, ConnectedAccount]]


class AccountsUnknown(RuntimeError):
    """Stripe knows none of many accounts: more likely a key of ours is another platform's than all of them are gone."""


def run_account_reading(as_of: datetime) -> Counts:
    """Read accounts at Stripe that are due. Raises `AccountsUnknown`; nothing has been let go then."""
    if payments_mode()[0] == "off":
        return {}
    reader = _Reader(payment_adapter(), as_of)
    deadline = Deadline.in_seconds(A_RUN_SECONDS)
    counts = work_through(
        lambda tx: repository.claim_accounts(tx, READ_AT_ONCE, TRIED_AGAIN_AFTER),
        one_by_one(reader.read, reader.fail),
        has_time=lambda: reader.is_answered and not deadline.is_over,
    )
    _let_go(reader.gone, is_any_known=counts["read"] > 0)
    return {"read": 0, "gone": 0, "failed": 0} | counts


def _let_go(gone: Gone, *, is_any_known: bool) -> None:
    unknown = [due for due, account in gone if due.is_open and account.blocked_reason == ACCOUNT_UNKNOWN]
    if len(unknown) >= TOO_MANY and not is_any_known:
        with transaction(SERVICE) as tx:
            # At once again, so that the repeat of this run fails, too, and the alarm is raised.
            for due in unknown:
                repository.finish_reading(tx, due.id, again_after=timedelta())
        raise AccountsUnknown(f"{len(unknown)} accounts, and no other was read")
    for due, account in gone:
        with transaction(SERVICE) as tx:
            apply_account(tx, account)
            repository.finish_reading(tx, due.id, READ_EVERY)


@dataclass(slots=True)
class _Reader:
    """Reads one account after the other, and stops when Stripe does not answer."""

    adapter: PaymentAdapter
    as_of: datetime
    gone: Gone = field(default_factory=list)
    is_answered: bool = True

    def read(self, due: DueAccount) -> str:
        """Apply what Stripe says of an account and its payouts to a bank; one that is gone is kept for the end."""
        if not self.is_answered:
            raise PaymentUnclear
        account = read_account(self.adapter, due.stripe_account_id)
        if account.is_closed:
            self.gone.append((due, account))
            return "gone"
        since = max(due.created_at, self.as_of - BANKS_CHANGE_THEIR_MIND)
        payouts = self.adapter.list_bank_payouts(due.stripe_account_id, since)
        with transaction(SERVICE) as tx:
            apply_account(tx, account)
            for payout in payouts:
                repository.note_bank_payout(tx, payout)
            repository.finish_reading(tx, due.id, READ_EVERY)
        return "read"

    def fail(self, _due: DueAccount, error: Exception) -> str:
        """It is due again in a while."""
        self.is_answered = self.is_answered and not isinstance(error, PaymentUnclear)
        return "failed"
