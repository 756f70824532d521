"""`common.http`: whatever a client sends, what is read and what comes back have a bound."""

import json
from typing import Annotated, Any, Literal
from unittest.mock import Mock

import pytest
from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body

from common import http
from common.bodies import LARGE_BODY_BYTES, MAXIMUM_BODY_BYTES, MOST_VALUES
from common.errors import Conflict
from common.faults import LONGEST_MESSAGE, MOST_DETAILS
from common.http import LARGEST_ANSWER_BYTES, MOST_FACTS, Api
from common.models.base import Input, Output
from common.refusals import refuses
from tests.factories.events import Answer, LambdaContext, call, http_event

LAMBDA_LIMIT_BYTES = 6 * 1024 * 1024
"""Of the whole answer as JSON; what is larger is a 500 that no code of ours sees."""


class Many(Input):
    action: Literal["count"]
    numbers: list[int]


class One(Input):
    action: Literal["one"]


class Text(Output):
    text: str


app = Api(large_bodies=("/large/<name>",), form_bodies=("/things",))


@app.post("/things")
def things(body: Annotated[Many | One, Body(discriminator="action")]) -> Text:
    return Text(text=body.action)


@app.post("/large/<name>")
def large(name: str, body: Many) -> Text:
    return Text(text=f"{name} {len(body.numbers)}")


@app.get("/texts")
def texts(times: int, letter: str) -> Text:
    return Text(text=letter * times)


@app.get("/files")
def files(times: int) -> Response[str]:
    return Response(200, "text/csv", "x" * times)


@app.get("/refused", responses=refuses(Conflict))
def refused() -> Text:
    raise Conflict(details=[{"number": number} for number in range(1_000)])


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return app.resolve(event, context)


def size_of(event: dict[str, Any]) -> int:
    """Bytes of what Lambda is handed, as the runtime of a laptop writes it (AWS's writes no more)."""
    return len(json.dumps(handler(event, LambdaContext())))


def send(body: object = None, *, path: str = "/things", **event: Any) -> Answer:
    return call(handler, http_event("POST", path, body=body, **event))


def get(path: str, **query: str) -> Answer:
    return call(handler, http_event("GET", path, query=query))


def test_a_refusal_shows_the_first_details_and_counts_the_rest() -> None:
    answer = send({"action": "count", "numbers": ["x"] * 5_000})
    assert (answer.status, answer.body["code"]) == (422, "VALIDATION_FAILED")
    *shown, last = answer.body["details"]
    assert len(shown) == MOST_DETAILS
    assert all(set(detail) == {"field", "type", "message"} for detail in shown)
    assert last == {"omitted": 5_000 - MOST_DETAILS}


def test_a_few_details_are_shown_without_a_count() -> None:
    details = send({"action": "count", "numbers": ["x"] * MOST_DETAILS}).body["details"]
    assert len(details) == MOST_DETAILS
    assert "omitted" not in details[-1]


def test_every_refusal_is_bounded_not_only_that_of_validation() -> None:
    answer = get("/refused")
    assert (answer.status, len(answer.body["details"])) == (409, MOST_FACTS + 1)
    assert answer.body["details"][-1] == {"omitted": 1_000 - MOST_FACTS}


@pytest.mark.parametrize(
    "body",
    [
        {"action": "x" * 100_000},
        {"action": "one", "y" * 100_000: 1},
        {"action": "one", **{f"{number}{'z' * 50}": 1 for number in range(1_500)}},
    ],
)
def test_no_detail_is_longer_than_a_person_reads(body: dict[str, object]) -> None:
    event = http_event("POST", "/things", body=body)
    details = call(handler, event).body["details"]
    assert all(len(str(value)) <= LONGEST_MESSAGE for detail in details for value in detail.values())
    assert size_of(event) < 20_000


def test_half_a_character_in_a_key_is_no_fault_of_ours() -> None:
    answer = send(raw_body=b'{"action": "one", "\\ud800": 1}')
    assert (answer.status, answer.body["code"]) == (422, "VALIDATION_FAILED")


