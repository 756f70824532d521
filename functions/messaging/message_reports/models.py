"""Bodies of reports."""

from typing import Annotated

from pydantic import StringConstraints

from common.models.base import Input
from common.models.moderation import ReportReason
from messaging.held_messages.models import DecisionReason


class ReportDraft(Input):
    """What is wrong with a message."""

    reason: ReportReason
    note: Annotated[str, StringConstraints(max_length=2_000)] = ""
    """More about it, for administrators."""


class Dismissal(Input):
    """Why nothing is wrong."""

    note: DecisionReason
    """For administrators."""


class Upholding(Input):
    """Why something is wrong, and what follows."""

    note: DecisionReason
    """For administrators; where the message is redacted, both sides read it as the reason."""
    redact: bool = False
    """Whether the text of the message is taken away."""
