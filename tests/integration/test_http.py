"""`common.http`: what a client gets for bodies, errors and repeated requests."""

from typing import Annotated, Any, Literal

import pytest
from aws_lambda_powertools.event_handler.openapi.params import Body

from common.bodies import DEEPEST_NESTING, MAXIMUM_BODY_BYTES
from common.errors import Conflict
from common.http import Api
from common.idempotency import ONCE
from common.models.base import Input, Output
from common.refusals import refuses
from tests.conftest import Database
from tests.factories.events import Answer, call, http_event
from tests.factories.people import make_user


class Count(Output):
    number: int


class Add(Input):
    action: Literal["add"]
    number: int


class Fail(Input):
    action: Literal["fail"]


app = Api()


@app.post("/things", responses=refuses(Conflict, *ONCE))
def things(body: Annotated[Add | Fail, Body(discriminator="action")]) -> Count:
    if isinstance(body, Fail):
        raise Conflict(details=[{"state": "closed"}])
    with app.transaction() as tx:

        def effect() -> Count:
            tx.execute("select app.log_action('users.export', 'users', auth.uid()::text)")
            return Count(number=body.number)

        return app.once(tx, body, Count, effect)


@app.get("/broken")
def broken() -> Count:
    raise ZeroDivisionError("a secret")


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return app.resolve(event, context)


def send(**event: Any) -> Answer:
    return call(lambda_handler, http_event("POST", "/things", **event))


@pytest.mark.parametrize(
    ("raw", "status", "code"),
    [
        (b'{"action": "add"', 400, "BAD_REQUEST"),
        (b'{"action": "\xff"}', 400, "BAD_REQUEST"),
        (b"[" * 100_000, 400, "BAD_REQUEST"),
        (b'"' + b"x" * MAXIMUM_BODY_BYTES + b'"', 413, "PAYLOAD_TOO_LARGE"),
        (b'{"action": "dance"}', 422, "VALIDATION_FAILED"),
        (b'{"action": "add"}', 422, "VALIDATION_FAILED"),
        (b'{"action": "add", "number": "many"}', 422, "VALIDATION_FAILED"),
        (b'{"action": "add", "number": 1, "extra": 1}', 422, "VALIDATION_FAILED"),
        (b"[]", 422, "VALIDATION_FAILED"),
        (b'[{"action": "add", "number": 1}, {"action": "add", "number": 2}]', 422, "VALIDATION_FAILED"),
        (b"null", 422, "VALIDATION_FAILED"),
        (b"", 422, "VALIDATION_FAILED"),
        (b'{"action": "fail"}', 409, "CONFLICT"),
    ],
)
def test_every_bad_body_gets_the_error_body(raw: bytes, status: int, code: str) -> None:
    answer = send(raw_body=raw)
    assert (answer.status, answer.body["code"]) == (status, code)
    assert set(answer.body) == {"error", "code", "details", "request_id"}
    assert answer.body["request_id"]


@pytest.mark.parametrize("body", ["%%%", "e30", "e30=\u00e4", "\u96ea", "\ud800"])
def test_a_body_that_is_not_base64_is_refused(body: str) -> None:
    answer = call(lambda_handler, http_event("POST", "/things", raw_body=b"{}") | {"body": body})
    assert (answer.status, answer.body["code"]) == (400, "BAD_REQUEST")
    assert answer.body["error"] == "The body is not valid base64."


def nested(levels: int, opening: bytes, closing: bytes) -> bytes:
    return b'{"action": "add", "number": ' + opening * (levels - 1) + b"1" + closing * (levels - 1) + b"}"


@pytest.mark.parametrize("brackets", [(b"[", b"]"), (b'{"a":', b"}")])
def test_a_body_is_nested_no_deeper_than_every_part_of_us_reads(brackets: tuple[bytes, bytes]) -> None:
    """Between what we parsed first and what Powertools parsed further down its stack, there was a 500."""
    assert send(raw_body=nested(DEEPEST_NESTING, *brackets)).status == 422, "a list is no number"
    for levels in (DEEPEST_NESTING + 1, *range(100, 1_200, 25)):
        answer = send(raw_body=nested(levels, *brackets))
        assert (answer.status, answer.body["code"]) == (400, "BAD_REQUEST"), levels


def test_brackets_in_a_text_are_no_nesting() -> None:
    for raw in (b'{"action": "' + b"[{" * 500 + b'"}', b'"' + b"[" * 500 + b'"', b"[" + b"[]," * 500 + b"1]"):
        assert send(raw_body=raw).status == 422


