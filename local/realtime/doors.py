"""What the person at the keyboard may do to the lines, to see whether a client bears it: cut them, be away for a while.

curl -X POST http://127.0.0.1:8000/_local/realtime/cut
curl -X POST http://127.0.0.1:8000/_local/realtime/restart -d '{"seconds": 3}'
"""

import json

from infra.topology.types import Route
from local.gateway.application import LocalRoute, message
from local.http1 import Request, Response
from local.realtime.emulator import Emulator

CUT_PATH = "/_local/realtime/cut"
RESTART_PATH = "/_local/realtime/restart"
LONGEST_ABSENCE_SECONDS = 60.0
JSON = (("content-type", "application/json"),)


class RealtimeDoors:
    """Doors of the gateway's own."""

    def __init__(self, emulator: Emulator) -> None:
        self._emulator = emulator

    def routes(self) -> list[tuple[Route, LocalRoute]]:
        """For the gateway's table."""
        return [
            (Route(method="POST", path=CUT_PATH), self.cut),
            (Route(method="POST", path=RESTART_PATH), self.restart),
        ]

    async def cut(self, _request: Request) -> Response:
        """Break all lines without a word; says how many."""
        return Response(200, JSON, json.dumps({"cut": self._emulator.cut()}).encode())

    async def restart(self, request: Request) -> Response:
        """Be away for so many seconds (0 to 60; 1 where nothing is said), and come back without a memory."""
        try:
            seconds = float(json.loads(request.body or "{}").get("seconds", 1))
        except (ValueError, TypeError, AttributeError):
            return message(400, "seconds must be a number")
        if not 0 <= seconds <= LONGEST_ABSENCE_SECONDS:
            return message(400, "seconds must be 0 to 60")
        await self._emulator.restart(seconds)
        return Response(200, JSON, b'{"restarted":true}')
