"""What agents give to people."""

from datetime import datetime
from uuid import UUID

from common.models.base import Output


class ReferralCode(Output):
    """A code of an agent, its short link, and a text to send along. Who signs up with it is brought by the agent."""

    id: UUID
    code: str
    label: str
    """For oneself; nobody else reads it."""
    campaign: str
    """What it belongs to, for oneself."""
    max_uses: int | None
    """How many people may use it; null: without end."""
    uses: int
    """How many people have used it."""
    disabled_at: datetime | None
    """Since when it is switched off: it brings nobody, and its link leads nowhere."""
    link: str
    """What people get: it leads to the site, which then knows who sent them."""
    share_text: str
    """What the agent may send to people, from an address of their own; we send it to nobody."""
    created_at: datetime
