"""The body that a retry stands for."""

from uuid import UUID

from common.models.base import Input


class Retry(Input):
    """Nothing but the delivery in the path; the request that an `Idempotency-Key` stands for."""

    delivery_id: UUID
