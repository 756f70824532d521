"""Bodies and answers of brands."""

from uuid import UUID

from common.models.base import Output


class BrandOpened(Output):
    """A brand that the caller has opened."""

    id: UUID
