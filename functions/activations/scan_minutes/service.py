"""Use cases of scans by the minute."""

from datetime import datetime, timedelta
from uuid import UUID

from activations.scan_minutes import repository
from activations.scan_minutes.models import ActivationLive, ScanCounts
from common.database import Transaction, transaction
from common.identity import SERVICE
from common.jobs import Counts

JOB = "scan-minutes"
AGAIN = timedelta(minutes=10)
"""What is counted anew each minute: scans of a queue are written a little later than they were taken."""
EACH_HOUR = timedelta(hours=26)
"""What is counted anew each hour, for a queue that stood still."""
LONGEST = timedelta(days=3)
"""However long the job stood still."""


def read_live(tx: Transaction, activation_id: UUID) -> ActivationLive:
    """All scans, and the last sixty minutes. Raises `NotFound`."""
    sums = repository.sum_minutes(tx, activation_id)
    return ActivationLive(
        activation_id=activation_id,
        totals=ScanCounts(accepted=sums.accepted, flagged=sums.flagged, refused=sums.refused),
        late=ScanCounts(accepted=sums.late_accepted, flagged=sums.late_flagged, refused=sums.late_refused),
        minutes=repository.list_minutes(tx, activation_id),
    )


def count_minutes(as_of: datetime) -> Counts:
    """Count the last ten minutes anew, and all since the last run that succeeded; at a full hour, a day."""
    with transaction(SERVICE) as tx:
        last = repository.last_run(tx, JOB)
        since = max(as_of - LONGEST, (min(last, as_of) if last else as_of - LONGEST) - AGAIN)
        if as_of.minute == 0:
            since = min(since, as_of - EACH_HOUR)
        return {"minutes": repository.count_minutes(tx, since, as_of)}
