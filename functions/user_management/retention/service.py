"""The daily clearing of tables that all capabilities share; what belongs to one capability, it clears itself."""

from datetime import datetime, timedelta

from common.exports import delete_expired_exports
from common.jobs import Counts
from common.retention import Purge, clear
from user_management.retention import repository

JOB = "retention"
KEPT = timedelta(days=30)
"""Longer than anything is sent again: a timer, a queue and a client that retries give up within days."""
CODES_KEPT = timedelta(days=2)
"""The code of a sign-up is good for one."""
ATTEMPTS_KEPT = timedelta(days=1)
"""A day without an attempt forgets those before."""
BATCH = 5_000
MOST_BATCHES = 100
"""Per table and run: what is left after half a million rows waits for the next night."""

PURGES = {
    "outbox": Purge(KEPT, repository.purge_outbox),
    "idempotency_keys": Purge(KEPT, repository.purge_idempotency_keys),
    "job_runs": Purge(KEPT, repository.purge_job_runs),
    "team_invitations": Purge(KEPT, repository.purge_team_invitations),
    "referral_intents": Purge(timedelta(), repository.purge_referral_intents),
    "exports": Purge(timedelta(), delete_expired_exports),
    "sent_codes": Purge(CODES_KEPT, repository.purge_sent_codes),
    "sign_in_tickets": Purge(timedelta(), repository.purge_sign_in_tickets),
    "sign_in_attempts": Purge(ATTEMPTS_KEPT, repository.purge_sign_in_attempts),
}
"""Of an invitation that has ended nobody needs the address: its limits count a day, and the audit log, which holds no
address, tells for ever who invited and who came. An export says itself when it ends, and its file goes with it."""


def run_retention(as_of: datetime) -> Counts:
    """Delete what is older than it may be. Counts: the rows that went, per table. Raises `TablesNotCleared`."""
    return clear(PURGES, as_of, batch=BATCH, most_batches=MOST_BATCHES)
