"""Who is asking. A token says who; what they may do comes from the database, in `app.begin_request`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from common.errors import Unauthenticated
from common.origin import address_of

SERVICE_SCOPE = "atomic-influence/service"

Kind = Literal["anon", "user", "service"]


@dataclass(frozen=True, slots=True)
class Actor:
    """The party on whose behalf a transaction runs, and where the request came from (for the audit log)."""

    kind: Kind
    user_id: UUID | None = None
    address: str = ""
    user_agent: str = ""

    @property
    def claims(self) -> dict[str, str]:
        """The argument of `app.begin_request`."""
        if self.user_id is not None:
            return {"sub": str(self.user_id)}
        return {"role": "service"} if self.kind == "service" else {"role": "anon"}


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
