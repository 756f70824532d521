"""The question that AppSync asks our Lambda for each subscription, and what it makes of the answer."""

import json
import logging
from collections.abc import Awaitable, Callable, Mapping

from local.json_types import JsonObject
from local.realtime.channels import Channel
from local.realtime.frames import NotAuthorized, Refusal
from local.runtime.invocation import InvocationFailed

LOG = logging.getLogger("local.realtime")
Invoke = Callable[[str, bytes], Awaitable[bytes]]


class HandlerFailed(Refusal):
    """The Lambda gave no answer: nobody listens."""

    def __init__(self) -> None:
        super().__init__("InternalFailureException", "The subscription could not be handled.")


def event_of(channel: Channel, identity: JsonObject, headers: Mapping[str, str]) -> JsonObject:
    """What a Lambda of the namespace gets for a subscription (behaviour DIRECT)."""
    return {
        "identity": identity,
        "result": None,
        "request": {"headers": dict(headers), "domainName": None},
        "info": {
            "channel": {"path": channel.path, "segments": list(channel.segments)},
            "channelNamespace": {"name": channel.segments[0]},
            "operation": "SUBSCRIBE",
        },
        "error": None,
        "prev": None,
        "stash": {},
        "outErrors": [],
        "events": None,
    }


class Subscribing:
    """Asks the function `name`."""

    def __init__(self, invoke: Invoke, name: str) -> None:
        self._invoke = invoke
        self._name = name

    async def admit(self, event: JsonObject) -> None:
        """Return where null was answered. Raises `NotAuthorized` with the handler's sentence, and `HandlerFailed`."""
        try:
            answer = json.loads(await self._invoke(self._name, json.dumps(event).encode()))
        except (InvocationFailed, ValueError) as failure:
            LOG.warning("%s: %s", self._name, failure)
            raise HandlerFailed from failure
        if answer is None:
            return
        if isinstance(answer, dict) and isinstance(error := answer.get("error"), str):
            raise NotAuthorized(error)
        LOG.warning("%s answered neither null nor an error: %s", self._name, answer)
        raise HandlerFailed
