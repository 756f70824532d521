"""Requests become payload 2.0 events, and results become HTTP, as API Gateway does it."""

import base64
import json
from typing import Any

import pytest

from infra.topology.types import Route
from local.gateway.payload import Call, MalformedResponse, build_event, read_response, split_target
from local.http1 import Request


def event_of(request: Request, **changes: Any) -> dict[str, Any]:
    call: dict[str, Any] = {
        "route": Route(method="GET", path="/things/{id}"),
        "path_parameters": {"id": "7"},
        "source_ip": "203.0.113.9",
        "request_id": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
        "port": 8000,
    } | changes
    event: dict[str, Any] = json.loads(build_event(Call(request=request, **call)))
    return event


def test_an_event_has_the_documented_parts() -> None:
    headers = [("host", "api.test:8000"), ("user-agent", "curl/8"), ("accept", "*/*")]
    event = event_of(Request("GET", "/things/7?a=1&a=2&b=", "1.1", headers), claims={"sub": "u"})
    context = event["requestContext"]
    assert event["version"] == "2.0"
    assert event["routeKey"] == context["routeKey"] == "GET /things/{id}"
    assert event["rawPath"] == "/things/7"
    assert event["rawQueryString"] == "a=1&a=2&b="
    assert event["queryStringParameters"] == {"a": "1,2", "b": ""}
    assert event["pathParameters"] == {"id": "7"}
    assert event["isBase64Encoded"] is False
    assert context["http"] == {
        "method": "GET",
        "path": "/things/7",
        "protocol": "HTTP/1.1",
        "sourceIp": "203.0.113.9",
        "userAgent": "curl/8",
    }
    assert context["stage"] == "$default"
    assert (context["domainName"], context["domainPrefix"]) == ("api.test", "api")
    assert context["requestId"] == "c6af9ac6-7b61-11e6-9a41-93e8deadbeef"
    assert context["authorizer"] == {"jwt": {"claims": {"sub": "u"}, "scopes": None}}
    assert abs(context["timeEpoch"] - 1000 * __import__("time").time()) < 60_000


def test_absent_parts_are_absent_keys() -> None:
    event = event_of(Request("GET", "/things/7"), path_parameters={})
    assert not {"body", "cookies", "queryStringParameters", "pathParameters"} & event.keys()
    assert "authorizer" not in event["requestContext"]
    assert event["rawQueryString"] == ""


def test_repeated_headers_are_joined_and_cookies_stand_apart() -> None:
    headers = [("x-a", "1"), ("x-a", "2"), ("cookie", "a=1; b=2"), ("cookie", "c=3"), ("connection", "close")]
    event = event_of(Request("GET", "/things/7", "1.1", headers))
    assert event["headers"]["x-a"] == "1,2"
    assert event["cookies"] == ["a=1", "b=2", "c=3"]
    assert not {"cookie", "connection"} & event["headers"].keys()


def test_the_client_address_is_appended_to_what_a_proxy_said() -> None:
    event = event_of(Request("GET", "/things/7", "1.1", [("x-forwarded-for", "198.51.100.1")]))
    assert event["headers"]["x-forwarded-for"] == "198.51.100.1, 203.0.113.9"


def test_the_path_is_decoded_and_the_query_is_not() -> None:
    event = event_of(Request("GET", "/things/a%20b?q=%C3%A4+x&bad=%FF"))
    assert event["rawPath"] == "/things/a b"
    assert event["rawQueryString"] == "q=%C3%A4+x&bad=%FF"
    assert event["queryStringParameters"] == {"q": "ä x", "bad": "\ufffd"}


@pytest.mark.parametrize(
    "content_type", ["application/json", "Application/JSON; charset=utf-8", "text/plain", "application/xml"]
)
def test_a_text_body_stays_text(content_type: str) -> None:
    event = event_of(
        Request("POST", "/things/7", "1.1", [("content-type", content_type)], '{"ä":1}'.encode())
    )
    assert (event["body"], event["isBase64Encoded"]) == ('{"ä":1}', False)


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("image/png", b"\x89PNG"),
        ("application/x-www-form-urlencoded", b"a=1"),
        (None, b"{}"),
        ("application/json", b'{"a": "\xff\xfe"}'),
    ],
)
def test_any_other_body_arrives_in_base64(content_type: str | None, body: bytes) -> None:
    headers = [("content-type", content_type)] if content_type else []
    event = event_of(Request("POST", "/things/7", "1.1", headers, body))
    assert (base64.b64decode(event["body"]), event["isBase64Encoded"]) == (body, True)


def test_a_target_in_absolute_form_is_cut_to_its_path() -> None:
    assert split_target("http://evil.test/a?b#c") == ("/a", "b")


def response(**result: Any) -> Any:
    return read_response(json.dumps(result).encode())


def test_a_response_is_mapped_with_cookies_and_headers() -> None:
    mapped = response(
        statusCode=201,
        headers={"Content-Type": "a/b", "X-N": 5, "X-T": True},
        cookies=["a=1", "b=2"],
        body="ä",
    )
    assert mapped.status == 201
    assert mapped.body == "ä".encode()
    assert mapped.headers == (
        ("content-type", "a/b"), ("x-n", "5"), ("x-t", "true"), ("set-cookie", "a=1"), ("set-cookie", "b=2"),
    )  # fmt: skip


def test_a_binary_response_is_decoded() -> None:
    assert (
        response(statusCode=200, body=base64.b64encode(b"\x00\xff").decode(), isBase64Encoded=True).body
        == b"\x00\xff"
    )


def test_a_response_without_content_type_is_plain_text() -> None:
    assert response(statusCode=200).headers == (("content-type", "text/plain; charset=utf-8"),)


@pytest.mark.parametrize("payload", [b'{"hello": "world"}', b'"text"', b"null", b"[1]"])
def test_a_result_without_status_is_a_200_of_json(payload: bytes) -> None:
    mapped = read_response(payload)
    assert (mapped.status, mapped.headers, mapped.body) == (
        200,
        (("content-type", "application/json"),),
        payload,
    )


def test_a_lambda_cannot_set_the_length_or_the_connection() -> None:
    assert response(
        statusCode=200, headers={"Content-Length": "1", "connection": "x", "content-type": "t"}
    ).headers == (("content-type", "t"),)


@pytest.mark.parametrize(
    "payload",
    [
        b"not json",
        b"",
        b'{"statusCode": "abc"}',
        b'{"statusCode": 99}',
        b'{"statusCode": true}',
        b'{"statusCode": null}',
        b'{"statusCode": 200, "body": {"a": 1}}',
        b'{"statusCode": 200, "headers": []}',
        b'{"statusCode": 200, "headers": {"a": []}}',
        b'{"statusCode": 200, "headers": {"a": "b\\r\\nset-cookie: evil=1"}}',
        b'{"statusCode": 200, "cookies": "a=1"}',
        b'{"statusCode": 200, "body": "%%", "isBase64Encoded": true}',
    ],
)
def test_a_malformed_result_is_refused(payload: bytes) -> None:
    with pytest.raises(MalformedResponse):
        read_response(payload)
