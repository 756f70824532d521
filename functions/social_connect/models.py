"""Bodies and answers that only this capability's routes use."""

from typing import Annotated, Literal

from aws_lambda_powertools.event_handler.openapi.params import Body
from pydantic import StringConstraints

from common.models.base import Input
from common.models.campaigns import Platform

Code = Annotated[str, StringConstraints(pattern=r"^[\x21-\x7e]{1,2000}$")]
"""What the platform appended to our redirect URI."""

State = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,200}$")]


class ConnectPlatform(Input):
    """Edge action: connect the account that the code stands for."""

    action: Literal["connect-platform"]
    platform: Platform
    code: Code
    state: State | None = None


class DisconnectPlatform(Input):
    """Edge action: forget an account and its tokens."""

    action: Literal["disconnect-platform"]
    platform: Platform


class SyncAllPlatforms(Input):
    """Edge action: read what is due; service and administrators only."""

    action: Literal["sync-all-platforms"]


class RefreshTokens(Input):
    """Edge action: renew tokens that are about to expire; service and administrators only."""

    action: Literal["refresh-tokens"]


SocialConnectAction = Annotated[
    ConnectPlatform | DisconnectPlatform | SyncAllPlatforms | RefreshTokens, Body(discriminator="action")
]
