"""Bodies and answers of the OAuth round trip."""

from typing import Annotated, Literal, Self

from pydantic import StringConstraints, model_validator

from common.models.base import Input, Output
from common.models.platform import Platform

CODE = r"^[\x21-\x7e]{1,2000}$"
STATE = r"^[A-Za-z0-9_-]{1,200}$"
Code = Annotated[str, StringConstraints(pattern=CODE)]
"""What the platform appended to our redirect URI."""
State = Annotated[str, StringConstraints(pattern=STATE)]
Ticket = Annotated[str, StringConstraints(pattern=STATE)]
"""What our redirect appended to the front end's address; good for a minute and one use."""


class Authorization(Output):
    """Where the person says yes; good for ten minutes and one use."""

    url: str
    """The platform's page where the person says yes; good once, for ten minutes."""


class Callback(Input):
    """What a platform's redirect brings back."""

    code: str | None = None
    state: str | None = None
    error: str | None = None


class ConnectPlatform(Input):
    """Edge action: connect the account that a callback's ticket stands for, or a code that came past us."""

    action: Literal["connect-platform"]
    ticket: Ticket | None = None
    """What the callback appended to the front end's address; good once, for a minute."""
    platform: Platform | None = None
    code: Code | None = None
    """What the platform appended, where the front end received it itself."""
    state: State | None = None
    """The round trip that the code came by."""

    @model_validator(mode="after")
    def _names_one_way(self) -> Self:
        if self.ticket is None and (self.platform is None or self.code is None):
            raise ValueError("must name either ticket, or platform and code")
        if self.ticket is not None and (self.platform, self.code, self.state) != (None, None, None):
            raise ValueError("a ticket goes alone")
        return self
