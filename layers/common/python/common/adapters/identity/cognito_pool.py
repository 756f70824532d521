"""The calls to Cognito's user pool: what each carries, and how a refusal is told from an outage.

One client a process, made at its first call. The app client has a secret, so that nobody else signs people up, in or
refreshes in its name; a process reads it once (`DescribeUserPoolClient`), and it rests nowhere else.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from common import limits
from common.adapters.identity.refusals import IdentityUnavailable
from common.identity import ANONYMOUS, Actor
from common.settings import optional, required
from common.telemetry import logger

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

OUTAGES = frozenset({
    "TooManyRequestsException", "InternalErrorException", "ThrottlingException", "Throttling", "RequestLimitExceeded",
    "ServiceUnavailable", "ServiceUnavailableException", "InternalFailure", "ForbiddenException",
})  # fmt: skip
"""Codes that say nothing of the person: Cognito is busy, broken, or its firewall stops us."""
UNREADY = frozenset({
    "CodeDeliveryFailureException", "InvalidEmailRoleAccessPolicyException", "UserLambdaValidationException",
    "UnexpectedLambdaException", "InvalidLambdaResponseException",
})  # fmt: skip
"""Codes of what stands behind Cognito and is ours: the mail it cannot send, the trigger that failed."""
NO_SUCH_USER = "UserNotFoundException"


class PoolRefusal(Exception):
    """What Cognito refuses, by its code; who asked knows what it means. The message is for the log only."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.says = message


@dataclass(frozen=True, slots=True)
class UserPool:
    """A user pool, by one app client of it. Every call raises `PoolRefusal`, `IdentityUnavailable`."""

    pool_id: str
    client_id: str

    @classmethod
    def from_settings(cls) -> "UserPool":
        """Raises `SettingMissing`."""
        return cls(required("IDENTITY_POOL_ID"), required("IDENTITY_CLIENT_ID"))

    def ask(self, operation: str, username: str, **given: object) -> dict[str, Any]:
        """An operation that anybody may call who knows the client's secret."""
        seen = _visitor().address
        context = {"UserContextData": {"IpAddress": seen}} if seen else {}
        return self.call(
            operation, ClientId=self.client_id, SecretHash=self.secret_hash(username), Username=username,
            **context, **given,
        )  # fmt: skip

    def order(self, operation: str, username: str, **given: object) -> dict[str, Any]:
        """An operation that IAM allows us, about a person."""
        return self.call(operation, UserPoolId=self.pool_id, Username=username, **given)

    def begin(self, flow: str, username: str, parameters: Mapping[str, str] | None = None) -> dict[str, Any]:
        """Begin a sign-in, seen to come from the visitor's address and not from ours."""
        named = {"USERNAME": username, "SECRET_HASH": self.secret_hash(username)}
        return self.call(
            "admin_initiate_auth", UserPoolId=self.pool_id, ClientId=self.client_id, AuthFlow=flow,
            AuthParameters=named | dict(parameters or {}), **_context(),
        )  # fmt: skip

    def go_on(
        self, challenge: str, username: str, session: str, answers: Mapping[str, str]
    ) -> dict[str, Any]:
        """Answer the challenge of a sign-in that was begun."""
        named = {"USERNAME": username, "SECRET_HASH": self.secret_hash(username)}
        return self.call(
            "admin_respond_to_auth_challenge", UserPoolId=self.pool_id, ClientId=self.client_id,
            ChallengeName=challenge, Session=session, ChallengeResponses=named | dict(answers), **_context(),
        )  # fmt: skip

    def with_token(self, operation: str, **token: str) -> dict[str, Any]:
        """An operation about a refresh token."""
        return self.call(operation, ClientId=self.client_id, ClientSecret=self._secret(), **token)

    def secret_hash(self, username: str) -> str:
        """What shows that we hold the client's secret, for this user name."""
        digest = hmac.new(self._secret().encode(), f"{username}{self.client_id}".encode(), hashlib.sha256)
        return base64.b64encode(digest.digest()).decode()

    def _secret(self) -> str:
        return _client_secret(self.pool_id, self.client_id)

    def call(self, operation: str, **parameters: object) -> dict[str, Any]:
        """One call. Raises `PoolRefusal`, `IdentityUnavailable`."""
        from botocore.exceptions import BotoCoreError, ClientError, ParamValidationError

        try:
            answer: dict[str, Any] = getattr(pool_client(), operation)(**parameters)
        except ParamValidationError:
            # What a person typed fits into no field of Cognito's, a blank in a code for example.
            raise PoolRefusal("InvalidParameterException", operation) from None
        except ClientError as error:
            told = error.response.get("Error", {})
            code, says = str(told.get("Code")), str(told.get("Message"))
            if code in OUTAGES or _status_of(error.response) >= 500:
                raise _unavailable(operation, code) from None
            raise PoolRefusal(code, says) from None
        except BotoCoreError as error:
            raise _unavailable(operation, type(error).__name__) from error
        return answer


@lru_cache(maxsize=1)
def pool_client() -> "CognitoIdentityProviderClient":
    """The client of this process. One that waits longer than its Lambda may is of no use."""
    import boto3  # 150 ms: only where somebody signs in
    from botocore.config import Config

    config = Config(
        connect_timeout=2, read_timeout=4, retries={"mode": "standard", "total_max_attempts": 2},
        user_agent_extra="atomic-influence",
    )  # fmt: skip
    return boto3.client("cognito-idp", config=config)


@lru_cache(maxsize=2)
def _client_secret(pool_id: str, client_id: str) -> str:
    told = UserPool(pool_id, client_id).call(
        "describe_user_pool_client", UserPoolId=pool_id, ClientId=client_id
    )
    secret: str = told["UserPoolClient"]["ClientSecret"]
    return secret


def forget() -> None:
    """Drop what is cached: the client, and its secret."""
    pool_client.cache_clear()
    _client_secret.cache_clear()


def _visitor() -> Actor:
    take = limits.current().take
    return ANONYMOUS if take is None else take.actor


def _context() -> dict[str, object]:
    """Where a sign-in comes from, for Cognito's threat protection; nothing where nobody knows."""
    visitor = _visitor()
    if not visitor.address:
        return {}
    told = {
        "IpAddress": visitor.address, "ServerName": urlsplit(optional("API_BASE_URL") or "").hostname or "api",
        "ServerPath": "/auth", "HttpHeaders": [{"headerName": "User-Agent", "headerValue": visitor.user_agent}],
    }  # fmt: skip
    return {"ContextData": told}


def _status_of(response: Any) -> int:
    return int(response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))


def _unavailable(operation: str, why: str) -> IdentityUnavailable:
    logger().warning("the user pool does not answer", extra={"operation": operation, "reason": why})
    return IdentityUnavailable()
