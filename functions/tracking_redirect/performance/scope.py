"""What a report is about: a campaign, or what one creator or one link has of it."""

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose figures: of the campaign, and of it those of a creator or a link where one is named."""

    campaign_id: UUID
    creator_user_id: UUID | None = None
    tracking_link_id: UUID | None = None

    def parameters(self) -> dict[str, Any]:
        """As parameters of a statement."""
        return asdict(self)
