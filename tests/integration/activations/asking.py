"""The doors of activations without a server: what is asked over HTTP, and what time asks."""

from datetime import datetime
from typing import Any

from activations import api, schedule
from tests.factories.events import Answer, LambdaContext, call, http_event
from tests.logins import own_login


def ask(method: str, path: str, **event: Any) -> Answer:
    """Somebody with an account (`user`), or nobody."""
    return call(api.lambda_handler, http_event(method, path, **event))


def run(job: str, at: datetime) -> Any:
    """A job's counts of a time, by the login of its function; the same time delivered again does nothing."""
    event = {"job": job, "scheduled_time": at.isoformat()}
    with own_login(schedule.lambda_handler):
        result = schedule.lambda_handler(event, LambdaContext())
        assert schedule.lambda_handler(event, LambdaContext())["status"] == "done"
    return result["counts"]
