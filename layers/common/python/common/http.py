"""The HTTP side of a capability: one resolver, one exception handler, one shape of error."""

import functools
import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response, content_types
from aws_lambda_powertools.event_handler.api_gateway import ApiGatewayResolver
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware
from aws_lambda_powertools.event_handler.openapi.exceptions import (
    RequestValidationError,
    ResponseValidationError,
)
from pydantic import BaseModel

from common import limits
from common.bodies import FILE_BODY_BYTES, LARGE_BODY_BYTES, MAXIMUM_BODY_BYTES, pattern_of, readable
from common.database import Transaction, read, transaction
from common.dialects import Dialect
from common.errors import AnswerTooLarge, DomainError, NotFound, Unauthenticated, Unprocessable
from common.faults import details_of, has_choice, omitted, refuse_unknown_parameters
from common.idempotency import idempotent
from common.identity import Actor, Session, actor_of, session_of
from common.models.base import ErrorBody
from common.origin import require_our_origin
from common.rate_headers import rate_headers
from common.telemetry import logger

MOST_FACTS = 100
"""Details of any refusal, so that all fit of what one may have a hundred of, as the brands to choose from."""

LARGEST_ANSWER_BYTES = 5_000_000
"""Of a whole answer as JSON. Lambda drops what is above 6 MB and answers 500, without a line of ours."""

WIDEST_CHARACTER = 14
"""Bytes that a character may take in JSON within JSON: an emoji that is written as two escapes."""

NOT_CACHED = {"Cache-Control": "no-store"}

Answer = TypeVar("Answer", bound=BaseModel)
Given = ParamSpec("Given")
Result = TypeVar("Result")


class RouteUnknown(NotFound):
    """No route of this API has that method and path."""

    code = "ROUTE_UNKNOWN"
    sentence = "There is no such route."


@dataclass(frozen=True, slots=True)
class OurWords:
    """The dialect of nearly all doors."""

    prefix: str = "/"
    headers: Mapping[str, str] = field(default_factory=dict)

    def translated(self, error: DomainError) -> DomainError:
        """As it is."""
        return error

    def body(self, error: DomainError, request_id: str) -> BaseModel:
        """The one shape."""
        return error_body(error, request_id)


OUR_WORDS = OurWords()


