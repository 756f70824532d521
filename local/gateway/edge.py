"""CloudFront's part: a path leads to one API, and of what a request says about itself, only the listed headers and
cookies go on; of the cookies of an answer, only those that could come back.

(Decisions 24, 83 and 139.)
"""

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from common.origin import ORIGIN_HEADER
from infra.behaviors import Door, behaviors, door_of
from infra.topology.types import Topology
from local.http1 import Request, Response

OF_THE_CONNECTION: Final = frozenset({"host", "content-length", "x-forwarded-for"})
PROOF: Final = frozenset({ORIGIN_HEADER})
"""CloudFront's own; who tries a stage's secret on a laptop plays CloudFront and sends it himself."""

ASKED_BY_CACHES: Final = frozenset({"accept-encoding", "if-none-match"})
"""What CloudFront asks by itself about answers that it may keep."""


class Edge:
    """Which API answers a path, which headers and cookies of a request reach it, and which cookies come back."""

    def __init__(self, topology: Topology) -> None:
        self._behaviors = behaviors(topology)
        self._handed_on = {
            audience: OF_THE_CONNECTION | PROOF | {name.lower() for name in names}
            for audience, names in topology.edge_headers.items()
        }
        self._handed_on["client"] |= {"authorization"}
        self._handed_on["reader"] |= ASKED_BY_CACHES
        self._cookies = topology.edge_cookies

    def door(self, path: str) -> Door:
        """Where CloudFront leads this path."""
        return door_of(path, self._behaviors)

    def hand_on(self, request: Request, door: Door) -> Request:
        """The request as it leaves CloudFront."""
        names, cookies = self._handed_on[door.audience], self._cookies.get(door.audience, ())
        headers = [one for one in request.headers if one[0] in names]
        for name, value in request.headers:
            if name == "cookie" and (kept := _only(cookies, value)):
                headers.append((name, kept))
        return replace(request, headers=headers)

    def hand_back(self, response: Response, door: Door) -> Response:
        """The answer as CloudFront lets it through: without a `Set-Cookie` whose cookie it would not hand on.

        Stricter than AWS where an audience has cookies: there any `Set-Cookie` passes, and never comes back.
        """
        cookies = self._cookies.get(door.audience, ())
        headers = tuple(
            (name, value)
            for name, value in response.headers
            if name != "set-cookie" or _name_of(value) in cookies
        )
        return Response(response.status, headers, response.body)


def _only(names: Collection[str], header: str) -> str:
    """What is left of a `Cookie` header."""
    return "; ".join(pair.strip() for pair in header.split(";") if _name_of(pair) in names)


def _name_of(cookie: str) -> str:
    """The name of a cookie; "" of what is none."""
    name, equals, _ = cookie.partition("=")
    return name.strip() if equals else ""
