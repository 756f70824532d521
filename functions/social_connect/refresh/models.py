"""Body of the refresh."""

from typing import Literal

from common.models.base import Input


class RefreshTokens(Input):
    """Edge action: renew tokens that end soon; service and administrators only."""

    action: Literal["refresh-tokens"]
