"""What clients send of exports, and what a file consists of."""

from common.models.base import Input
from common.models.texts import Reason


class ConversationExport(Input):
    """Why an administrator takes a conversation along; it is audited."""

    reason: Reason
    """Why, for the audit log."""
