"""The nightly clearing of contacts: whom nobody invited in 90 days, whose last invite is 180 days old, loose files."""

from datetime import datetime, timedelta

from agents.contact_retention import repository
from agents.contact_uploads.service import delete_over
from common.jobs import Counts
from common.retention import Purge, clear

JOB = "contacts-retention"
BATCH = 500
MOST_BATCHES = 400
"""Per step and run: what is left waits for the next night."""
NOW = timedelta()
"""How long something is kept stands in its row."""


def run_retention(as_of: datetime) -> Counts:
    """Delete what may be kept no longer: `contacts`, and `uploads`, row and file.

    Raises `TablesNotCleared`: what went until then stays gone.
    """
    purges = {"contacts": Purge(NOW, repository.purge_contacts), "uploads": Purge(NOW, delete_over)}
    return clear(purges, as_of, batch=BATCH, most_batches=MOST_BATCHES)
