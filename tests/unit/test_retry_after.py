"""Whatever may be tried again says when, by whichever door it is answered."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from common import http, webhooks
from common.adapters.email.port import EmailUnclear
from common.adapters.social.port import PlatformUnavailable, RateLimited
from common.errors import DomainError
from common.errors.exports import ExportPending
from common.errors.operations import JobRunning
from common.http import Api
from common.idempotency import IdempotencyInFlight
from notifications.app import app as notifications
from notifications.unsubscribe import links, routes
from tests.factories.events import http_event
from tools.error_codes import refusal_classes
from tracking_redirect import redirect

RESOLVE = Api.resolve
"""Without the check that a refusal is declared: here every refusal comes by every door."""
Door = Callable[[DomainError, pytest.MonkeyPatch], Mapping[str, Any]]

RETRYABLE_CONFLICTS = {ExportPending, IdempotencyInFlight, JobRunning}
"""Conflicts that end by themselves; the others last until somebody does something."""
WITHOUT_KNOWN_TIME = [
    PlatformUnavailable("silent"), RateLimited(), RateLimited(0), RateLimited(-5), EmailUnclear("silent"),
]  # fmt: skip


def may_be_tried_again(refusal: type[DomainError]) -> bool:
    return refusal.status in (503, 429) or refusal in RETRYABLE_CONFLICTS


def by_name(refusal: type[DomainError]) -> str:
    return refusal.__name__


CLASSES = sorted(refusal_classes(), key=by_name)


def refused(refusal: type[DomainError]) -> DomainError:
    """One of the class, whatever its constructor asks for."""
    error = refusal.__new__(refusal)
    DomainError.__init__(error)
    return error


def raising(error: DomainError) -> Callable[..., Any]:
    def door(*_: Any, **__: Any) -> Any:
        raise error

    return door


def by_a_resolver(error: DomainError, _patch: pytest.MonkeyPatch) -> Mapping[str, Any]:
    app = Api()

    @app.get("/x")
    def refuse() -> None:
        raise error

    return RESOLVE(app, http_event("GET", "/x"), None)


def before_a_resolver(error: DomainError, patch: pytest.MonkeyPatch) -> Mapping[str, Any]:
    patch.setattr(http, "require_our_origin", raising(error))
    return RESOLVE(Api(), http_event("GET", "/x"), None)


def by_a_webhook(error: DomainError, _patch: pytest.MonkeyPatch) -> Mapping[str, Any]:
    return webhooks.answer_webhook(http_event("POST", "/webhooks/x"), raising(error))


def by_a_page(error: DomainError, patch: pytest.MonkeyPatch) -> Mapping[str, Any]:
    assert routes.ROUTE  # they hang on the app once they are imported
    patch.setattr(links, "read", raising(error))
    return RESOLVE(notifications, http_event("GET", "/unsubscribe/token"), None)


def by_the_redirect(error: DomainError, patch: pytest.MonkeyPatch) -> Mapping[str, Any]:
    patch.setattr(redirect, "_answer", raising(error))
    return redirect.lambda_handler(http_event("GET", "/t/code"), None)


DOORS: list[Door] = [by_a_resolver, before_a_resolver, by_a_webhook, by_a_page, by_the_redirect]


def said(answer: Mapping[str, Any]) -> str | None:
    headers = {name.lower(): value for name, value in answer["headers"].items()}
    headers |= {name.lower(): value[0] for name, value in answer.get("multiValueHeaders", {}).items()}
    found = headers.get("retry-after")
    return found if found is None else str(found)


@pytest.mark.parametrize("refusal", CLASSES)
def test_what_may_be_tried_again_knows_when_and_nothing_else_does(refusal: type[DomainError]) -> None:
    assert (refused(refusal).retry_after_seconds is not None) == may_be_tried_again(refusal)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("refusal", [each for each in CLASSES if may_be_tried_again(each)])
def test_every_door_says_when(
    refusal: type[DomainError], door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = door(refused(refusal), monkeypatch)
    assert answer["statusCode"] == refusal.status
    assert int(said(answer) or 0) >= 1, f"{door.__name__} does not say when {refusal.code} may be tried again"


@pytest.mark.parametrize("door", DOORS)
def test_no_door_says_when_where_trying_again_is_no_use(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    from common.errors import Conflict

    assert said(door(Conflict(), monkeypatch)) is None


@pytest.mark.parametrize("error", WITHOUT_KNOWN_TIME, ids=lambda error: type(error).__name__)
def test_a_provider_that_names_no_time_leaves_ours(error: DomainError) -> None:
    assert (error.retry_after_seconds or 0) >= 1
    assert int(error.retry_after["Retry-After"]) >= 1
