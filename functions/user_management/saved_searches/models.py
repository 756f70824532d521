"""Bodies of saved searches."""

from uuid import UUID

from common.models.base import Input, left_out
from common.models.lines import Line
from user_management.creator_directory.models import CreatorSearch


class SearchDraft(Input):
    """A search to keep, for the caller's only brand unless one is named.

    `filters` are the parameters of `GET /api/v1/creators`.
    """

    brand_id: UUID | None = None
    name: Line
    filters: CreatorSearch


class SearchPatch(Input):
    """What to change; filters are replaced as a whole."""

    name: Line = left_out()
    filters: CreatorSearch = left_out()
