"""The monthly check (decision 141): what the nights should have taken is counted, written down and told."""

from datetime import datetime

from activations.privacy_check import repository
from common import metrics
from common.database import transaction
from common.identity import SERVICE
from common.jobs import Counts
from common.telemetry import logger

JOB = "privacy-check"


def run_check(as_of: datetime) -> Counts:
    """Count what is kept of fans longer than it may be, by rule. Raises no refusal: an alarm tells of what is found."""
    with transaction(SERVICE) as tx:
        found = {each.rule: each.overdue for each in repository.list_overdue(tx, as_of)}
        overdue = sum(found.values())
        repository.write_result(tx, JOB, "failed" if overdue else "ok", dict(found))
        metrics.gauge("privacy_overdue", overdue)
    if overdue:
        logger().error("data of fans is kept too long", extra={"found": found})
    return found
