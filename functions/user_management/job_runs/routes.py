"""`/api/v1/system/job-runs`."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

from common.models.base import Page
from common.models.system import JobRun, JobRunStatus
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from user_management.app import app
from user_management.job_runs import service

TAGS = ["administration"]


@app.get("/api/v1/system/job-runs", tags=TAGS, responses=refuses(CursorInvalid))
def list_job_runs(
    job: Annotated[str | None, Query(max_length=100, description="Only runs of this job.")] = None,
    status: Annotated[JobRunStatus | None, Query(description="Only runs in this state.")] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[JobRun]:
    """List runs of the scheduled jobs

    For administrators, with what each did, or why it failed.
    """
    with app.read() as tx:
        return service.list_job_runs(tx, job=job, status=status, cursor=cursor, limit=limit)
