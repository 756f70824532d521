"""CloudFront's part: a path leads to one API, and of what a request says about itself, only the listed headers go on.

(Decisions 24 and 83.)
"""

from dataclasses import replace
from typing import Final

from common.origin import ORIGIN_HEADER
from infra.behaviors import Door, behaviors, door_of
from infra.topology.types import Topology
from local.http1 import Request

OF_THE_CONNECTION: Final = frozenset({"host", "content-length", "x-forwarded-for"})
PROOF: Final = frozenset({ORIGIN_HEADER})
"""CloudFront's own; who tries a stage's secret on a laptop plays CloudFront and sends it himself."""

ASKED_BY_CACHES: Final = frozenset({"accept-encoding", "if-none-match"})
"""What CloudFront asks by itself about answers that it may keep."""


class Edge:
    """Which API answers a path, and which headers of a request reach it."""

    def __init__(self, topology: Topology) -> None:
        self._behaviors = behaviors(topology)
        self._handed_on = {
            audience: OF_THE_CONNECTION | PROOF | {name.lower() for name in names}
            for audience, names in topology.edge_headers.items()
        }
        self._handed_on["client"] |= {"authorization"}
        self._handed_on["reader"] |= ASKED_BY_CACHES

    def door(self, path: str) -> Door:
        """Where CloudFront leads this path."""
        return door_of(path, self._behaviors)

    def hand_on(self, request: Request, door: Door) -> Request:
        """The request as it leaves CloudFront."""
        names = self._handed_on[door.audience]
        return replace(request, headers=[one for one in request.headers if one[0] in names])
