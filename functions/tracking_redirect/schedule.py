"""Timer entry: chores of night and hour, exchange rates, new user agents, keys of hashes, and the mode `queue`."""

from typing import Any

from common import hash_keys
from common.jobs import Occurrence, run_job
from tracking_redirect.aggregation.classify import classify_new_agents
from tracking_redirect.aggregation.service import count_finished_hours, run_nightly
from tracking_redirect.exchange_rates import service as exchange_rates
from tracking_redirect.settings import records_by_queue

AGGREGATION = "tracking-aggregation"
HOURS = "tracking-hours"
USER_AGENTS = "tracking-user-agents"
HASH_KEYS = "tracking-hash-keys"


def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Run the occurrence that EventBridge Scheduler delivers; a second delivery does nothing."""
    occurrence = Occurrence.from_event(event)
    if occurrence.job == AGGREGATION:
        return run_job(occurrence, lambda run: run_nightly(run.as_of))
    if occurrence.job == HOURS:
        return run_job(occurrence, lambda run: count_finished_hours(run.as_of))
    if occurrence.job == USER_AGENTS:
        return run_job(occurrence, lambda run: classify_new_agents(run.as_of))
    if occurrence.job == exchange_rates.JOB:
        return run_job(occurrence, lambda run: exchange_rates.fetch_rates(run.as_of))
    if occurrence.job == HASH_KEYS:  # whatever the mode is: scans are hashed in both
        return run_job(occurrence, lambda run: {"hash_keys_made": hash_keys.rotate(run.as_of.date())})
    if not records_by_queue():
        return {"status": "not needed"}
    from tracking_redirect.visits.snapshot import copy_for_offline  # boto3: only in this mode

    return run_job(occurrence, lambda _run: copy_for_offline())