class Api(APIGatewayHttpResolver):
    """The resolver of a capability: validates with pydantic and renders every error in the one shape."""

    def __init__(
        self,
        *,
        large_bodies: Iterable[str] = (),
        file_bodies: Iterable[str] = (),
        form_bodies: Iterable[str] = (),
        dialects: Iterable[Dialect] = (),
    ) -> None:
        """`large_bodies`, `file_bodies`: paths, as routes write them, that take more than others (`common.bodies`).

        `form_bodies`: those that take a form beside JSON. `dialects`: whose doors say the same in other words.
        """
        super().__init__(enable_validation=True, response_validation_error_http_code=500)
        self.dialects = tuple(dialects)
        self.large_bodies = {pattern_of(path): LARGE_BODY_BYTES for path in large_bodies}
        self.large_bodies |= {pattern_of(path): FILE_BODY_BYTES for path in file_bodies}
        self.form_bodies = tuple(pattern_of(path) for path in form_bodies)
        self.exception_handler(DomainError)(self._render)
        self.exception_handler(RequestValidationError)(self._render_validation)
        self.exception_handler(ResponseValidationError)(self._render_unexpected)
        self.exception_handler(Exception)(self._render_unexpected)
        self.not_found(self._render_unknown_route)
        self.use([_know_every_parameter])

    def resolve(self, event: Mapping[str, Any], context: Any) -> dict[str, Any]:
        """Answer one API Gateway event. Never raises for what a client sent."""
        dialect = self._dialect_of(event)
        try:
            require_our_origin(event)
            event = self._readable(event)
        except DomainError as error:
            return plain_refusal(error, event, dialect)
        with limits.due(_take_of(event)) as count:
            answer = super().resolve(event, context)
        if is_too_large(answer):
            logger().error("answer too large", extra={"path": event["rawPath"]})
            answer = plain_refusal(AnswerTooLarge(), event, dialect)
        # What a signed-in person may see must not stay in a shared cache; a route that may be cached says so.
        headers = NOT_CACHED | dict(dialect.headers) | answer.get("headers", {})
        if headers["Cache-Control"] == NOT_CACHED["Cache-Control"]:
            headers |= rate_headers(count.allowances)
        return {**answer, "headers": headers}

    def _dialect_of(self, event: Mapping[str, Any]) -> Dialect:
        return next((one for one in self.dialects if event["rawPath"].startswith(one.prefix)), OUR_WORDS)

    def _readable(self, event: Mapping[str, Any]) -> dict[str, Any]:
        path = event["rawPath"]
        allowed = (most for pattern, most in self.large_bodies.items() if pattern.fullmatch(path))
        takes_forms = any(pattern.fullmatch(path) for pattern in self.form_bodies)
        return readable(event, maximum_bytes=next(allowed, MAXIMUM_BODY_BYTES), takes_forms=takes_forms)

    @property
    def actor(self) -> Actor:
        """Who is asking. Raises `Unauthenticated` for a token that is no access token."""
        return actor_of(self.current_event.raw_event)

    @property
    def session(self) -> Session:
        """The sign-in of who is asking. Raises `Unauthenticated` where nobody is signed in."""
        return session_of(self.current_event.raw_event)

    def transaction(self) -> AbstractContextManager[Transaction]:
        """A transaction of the request's actor."""
        return transaction(self.actor)

    def read(self) -> AbstractContextManager[Transaction]:
        """The same for what one statement reads: it takes one network round trip, and may change nothing."""
        return read(self.actor)

    def takes(
        self,
        rate_class: limits.RateClass | Callable[[Any], limits.RateClass],
        *,
        cost: int = 1,
        subject: Callable[[Any], str] = lambda _: "",
    ) -> Callable[[Callable[Given, Result]], Callable[Given, Result]]:
        """For the use behind a route: its first transaction counts `cost` of a class of work (`common.limits`).

        `subject` finds in the body, or in the parameters of a route without one, whom the request is about;
        `rate_class` may find the class there. Such a route declares `RequestsLimited`.
        """

        def limited(route: Callable[Given, Result]) -> Callable[Given, Result]:
            @functools.wraps(route)
            def answer(*given: Given.args, **named: Given.kwargs) -> Result:
                actor_of(self.current_event.raw_event)  # whoever has no access token is told that first
                sent = named.get("body", named)
                chosen = rate_class if isinstance(rate_class, limits.RateClass) else rate_class(sent)
                limits.name_class(chosen, cost=cost, subject=subject(sent))
                return route(*given, **named)

            return answer

        return limited

    def once(
        self, tx: Transaction, request: object, answer: type[Answer], effect: Callable[[], Answer]
    ) -> Answer:
        """Run `effect` once per `Idempotency-Key` (see `common.idempotency`); always, without that header."""
        http = self.current_event.raw_event["requestContext"]["http"]
        key, route = self.current_event.headers.get("idempotency-key"), f"{http['method']} {http['path']}"
        return idempotent(tx, key=key, route=route, request=request, effect=effect, answer=answer)

    def _render(self, error: DomainError) -> Response[Any]:
        request_id = self.current_event.raw_event["requestContext"]["requestId"]
        logger().info("refused", extra={"code": error.code, "status": error.status, "request_id": request_id})
        return self._said(error, request_id)

    def _said(self, error: DomainError, request_id: str) -> Response[Any]:
        dialect = self._dialect_of(self.current_event.raw_event)
        said = dialect.translated(error)
        return Response(
            status_code=said.status,
            content_type=content_types.APPLICATION_JSON,
            body=dialect.body(said, request_id).model_dump_json(),
            headers={**said.retry_after},
        )

    def _render_validation(self, error: RequestValidationError) -> Response[Any]:
        body = self.context["_route"].dependant.body_params
        return self._render(Unprocessable(details=details_of(error, is_choice=has_choice(body))))

    def _render_unknown_route(self, _: NotFoundError) -> Response[Any]:
        return self._render(RouteUnknown())

    def _render_unexpected(self, error: Exception) -> Response[Any]:
        request_id = self.current_event.raw_event["requestContext"]["requestId"]
        logger().exception("unexpected error", exc_info=error, extra={"request_id": request_id})
        return self._said(DomainError(), request_id)


def _take_of(event: Mapping[str, Any]) -> limits.Take | None:
    """What a request takes unless its route names a class; nothing where nobody knows who asks: it is refused."""
    try:
        return limits.Take(actor_of(event), weight=1 if limits.is_counted(event["rawPath"]) else 0)
    except Unauthenticated:
        return None


def _know_every_parameter(app: ApiGatewayResolver, route: NextMiddleware) -> Response[Any]:
    parameters = app.context["_route"].dependant.query_params
    refuse_unknown_parameters(app.current_event.raw_event, parameters)
    return route(app)


def error_body(error: DomainError, request_id: str) -> ErrorBody:
    """The body of a refusal."""
    shown = [dict(detail) for detail in error.details[:MOST_FACTS]]
    details = [*shown, *omitted(len(error.details) - len(shown))]
    return ErrorBody(error=error.message, code=error.code, details=details, request_id=request_id)


def is_too_large(answer: Mapping[str, Any]) -> bool:
    """Whether an answer, as the runtime of a Lambda writes it, comes near what Lambda hands on."""
    if len(answer.get("body") or "") * WIDEST_CHARACTER <= LARGEST_ANSWER_BYTES:
        return False  # nearly all, without being written twice
    return len(json.dumps(answer)) > LARGEST_ANSWER_BYTES


def plain_refusal(
    error: DomainError, event: Mapping[str, Any], dialect: Dialect = OUR_WORDS
) -> dict[str, Any]:
    """A refusal of an HTTP event where no resolver renders it."""
    said = dialect.translated(error)
    answer = plain_answer(said.status, dialect.body(said, event["requestContext"]["requestId"]))
    answer["headers"] |= {**dialect.headers, **said.retry_after}
    return answer


def plain_answer(status: int, body: BaseModel) -> dict[str, Any]:
    """A JSON answer where no resolver writes one."""
    return {
        "statusCode": status,
        "headers": NOT_CACHED | {"content-type": content_types.APPLICATION_JSON},
        "body": body.model_dump_json(),
        "isBase64Encoded": False,
    }
