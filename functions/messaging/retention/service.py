"""The daily clearing of messages (decision 118): what nobody sent, what the erased wrote, what is over for long."""

from datetime import datetime, timedelta

from common.database import Transaction
from common.jobs import Counts
from common.retention import Purge, clear
from messaging.attachments import repository as attachments
from messaging.attachments.service import shelf, sweep
from messaging.retention import repository

JOB = "messages-retention"
BATCH = 500
MOST_BATCHES = 1_000
"""Per step and run: what is left after half a million rows waits for the next night."""
NOW = timedelta()
"""How long something is kept stands in the settings, and the statements ask for it."""


def run_retention(as_of: datetime) -> Counts:
    """Delete what may be kept no longer.

    Counts: `loose_files` that were not sent within a day, `erased_people` whom nothing kept any more, their
    `erased_files`, rows of `conversations` whose time is over (files, messages, themselves).

    Raises `TablesNotCleared`, `FileStoreUnavailable`: what went until then stays gone.
    """
    purges = {
        "erased_people": Purge(NOW, lambda tx, _, at_most: repository.forget_kept_messages(tx, at_most)),
        "erased_files": Purge(NOW, lambda tx, _, at_most: delete_erased_files(tx, at_most)),
        "conversations": Purge(NOW, delete_ended),
    }
    counts = clear(purges, as_of, batch=BATCH, most_batches=MOST_BATCHES)
    return {"loose_files": sweep(as_of)} | counts


def delete_erased_files(tx: Transaction, at_most: int) -> int:
    """Row and file of what erased people had uploaded; how many. Raises `FileStoreUnavailable`, before a commit."""
    erased = attachments.delete_erased(tx, at_most)
    shelf().delete_files(erased)
    return len(erased)


def delete_ended(tx: Transaction, as_of: datetime, at_most: int) -> int:
    """At most so many rows of conversations whose time is over, files first; how many.

    Fewer only where no such conversation is left: each is a row itself. Raises `FileStoreUnavailable`.
    """
    ended = repository.lock_ended_conversations(tx, as_of, at_most)
    files = attachments.delete_of_conversations(tx, ended, at_most)
    shelf().delete_files(files)
    if len(files) >= at_most:
        return len(files)
    return len(files) + repository.purge_conversations(tx, as_of, at_most - len(files))
