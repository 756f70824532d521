"""Bodies and answers of messages."""

from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from common.models.base import Input, Output
from common.models.conversations import Message
from common.models.texts import is_written

MOST_FILES = 5


class ConversationMessageDraft(Input):
    """What is to be sent: words, files, or both."""

    client_id: UUID
    """Of your choice, another one for each message: sent again, it is the same message."""
    body: Annotated[str, StringConstraints(max_length=10_000)] = ""
    attachment_ids: Annotated[list[UUID], Field(max_length=MOST_FILES, default_factory=list)]
    """Files that have arrived in this conversation and were not sent yet."""
    reply_to_seq: Annotated[int, Field(ge=1, lt=2**63)] | None = None
    """The number of the message that it answers."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.attachment_ids and not is_written(self.body):
            raise ValueError("must hold something that is seen, or a file")
        if len({*self.attachment_ids}) < len(self.attachment_ids):
            raise ValueError("must name each file once")
        return self


class MessageWarning(Output):
    """What the sender should know of a message, whatever became of it."""

    rule: str
    """The key of the rule."""
    sentence: str
    """What it says to whoever wrote it."""


class SendingStatus(StrEnum):
    """What became of a message."""

    SENT = "sent"
    HELD = "held"
    RELEASED = "released"
    REFUSED = "refused"


class HeldNotice(Output):
    """A message that waits until an administrator has seen it; it has no number yet."""

    id: UUID
    body: str
    status: SendingStatus
    warnings: list[str]
    """Keys of rules that only warn: they stay with it once it is released."""


class SentMessage(Output):
    """What became of a message."""

    status: SendingStatus
    message: Message | None
    """As everybody in the conversation sees it; null while it is held."""
    held: HeldNotice | None
    """What waits; null where it was sent."""
    warnings: list[MessageWarning]
