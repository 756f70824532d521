"""The body that a retry stands for."""

from common.models.base import Input


class Retry(Input):
    """Nothing but the event in the path; the request that an `Idempotency-Key` stands for."""

    event_id: str
