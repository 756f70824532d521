"""Bodies and answers of the OAuth round trip."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from common.models.base import Input, Output
from common.models.platform import Platform

CODE = r"^[\x21-\x7e]{1,2000}$"
STATE = r"^[A-Za-z0-9_-]{1,200}$"
Code = Annotated[str, StringConstraints(pattern=CODE)]
"""What the platform appended to our redirect URI."""
State = Annotated[str, StringConstraints(pattern=STATE)]


class Authorization(Output):
    """Where the person says yes; good for ten minutes and one use."""

    url: str


class Callback(Input):
    """What a platform's redirect brings back."""

    code: str | None = None
    state: str | None = None
    error: str | None = None


class ConnectPlatform(Input):
    """Edge action: connect the account that the code stands for."""

    action: Literal["connect-platform"]
    platform: Platform
    code: Code
    state: State | None = None
