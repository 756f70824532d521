"""What a crash, a lost message or a lost answer left behind, picked up every few minutes."""

from datetime import datetime

from common.adapters.payments.choice import payments_mode
from common.database import transaction
from common.identity import SERVICE
from common.jobs import Counts
from payments.alerts.service import remind_of_evidence
from payments.earnings import repository as earnings
from payments.events.service import handle_due_events
from payments.payouts.service import send_payouts
from payments.withdrawals.service import finish_withdrawals

ANNOUNCED_AT_ONCE = 1_000


def run_sweep(as_of: datetime) -> Counts:
    """Announce earnings past their hold; remind of evidence; finish events, withdrawals and payouts left open.

    Raises `NotConfigured` where payments are switched off meanwhile.
    """
    with transaction(SERVICE) as tx:
        announced = earnings.announce_earnings(tx, as_of, ANNOUNCED_AT_ONCE)
    if payments_mode()[0] == "off":
        return {"announced": announced}
    events = handle_due_events()
    return {
        "announced": announced,
        "reminded": remind_of_evidence(as_of),
        **events,
        "withdrawals": finish_withdrawals(),
        "payouts": send_payouts(),
    }
