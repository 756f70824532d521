"""Cognito's triggers of a custom challenge: who holds a ticket signs in, once (`common.adapters.identity.tickets`).

Only the server's app client may begin such a sign-in; what it answers is looked up here, in our database.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from common.adapters.identity.tickets import use_ticket
from common.telemetry import logger

CUSTOM = "CUSTOM_CHALLENGE"


def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Define, make or verify the challenge, and hand the event back, as Cognito demands."""
    event["response"] = dict(event.get("response") or {}) | TRIGGERS[event["triggerSource"]](event["request"])
    return event


def define(request: Mapping[str, Any]) -> dict[str, Any]:
    """One challenge: the right answer gives tokens, and any other ends the sign-in."""
    answered = request.get("session") or []
    if not answered and not request.get("userNotFound"):
        return {"challengeName": CUSTOM, "issueTokens": False, "failAuthentication": False}
    is_right = (
        not request.get("userNotFound")
        and [(one.get("challengeName"), one.get("challengeResult")) for one in answered] == [(CUSTOM, True)]
    )  # fmt: skip
    return {"issueTokens": is_right, "failAuthentication": not is_right}


def create(_request: Mapping[str, Any]) -> dict[str, Any]:
    """There is nothing to tell: the answer was made before the sign-in began."""
    return {
        "publicChallengeParameters": {}, "privateChallengeParameters": {"asks": "ticket"},
        "challengeMetadata": "TICKET",
    }  # fmt: skip


def verify(request: Mapping[str, Any]) -> dict[str, Any]:
    """Whether the answer is a living ticket of this very account; it is spent."""
    user_id = UUID(request["userAttributes"]["sub"])
    is_right = use_ticket(str(request.get("challengeAnswer") or ""), user_id)
    logger().info("a ticket was shown", extra={"user_id": str(user_id), "is_right": is_right})
    return {"answerCorrect": is_right}


TRIGGERS: Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "DefineAuthChallenge_Authentication": define,
    "CreateAuthChallenge_Authentication": create,
    "VerifyAuthChallengeResponse_Authentication": verify,
}
