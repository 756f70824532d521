"""Token buckets and CORS of the HTTP API."""

from dataclasses import replace

import pytest

from infra.topology import TOPOLOGY
from infra.topology.edge import Cors
from infra.topology.types import Throttle
from local.gateway.cors import is_preflight, preflight_response, with_cors
from local.gateway.throttle import Bucket
from local.http1 import Request, Response

ANYONE = Cors(
    allow_origins=("*",),
    allow_headers=("authorization", "apikey"),
    allow_methods=("GET", "POST"),
    max_age_seconds=60,
)
ONE_SITE = Cors(
    allow_origins=("https://app.test",), allow_headers=(), allow_methods=("GET",), max_age_seconds=0
)
PREFLIGHT = [("origin", "https://app.test"), ("access-control-request-method", "POST")]


def test_a_bucket_lets_a_burst_through_and_then_the_rate() -> None:
    now = [100.0]
    bucket = Bucket(Throttle(requests_per_second=2, burst=3), lambda: now[0])
    assert [bucket.take() for _ in range(4)] == [True, True, True, False]
    now[0] += 0.5
    assert [bucket.take() for _ in range(2)] == [True, False]
    now[0] += 1_000
    assert [bucket.take() for _ in range(4)] == [True, True, True, False]


def test_a_preflight_is_an_options_request_of_a_browser() -> None:
    assert is_preflight(Request("OPTIONS", "/", "1.1", PREFLIGHT))
    assert not is_preflight(Request("OPTIONS", "/", "1.1", PREFLIGHT[:1]))
    assert not is_preflight(Request("POST", "/", "1.1", PREFLIGHT))


def test_a_preflight_is_told_what_is_allowed() -> None:
    answer = preflight_response(ANYONE, Request("OPTIONS", "/", "1.1", PREFLIGHT))
    assert answer.status == 204
    assert dict(answer.headers) == {
        "access-control-allow-origin": "*",
        "access-control-allow-methods": "GET,POST",
        "access-control-allow-headers": "authorization,apikey",
        "access-control-max-age": "60",
    }


def test_a_foreign_origin_is_told_nothing() -> None:
    request = Request("OPTIONS", "/", "1.1", [("origin", "https://evil.test"), PREFLIGHT[1]])
    assert preflight_response(ONE_SITE, request).headers == ()
    assert with_cors(ONE_SITE, request, Response(200)).headers == ()


def test_a_script_may_read_what_the_map_exposes() -> None:
    exposing = replace(ONE_SITE, expose_headers=("retry-after", "x-a"))
    request = Request("GET", "/", "1.1", [("origin", "https://app.test")])
    assert ("access-control-expose-headers", "retry-after,x-a") in with_cors(
        exposing, request, Response(503)
    ).headers
    assert with_cors(exposing, Request("GET", "/"), Response(503)).headers == ()


def test_cors_headers_of_the_lambda_give_way_to_the_gateways() -> None:
    written = Response(200, (("access-control-allow-origin", "https://mine.test"), ("x-a", "1")))
    request = Request("GET", "/", "1.1", [("origin", "https://app.test")])
    assert with_cors(ONE_SITE, request, written).headers == (
        ("x-a", "1"),
        ("access-control-allow-origin", "https://app.test"),
    )
    assert with_cors(ONE_SITE, Request("GET", "/"), written).headers == (("x-a", "1"),)


@pytest.mark.parametrize(
    ("client", "headers"),
    [("functions-js", ("authorization", "apikey", "x-client-info", "content-type", "x-region")),
     ("auth-js", ("authorization", "apikey", "x-client-info", "content-type", "x-supabase-api-version")),
     ("postgrest-js", ("authorization", "apikey", "x-client-info", "prefer", "accept-profile", "content-profile")),
     ("any client of ours", ("authorization", "content-type", "idempotency-key"))],
)  # fmt: skip
def test_what_the_front_ends_clients_send_is_allowed(client: str, headers: tuple[str, ...]) -> None:
    """The cloud's API is made from the same list."""
    answer = dict(preflight_response(TOPOLOGY.cors, Request("OPTIONS", "/", "1.1", PREFLIGHT)).headers)
    assert set(headers) <= set(answer["access-control-allow-headers"].split(",")), client
