"""A person listens to one channel: their own, by its name of today."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from common.telemetry import logger
from messaging.subscriptions import repository

NAMESPACE = "users"
KEY = re.compile(r"[0-9A-Za-z]{22}", re.ASCII)


class SubscriptionRefused(Exception):
    """Not their channel, or not its name of today. The push service hands this sentence to the client."""

    def __init__(self) -> None:
        super().__init__("Ask for your channel again: GET /api/v1/realtime/connection.")


class SubscriptionUnavailable(Exception):
    """Nobody can say now whether they may."""

    def __init__(self) -> None:
        super().__init__("Try again in a few seconds.")


def admit(info: Mapping[str, Any], identity: Mapping[str, Any] | None) -> None:
    """Let a person listen to `/users/{their id}/{the key of today}`.

    `info` and `identity` are those of the event: the push service has checked the signature and the times of the token.
    Raises `SubscriptionRefused`, and `SubscriptionUnavailable` where the database does not say.
    """
    user_id, key = _own_channel(info, identity or {})
    try:
        granted = repository.may_subscribe(user_id, key)
    except Exception as fault:
        logger().exception("nobody can say who may listen", extra={"user_id": user_id})
        raise SubscriptionUnavailable from fault
    if not granted:
        logger().info("a subscription was refused", extra={"user_id": user_id})
        raise SubscriptionRefused


def _own_channel(info: Mapping[str, Any], identity: Mapping[str, Any]) -> tuple[UUID, str]:
    """Whose channel it is, and the key in its name. Nothing here trusts a part of the event to agree with another."""
    claims, segments = identity.get("claims"), _segments(info)
    subject = identity.get("sub")
    if (
        not isinstance(claims, Mapping)
        or claims.get("token_use") != "access"
        or claims.get("sub") != subject
        or len(segments) != 3
        or segments[:2] != [NAMESPACE, subject]
        or not KEY.fullmatch(segments[2])
    ):
        raise SubscriptionRefused
    try:
        return UUID(subject), segments[2]
    except ValueError:  # a machine's token
        raise SubscriptionRefused from None


def _segments(info: Mapping[str, Any]) -> Sequence[str]:
    """The parts of the path; nothing where the event says it in two ways."""
    channel = info["channel"]
    path, segments = channel["path"], list(channel["segments"])
    agree = path == "/" + "/".join(segments) and info["channelNamespace"]["name"] == NAMESPACE
    return segments if agree and info["operation"] == "SUBSCRIBE" else []
