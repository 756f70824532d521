"""Bodies of legal holds."""

from common.models.base import Input
from messaging.held_messages.models import DecisionReason


class LegalHold(Input):
    """Whether nothing of a conversation may go."""

    on: bool
    """true: neither age nor erasure takes anything away; false: both may again."""
    reason: DecisionReason
    """It is written into the audit log."""
