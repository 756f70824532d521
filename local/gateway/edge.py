"""CloudFront's part: of what a request says about itself, only the listed headers go on. (Decision 24.)"""

from dataclasses import replace
from typing import Final

from common.origin import ORIGIN_HEADER
from infra.topology.types import Route, Topology
from local.http1 import Request

OF_THE_CONNECTION: Final = frozenset({"host", "content-length", "x-forwarded-for"})
PROOF: Final = frozenset({ORIGIN_HEADER})
"""CloudFront's own; who tries a stage's secret on a laptop plays CloudFront and sends it himself."""

ASKED_BY_CACHES: Final = frozenset({"accept-encoding", "if-none-match"})
"""What CloudFront asks by itself about answers that it may keep."""


class Edge:
    """Which headers of a request reach the API."""

    def __init__(self, topology: Topology) -> None:
        self._audiences = topology.audiences()
        self._handed_on = {
            audience: OF_THE_CONNECTION | PROOF | {name.lower() for name in names}
            for audience, names in topology.edge_headers.items()
        }
        self._handed_on["client"] |= {"authorization"}
        self._handed_on["reader"] |= ASKED_BY_CACHES

    def hand_on(self, request: Request, route: Route) -> Request:
        """The request as it leaves CloudFront."""
        names = self._handed_on[self._audiences.get(route.path, "client")]
        return replace(request, headers=[one for one in request.headers if one[0] in names])
