"""The timers as a Lambda knows them, and how a job is started between its times.

The map is no part of what is deployed; `make docs` writes its timers into `schedules.json`.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files

from common.errors import Unavailable
from common.settings import optional
from common.telemetry import logger


class JobNotStarted(Unavailable):
    """Lambda did not take the order: nothing runs, and the same request may be sent again."""

    code = "JOB_NOT_STARTED"
    sentence = "The job could not be started; try again."


@dataclass(frozen=True, slots=True)
class Timer:
    """A job, its five-field cron in UTC, and the function that does it, as the map names it."""

    job: str
    cron: str
    function: str

    def next_after(self, moment: datetime) -> datetime:
        """The first time strictly after `moment`, in UTC."""
        return self._iterate(moment, "get_next")

    def last_before(self, moment: datetime) -> datetime:
        """The last time strictly before `moment`, in UTC."""
        return self._iterate(moment, "get_prev")

    def _iterate(self, moment: datetime, step: str) -> datetime:
        from croniter import croniter  # 20 ms, and of a Lambda only administrators ask

        found: datetime = getattr(croniter(self.cron, moment.astimezone(UTC)), step)(datetime)
        return found


@lru_cache(maxsize=1)
def timers() -> dict[str, Timer]:
    """All timers of the map, by job."""
    text = files("common").joinpath("schedules.json").read_text(encoding="utf-8")
    return {one["job"]: Timer(**one) for one in json.loads(text)}


def start(timer: Timer, *, scheduled_at: datetime, as_of: datetime) -> None:
    """Order one run from Lambda, which goes on by itself and repeats it as a timer's. Raises `JobNotStarted`."""
    import boto3  # 150 ms: only here

    event = {"job": timer.job, "scheduled_time": scheduled_at.isoformat(), "as_of": as_of.isoformat()}
    prefix = optional("FUNCTION_NAME_PREFIX")
    name = f"{prefix}{timer.function}:live" if prefix else timer.function
    try:
        boto3.client("lambda").invoke(
            FunctionName=name, InvocationType="Event", Payload=json.dumps(event).encode()
        )
    except Exception as error:
        logger().error("job not started", extra={"job": timer.job}, exc_info=error)
        raise JobNotStarted from error
