"""The laptop's emulator of AppSync Events: the same request, on this machine, with the key of its stage."""

from collections.abc import Mapping

import httpx

from common.adapters.realtime.over_http import EventDoor

KEY_HEADER = "x-api-key"
"""Where AppSync has the key of an API, too."""


def local(http_domain: str, key: str, *, transport: httpx.BaseTransport | None = None) -> EventDoor:
    """The emulator at `host:port`. `transport` is for tests."""

    def sign(_url: str, _body: bytes) -> Mapping[str, str]:
        return {"content-type": "application/json", KEY_HEADER: key}

    return EventDoor(f"http://{http_domain}", sign, transport=transport)
