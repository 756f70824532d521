"""The laptop hands on the headers that CloudFront hands on, and no others."""

import pytest

from infra.topology import TOPOLOGY
from local.gateway.edge import Edge
from local.http1 import Request

SENT = [
    ("host", "127.0.0.1"), ("authorization", "Bearer x"), ("user-agent", "tests"), ("x-purpose", "preview"),
    ("stripe-signature", "t=1"), ("svix-id", "msg_1"), ("idempotency-key", "k"), ("x-invented", "1"),
]  # fmt: skip


def handed_on(path: str) -> set[str]:
    edge = Edge(TOPOLOGY)
    return {name for name, _ in edge.hand_on(Request(headers=list(SENT)), edge.door(path)).headers}


@pytest.mark.parametrize(
    ("path", "beside"),
    [
        ("/api/v1/campaigns", {"authorization", "idempotency-key"}),
        ("/t/abc", {"x-purpose"}),
        ("/webhooks/stripe", {"stripe-signature", "svix-id"}),
        ("/webhooks/resend", {"stripe-signature", "svix-id"}),
    ],
)
def test_who_asks_decides_what_goes_on(path: str, beside: set[str]) -> None:
    assert handed_on(path) == {"host", "user-agent"} | beside


def test_the_request_that_came_is_left_as_it_was() -> None:
    request = Request(headers=list(SENT))
    edge = Edge(TOPOLOGY)
    edge.hand_on(request, edge.door("/t/abc"))
    assert request.headers == SENT
