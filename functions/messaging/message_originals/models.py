"""Bodies of redactions."""

from common.models.base import Input
from messaging.held_messages.models import DecisionReason


class Redaction(Input):
    """Why a text is taken away."""

    reason: DecisionReason
    """Both sides read it, and the sender is told."""
