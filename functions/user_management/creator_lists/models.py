"""Bodies of lists of creators."""

from uuid import UUID

from common.models.base import Input
from common.models.lines import Line


class ListDraft(Input):
    """A new list, of the caller's only brand unless one is named."""

    brand_id: UUID | None = None
    name: Line


class ListPatch(Input):
    """Another name."""

    name: Line
