"""Whose token it is: looked at as the gateway does, and told to a Lambda as AppSync tells of people of a user pool."""

from collections.abc import Mapping

import jwt

from local.gateway.authorizer import JwtAuthorizer, Unauthorized
from local.json_types import JsonObject
from local.realtime.frames import BadRequest, NotAuthorized


class Tokens:
    """Looks at tokens of people: on connecting, and again for each subscription."""

    def __init__(self, authorizer: JwtAuthorizer) -> None:
        self._authorizer = authorizer

    def identity_of(self, headers: Mapping[str, str], address: str) -> JsonObject:
        """The `identity` of a Lambda's event, from the headers of an operation, by lower-cased names.

        An ID token of the pool is let through, as AppSync does: the handler has to look. Raises `NotAuthorized`, and
        `BadRequest` where no host is named.
        """
        given = headers.get("authorization")
        try:
            self._authorizer.authorize(given)
        except Unauthorized as refusal:
            raise NotAuthorized(
                refusal.description or "You are not authorized to make this call."
            ) from refusal
        if not headers.get("host"):
            raise BadRequest("Required headers are missing.")
        claims = _claims(given or "")
        username = claims.get("username", claims.get("cognito:username"))
        return {
            "claims": claims, "defaultAuthStrategy": "ALLOW", "groups": claims.get("cognito:groups"),
            "issuer": claims.get("iss"), "sourceIp": [address], "sub": claims.get("sub"), "username": username,
        }  # fmt: skip


def _claims(authorization: str) -> JsonObject:
    """Of a token that holds already."""
    token = authorization.rpartition(" ")[2]
    claims: JsonObject = jwt.decode(token, options={"verify_signature": False})
    return claims
