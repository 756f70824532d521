"""Timer entry: what time does to referrals and to what they earn."""

from collections.abc import Callable
from typing import Any

from agents.agent_tiers.service import JOB as AGENT_TIERS
from agents.agent_tiers.service import run_tiers
from agents.commissions.service import JOB as COMMISSIONS_AVAILABLE
from agents.commissions.service import make_available
from agents.contact_imports.service import SWEEP as CONTACT_IMPORTS
from agents.contact_imports.service import run_sweep as sweep_contact_imports
from agents.contact_retention.service import JOB as CONTACTS
from agents.contact_retention.service import run_retention as clear_contacts
from agents.fraud_detection.service import DOMAINS as DISPOSABLE_DOMAINS
from agents.fraud_detection.service import RINGS as FRAUD_RINGS
from agents.fraud_detection.service import run_domains, run_rings
from agents.fraud_groups.service import JOB as FRAUD_QUEUE
from agents.fraud_groups.service import run_queue
from agents.leaderboard.service import JOB as AGENT_RANKINGS
from agents.leaderboard.service import run_rankings
from agents.performance.service import JOB as AGENT_METRICS
from agents.performance.service import run_metrics
from agents.referral_touches.service import JOB as REFERRAL_TOUCHES
from agents.referral_touches.service import maintain as maintain_referral_touches
from common.deadline import HasRemainingTime
from common.jobs import Counts, Occurrence, run_job

JOBS: dict[str, Callable[[Occurrence, HasRemainingTime], Counts]] = {
    COMMISSIONS_AVAILABLE: lambda run, _: make_available(run.as_of),
    AGENT_METRICS: lambda run, _: run_metrics(run.as_of),
    AGENT_RANKINGS: lambda run, _: run_rankings(run.as_of),
    AGENT_TIERS: lambda run, _: run_tiers(run.as_of),
    DISPOSABLE_DOMAINS: lambda _, __: run_domains(),
    FRAUD_QUEUE: lambda run, _: run_queue(run.as_of),
    FRAUD_RINGS: lambda run, _: run_rings(run.as_of),
    CONTACT_IMPORTS: lambda run, _: sweep_contact_imports(run.as_of),
    CONTACTS: lambda run, _: clear_contacts(run.as_of),
    REFERRAL_TOUCHES: lambda run, _: maintain_referral_touches(run.as_of),
}


def lambda_handler(event: dict[str, Any], context: HasRemainingTime) -> dict[str, Any]:
    """Run the occurrence that EventBridge Scheduler delivers; a second delivery does nothing."""
    occurrence = Occurrence.from_event(event)
    work = JOBS[occurrence.job]
    return run_job(occurrence, lambda run: work(run, context))
