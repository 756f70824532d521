"""Bodies of connected accounts."""

from typing import Literal

from common.models.base import Input
from common.models.platform import Platform


class DisconnectPlatform(Input):
    """Edge action: forget an account and its tokens."""

    action: Literal["disconnect-platform"]
    platform: Platform
