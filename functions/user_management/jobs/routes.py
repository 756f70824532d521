"""`/api/v1/system/jobs`: administrators only."""

from datetime import UTC, datetime
from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Path

from common.errors import NotFound
from common.errors.limits import RequestsLimited
from common.errors.operations import JobAheadOfTime, JobRunning
from common.idempotency import ONCE
from common.limits import RateClass
from common.refusals import refuses
from common.schedules import JobNotStarted, start
from user_management.app import app
from user_management.jobs import service
from user_management.jobs.models import JobOrder, Jobs, OrderedRun, RunOrder

TAGS = ["administration"]


@app.get("/api/v1/system/jobs", tags=TAGS, responses=refuses())
def list_jobs() -> Jobs:
    """List the timers of the system

    For administrators: how each job does, its last run, the time that it missed, and when it runs next. A job that
    never ran is listed, too.
    """
    with app.transaction() as tx:
        return service.list_jobs(tx, datetime.now(UTC))


@app.post(
    "/api/v1/system/jobs/<job>/runs",
    status_code=202,
    tags=TAGS,
    responses=refuses(RequestsLimited, NotFound, JobAheadOfTime, JobRunning, JobNotStarted, *ONCE),
)
@app.takes(RateClass.CREATE)
def start_job_run(job: Annotated[str, Path(pattern=r"^[a-z][a-z0-9-]{0,99}$")], body: RunOrder) -> OrderedRun:
    """Start a job between its times

    For administrators; the order stands in the audit log. The run is made by itself, as of now or of a time that is
    over, and leaves its row in `listJobRuns`. A job that runs already is refused; a repeated request orders the same
    run.
    """
    order = JobOrder(job=job, as_of=body.as_of)
    with app.transaction() as tx:
        ordered = app.once(tx, order, OrderedRun, lambda: service.order_run(tx, job, body.as_of))
    start(service.find(job), scheduled_at=ordered.scheduled_at, as_of=ordered.as_of)
    return ordered