@pytest.mark.parametrize(
    "values",
    [
        dict.fromkeys(map(str, range(MOST_VALUES)), 1),
        {"numbers": [1] * MOST_VALUES},
        {"numbers": [{}] * MOST_VALUES},
        {"numbers": [[1, 2]] * (MOST_VALUES // 3 + 1)},
    ],
)
def test_a_body_of_more_values_than_any_form_has_is_refused_unread(values: dict[str, object]) -> None:
    answer = send({"action": "one", **values}, path="/large/one")
    assert (answer.status, answer.body["code"]) == (400, "BAD_REQUEST")
    assert answer.body["details"] == [{"maximum_values": MOST_VALUES}]


def test_commas_in_a_text_are_no_values() -> None:
    assert send({"action": "," * (MOST_VALUES + 1)}).status == 422


def test_as_many_values_as_allowed_are_read() -> None:
    answer = send({"action": "count", "numbers": [1] * (MOST_VALUES - 2)})
    assert answer.status == 200, "the two keys are values, too"


def test_a_form_of_endless_fields_is_refused() -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = send(raw_body=b"a=&" * MOST_VALUES, headers=form)
    assert (answer.status, answer.body["code"]) == (400, "BAD_REQUEST")


def padded(size: int) -> bytes:
    body = b'{"action": "count", "numbers": [1]'
    return body + b" " * (size - len(body) - 1) + b"}"


def test_a_body_may_be_as_large_as_its_route_says_and_no_larger() -> None:
    for path, limit in (("/things", MAXIMUM_BODY_BYTES), ("/large/one", LARGE_BODY_BYTES)):
        assert send(raw_body=padded(limit), path=path).status == 200
        answer = send(raw_body=padded(limit + 1), path=path)
        assert (answer.status, answer.body["code"]) == (413, "PAYLOAD_TOO_LARGE")
        assert answer.body["details"] == [{"maximum_bytes": limit}]


def test_only_the_named_route_takes_large_bodies() -> None:
    for path in ("/large", "/large/one/two", "/things/large/one", "/nowhere"):
        assert send(raw_body=padded(MAXIMUM_BODY_BYTES + 1), path=path).status == 413


@pytest.mark.parametrize("letter", ["x", '"', "\u00e9", "\U0001f600", "\\", "\n"])
def test_an_answer_that_lambda_would_drop_is_a_refusal_with_a_line_in_the_log(
    letter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = Mock()
    monkeypatch.setattr(http, "logger", lambda: log)
    query = {"times": str(LARGEST_ANSWER_BYTES), "letter": letter}
    answer = get("/texts", **query)
    assert (answer.status, answer.body["code"]) == (422, "ANSWER_TOO_LARGE")
    log.error.assert_called_once_with("answer too large", extra={"path": "/texts"})
    assert size_of(http_event("GET", "/texts", query=query)) < 1_000


@pytest.mark.parametrize("letter", ["x", '"', "\u00e9", "\U0001f600", "\\", "\n"])
@pytest.mark.parametrize(
    "times", [100_000, 350_000, 400_000, 700_000, 800_000, 1_200_000, 2_000_000, 4_500_000]
)
def test_an_answer_is_whole_and_small_enough_or_a_refusal(letter: str, times: int) -> None:
    query = {"times": str(times), "letter": letter}
    answer = get("/texts", **query)
    assert size_of(http_event("GET", "/texts", query=query)) < LAMBDA_LIMIT_BYTES
    if answer.status == 200:
        assert answer.body == {"text": letter * times}
    else:
        assert answer.body["code"] == "ANSWER_TOO_LARGE"
        assert times * 14 > LARGEST_ANSWER_BYTES, "no letter takes more bytes"


def test_a_file_is_bounded_like_everything_else() -> None:
    assert get("/files", times="1000000").status == 200
    answer = get("/files", times=str(LARGEST_ANSWER_BYTES))
    assert (answer.status, answer.body["code"]) == (422, "ANSWER_TOO_LARGE")
