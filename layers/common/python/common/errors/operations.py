"""What the database refuses about jobs."""

from common.errors import Conflict, Unprocessable


class JobAheadOfTime(Unprocessable, sqlstate="IO110"):
    """What a job does as of the future, nobody can take back: campaigns end, payouts are due."""

    code = "JOB_AHEAD_OF_TIME"
    sentence = "A job runs as of now, or of a time that is over."


class JobRunning(Conflict, sqlstate="IO111"):
    """A job never runs beside itself; the details say since when it runs."""

    code = "JOB_RUNNING"
    sentence = "The job runs already; look again when it is over."
    retry_after_seconds = 60


class FailureFinal(Conflict, sqlstate="IO112"):
    """Account mail has lost the code that it carried: whoever waits for it asks for a new one."""

    code = "FAILURE_FINAL"
    sentence = "This cannot be tried again; put it away."
