"""Bodies and answers of the inbox."""

import json
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from common.models.base import Input, Output
from common.models.lines import Line
from common.models.notifications import NotificationCategory
from common.models.texts import Written

LARGEST_METADATA_BYTES = 16_384


def _small(given: dict[str, Any]) -> dict[str, Any]:
    if len(json.dumps(given)) > LARGEST_METADATA_BYTES:
        raise ValueError(f"must not be larger than {LARGEST_METADATA_BYTES} bytes")
    return given


Metadata = Annotated[dict[str, Any], AfterValidator(_small)]
TypeName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.]{0,99}$")]
"""The event that a notification tells of: `payment.received`."""

BrandPermission = Literal["read", "campaign", "money", "members"]


class SendNotification(Input):
    """Edge action: tell one user, or each active member of a brand with `permission` (read, if not said).

    Service and administrators only.
    """

    action: Literal["send"]
    user_id: UUID | None = None
    """Whom to tell; else `brand_id` says."""
    brand_id: UUID | None = None
    """The brand whose members are told; else `user_id` says."""
    permission: BrandPermission | None = None
    """Which members: those who may do this; `read` without it."""
    category: NotificationCategory
    type: TypeName
    title: Line
    message: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5_000), Written]
    metadata: Metadata = Field(default_factory=dict)

    @model_validator(mode="after")
    def _names_one_receiver(self) -> Self:
        if (self.user_id is None) == (self.brand_id is None):
            raise ValueError("must name either user_id or brand_id")
        if self.permission is not None and self.brand_id is None:
            raise ValueError("permission goes with brand_id")
        return self


class MarkRead(Input):
    """Edge action: the caller has read this."""

    action: Literal["mark-read"]
    notification_id: UUID


class MarkAllRead(Input):
    """Edge action: the caller has read all that was there."""

    action: Literal["mark-all-read"]


class NotificationSent(Output):
    """How many people were told; the id of the notification where it went to one user."""

    notified: int
    """How many people were told."""
    notification_id: UUID | None
    """The notification; null where a brand was told."""


class MarkedRead(Output):
    """How many notifications were unread until now."""

    marked: int
    """How many were unread until now."""


class UnreadCount(Output):
    """How many notifications the caller has not read."""

    unread_count: int
    """How many are not read."""
