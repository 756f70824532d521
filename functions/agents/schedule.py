"""Timer entry: what time does to referrals and to what they earn."""

from collections.abc import Callable
from typing import Any

from agents.contact_imports.service import SWEEP as CONTACT_IMPORTS
from agents.contact_imports.service import run_sweep as sweep_contact_imports
from agents.contact_retention.service import JOB as CONTACTS
from agents.contact_retention.service import run_retention as clear_contacts
from agents.referral_touches.service import JOB as REFERRAL_TOUCHES
from agents.referral_touches.service import maintain as maintain_referral_touches
from common.deadline import HasRemainingTime
from common.jobs import Counts, Occurrence, run_job

JOBS: dict[str, Callable[[Occurrence, HasRemainingTime], Counts]] = {
    CONTACT_IMPORTS: lambda run, _: sweep_contact_imports(run.as_of),
    CONTACTS: lambda run, _: clear_contacts(run.as_of),
    REFERRAL_TOUCHES: lambda run, _: maintain_referral_touches(run.as_of),
}


def lambda_handler(event: dict[str, Any], context: HasRemainingTime) -> dict[str, Any]:
    """Run the occurrence that EventBridge Scheduler delivers; a second delivery does nothing."""
    occurrence = Occurrence.from_event(event)
    work = JOBS[occurrence.job]
    return run_job(occurrence, lambda run: work(run, context))