@pytest.mark.parametrize(
    "content_type",
    [
        "multipart/form-data", "text/csv", "application/octet-stream", "application/vnd.api+json", "text/json",
        "application/jsonp", "application/json, application/json", "text/plain; a=application/json", "json",
        "application/x-www-form-urlencoded", "x-application/x-www-form-urlencoded",
    ],
)  # fmt: skip
def test_a_body_that_is_not_json_is_refused_politely(content_type: str) -> None:
    answer = send(raw_body=b"x", headers={"content-type": content_type})
    assert (answer.status, answer.body["code"]) == (415, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize(
    "content_type", ["APPLICATION/JSON", " Application/Json ; Charset=UTF-8", "application/json;", "", " "]
)
def test_a_media_type_is_json_in_any_case_and_with_any_parameter(content_type: str) -> None:
    answer = send(body={"action": "fail"}, headers={"content-type": content_type})
    assert (answer.status, answer.body["code"]) == (409, "CONFLICT")


def test_the_media_type_of_no_body_does_not_matter() -> None:
    for content_type in ("application/vnd.api+json", "multipart/form-data", "text/plain"):
        answer = send(raw_body=b"", headers={"content-type": content_type})
        assert (answer.status, answer.body["code"]) == (422, "VALIDATION_FAILED")


def test_what_was_sent_does_not_come_back_in_an_error() -> None:
    answer = send(body={"action": "add", "number": "my-password"})
    assert "my-password" not in str(answer.body)


def test_an_unknown_route_has_the_error_body_too() -> None:
    answer = call(lambda_handler, http_event("GET", "/nowhere"))
    assert (answer.status, answer.body["code"]) == (404, "ROUTE_UNKNOWN")


def test_an_unexpected_error_tells_nothing_but_its_request_id() -> None:
    answer = call(lambda_handler, http_event("GET", "/broken"))
    assert (answer.status, answer.body["code"]) == (500, "INTERNAL_ERROR")
    assert "secret" not in str(answer.body)


def test_a_database_that_is_away_is_503(monkeypatch: pytest.MonkeyPatch) -> None:
    from common import database

    database.close()
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@/nothing?host=/nonexistent")
    answer = send(body={"action": "add", "number": 1}, service=True)
    assert (answer.status, answer.body["code"]) == (503, "DATABASE_UNAVAILABLE")


class TestIdempotency:
    @pytest.fixture(autouse=True)
    def _user(self, database: Database) -> None:
        self.database = database
        with database.connect() as db:
            self.user = make_user(db)
            self.other = make_user(db)

    def effects(self) -> int:
        with self.database.connect() as db:
            row = db.execute("select count(*) from audit_logs where action = 'users.export'").fetchone()
            assert row is not None
            return int(row[0])

    def add(self, number: int, *, key: str | None, user: Any = None) -> Answer:
        headers = {} if key is None else {"idempotency-key": key}
        return send(body={"action": "add", "number": number}, user=user or self.user, headers=headers)

    def test_the_same_key_gives_the_same_answer_and_one_effect(self) -> None:
        first, second = self.add(1, key="a"), self.add(1, key="a")
        assert (first.status, first.body) == (second.status, second.body) == (200, {"number": 1})
        assert self.effects() == 1

    def test_the_same_key_with_another_body_is_refused(self) -> None:
        self.add(1, key="a")
        answer = self.add(2, key="a")
        assert (answer.status, answer.body["code"]) == (422, "IDEMPOTENCY_KEY_REUSED")
        assert self.effects() == 1

    def test_a_key_belongs_to_its_actor(self) -> None:
        self.add(1, key="a")
        assert self.add(2, key="a", user=self.other).body == {"number": 2}

    def test_without_a_key_every_request_counts(self) -> None:
        self.add(1, key=None)
        self.add(1, key=None)
        assert self.effects() == 2

    def test_a_key_in_flight_is_refused(self) -> None:
        with self.database.connect(autocommit=False) as db:
            db.execute(
                "select pg_advisory_xact_lock(hashtextextended(%s || '|POST /things|a', 0))",
                (str(self.user),),
            )
            answer = self.add(1, key="a")
        assert (answer.status, answer.body["code"]) == (409, "IDEMPOTENCY_IN_FLIGHT")
        assert self.add(1, key="a").status == 200

    def test_a_key_of_more_than_255_characters_is_refused(self) -> None:
        answer = self.add(1, key="x" * 256)
        assert (answer.status, answer.body["code"]) == (422, "IDEMPOTENCY_KEY_INVALID")
