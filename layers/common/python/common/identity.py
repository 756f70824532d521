"""Who is asking. A token says who; what they may do comes from the database, in `app.begin_request`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from common.errors import Unauthenticated
from common.origin import address_of

SERVICE_SCOPE = "atomic-influence/service"
SESSION_CLAIM = "origin_jti"
"""Of an access token: the sign-in that it descends from, as Cognito names it."""

Kind = Literal["anon", "fan", "user", "service"]


@dataclass(frozen=True, slots=True)
class Actor:
    """The party on whose behalf a transaction runs, and where the request came from (for the audit log)."""

    kind: Kind
    user_id: UUID | None = None
    address: str = ""
    user_agent: str = ""
    device_id: UUID | None = None
    """Of a fan, who has no account: their browser, as one brand knows it."""

    @property
    def claims(self) -> dict[str, str]:
        """The argument of `app.begin_request`."""
        if self.user_id is not None:
            return {"sub": str(self.user_id)}
        if self.device_id is not None:
            return {"device": str(self.device_id)}
        return {"role": "service"} if self.kind == "service" else {"role": "anon"}


@dataclass(frozen=True, slots=True)
class Session:
    """A sign-in, as its access token tells of it; the token itself is what Cognito asks for."""

    user_id: UUID
    id: str
    access_token: str


ANONYMOUS = Actor("anon")
SERVICE = Actor("service")


def actor_of(event: Mapping[str, Any]) -> Actor:
    """The actor of an API Gateway event (payload v2), whose authorizer has checked the token.

    Raises `Unauthenticated` for a token that is no access token, or whose subject is no user id.
    """
    context = event["requestContext"]
    http = context["http"]
    origin = {"address": address_of(event), "user_agent": http.get("userAgent", "")}
    claims = context.get("authorizer", {}).get("jwt", {}).get("claims")
    if not claims:
        return Actor("anon", **origin)
    if claims.get("token_use") != "access":
        raise Unauthenticated("Use the access token, not the ID token.")
    if SERVICE_SCOPE in claims.get("scope", "").split():
        return Actor("service", **origin)
    try:
        return Actor("user", UUID(claims["sub"]), **origin)
    except (KeyError, ValueError):
        raise Unauthenticated("The token names no user.") from None


def session_of(event: Mapping[str, Any]) -> Session:
    """The sign-in of an API Gateway event, whose authorizer has checked the token.

    Raises `Unauthenticated` for a token that is nobody's access token, or was given before sign-ins had names.
    """
    actor = actor_of(event)
    claims = event["requestContext"].get("authorizer", {}).get("jwt", {}).get("claims") or {}
    if actor.user_id is None or not claims.get(SESSION_CLAIM):
        raise Unauthenticated
    token = event.get("headers", {}).get("authorization", "").rpartition(" ")[2]
    return Session(actor.user_id, claims[SESSION_CLAIM], token)
