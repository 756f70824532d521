"""Timer entry: sweeps, accounts, abandoned deposits, payouts; Stripe's balance, proof and clearing by night."""

from collections.abc import Callable
from typing import Any

from common.jobs import Counts, Occurrence, run_job
from payments.balance import service as balance
from payments.connect.read import run_account_reading
from payments.deposits import cancel
from payments.payouts.service import run_payouts
from payments.reconciliation.service import run_reconciliation
from payments.retention import service as retention
from payments.sweep.service import run_sweep

JOBS: dict[str, Callable[[Occurrence], Counts]] = {
    "payouts": lambda run: run_payouts(run.as_of),
    "payments-sweep": lambda run: run_sweep(run.as_of),
    "payments-accounts": lambda run: run_account_reading(run.as_of),
    "payments-reconciliation": lambda run: run_reconciliation(run.as_of),
    cancel.JOB: lambda run: cancel.cancel_abandoned_deposits(run.as_of),
    balance.JOB: lambda _run: balance.run_balance(),
    retention.JOB: lambda run: retention.run_retention(run.as_of),
}


def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Run the occurrence that EventBridge Scheduler delivers; a second delivery does nothing."""
    occurrence = Occurrence.from_event(event)
    return run_job(occurrence, JOBS[occurrence.job])
