"""The laptop hands on the headers that CloudFront hands on, and no others."""

import pytest

from infra.topology import TOPOLOGY
from infra.topology.types import Route
from local.gateway.edge import Edge
from local.http1 import Request

SENT = [
    ("host", "127.0.0.1"), ("authorization", "Bearer x"), ("user-agent", "tests"), ("x-purpose", "preview"),
    ("stripe-signature", "t=1"), ("svix-id", "msg_1"), ("idempotency-key", "k"), ("x-invented", "1"),
]  # fmt: skip


def handed_on(path: str) -> set[str]:
    request = Request(headers=list(SENT))
    return {name for name, _ in Edge(TOPOLOGY).hand_on(request, Route(method="POST", path=path)).headers}


@pytest.mark.parametrize(
    ("path", "beside"),
    [
        ("/api/v1/campaigns", {"authorization", "idempotency-key"}),
        ("/t/{short_code}", {"x-purpose"}),
        ("/webhooks/stripe", {"stripe-signature", "svix-id"}),
        ("/webhooks/resend", {"stripe-signature", "svix-id"}),
    ],
)
def test_who_asks_decides_what_goes_on(path: str, beside: set[str]) -> None:
    assert handed_on(path) == {"host", "user-agent"} | beside


def test_the_request_that_came_is_left_as_it_was() -> None:
    request = Request(headers=list(SENT))
    Edge(TOPOLOGY).hand_on(request, Route(method="GET", path="/t/{short_code}"))
    assert request.headers == SENT
