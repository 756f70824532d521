"""Which recorder this stage uses (`RECORDER`)."""

from tracking_redirect.settings import records_by_queue
from tracking_redirect.visits.port import Recorder
from tracking_redirect.visits.postgres import PostgresRecorder


def recorder() -> Recorder:
    """Straight into PostgreSQL, unless the stage says `queue`."""
    if not records_by_queue():
        return PostgresRecorder()
    from tracking_redirect.visits.queue import QueueRecorder  # boto3: only in this mode

    return QueueRecorder()
