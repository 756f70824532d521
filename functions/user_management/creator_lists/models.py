"""Bodies of lists of creators."""

from uuid import UUID

from common.models.base import Input, left_out
from common.models.lines import Line


class ListDraft(Input):
    """A new list, of the caller's only brand unless one is named."""

    brand_id: UUID | None = None
    name: Line


class ListPatch(Input):
    """What to change; a field that is left out stays."""

    name: Line = left_out()
