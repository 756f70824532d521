"""Bodies and answers of sign-up and sign-in."""

from collections.abc import Callable
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, SecretStr

from common.adapters.identity.port import SignUpRole
from common.models.base import Input, Output
from common.models.mailboxes import EmailAddress
from common.models.names import Name

Password = Annotated[SecretStr, Field(max_length=1_000)]
"""Long ones are refused by rule (`PASSWORD_REFUSED`), absurd ones before anything looks at them."""
Code = Annotated[str, Field(min_length=1, max_length=100)]


LONGEST_REFERRAL_CODE = 40
LONGEST_REFERRAL_TOKEN = 200


def _legible(longest: int) -> Callable[[str], str | None]:
    """What cannot be a code or a token says nothing: nobody is kept out for what a link brought along."""

    def read(text: str) -> str | None:
        told = text.strip()
        is_text = "\0" not in told and not any("\ud800" <= character <= "\udfff" for character in told)
        return told if is_text and 0 < len(told) <= longest else None

    return read


class ReferralGiven(Input):
    """Who sent a newcomer, as far as it is known; what is not understood is passed over."""

    code: Annotated[str, AfterValidator(_legible(LONGEST_REFERRAL_CODE))] | None = None
    """An agent's code, as it was typed."""
    touch: Annotated[str, AfterValidator(_legible(LONGEST_REFERRAL_TOKEN))] | None = None
    """What an agent's link brought along as `ref`."""
    invite: Annotated[str, AfterValidator(_legible(LONGEST_REFERRAL_TOKEN))] | None = None
    """What the link of an invite brought along."""


class SignUp(Input):
    """A new account. `admin` is no role that anybody gives themselves."""

    email: EmailAddress
    password: Password
    """From 12 to 128 characters, and not easy to guess."""
    role: SignUpRole
    """What the account is for."""
    full_name: Name
    referral: ReferralGiven | None = None
    """Who sent them: the code first, then the invite, then the touch."""


class SignIn(Input):
    """A password sign-in."""

    email: EmailAddress
    password: Password


class RefreshToken(Input):
    """What a client holds between sign-ins."""

    refresh_token: Annotated[str, Field(min_length=1, max_length=4_096)]


class TicketOf(Input):
    """What shows otherwise who they are."""

    ticket: Annotated[str, Field(min_length=1, max_length=200)]
    """What `proveSocialAccount` answered; good once."""


class SignOut(Input):
    """`everywhere`: on all devices, not only where this refresh token lives."""

    refresh_token: Annotated[str, Field(min_length=1, max_length=4_096)]
    everywhere: bool = False
    """Whether all sign-ins of the account end, and not only this one."""


class AddressOnly(Input):
    """Where to send a code."""

    email: EmailAddress


class CodeOf(Input):
    """A code that came by e-mail."""

    email: EmailAddress
    code: Code
    """What came by mail."""


class PasswordReset(Input):
    """A new password, allowed by a code that came by e-mail."""

    email: EmailAddress
    code: Code
    """What came by mail."""
    password: Password
    """From 12 to 128 characters, and not easy to guess."""


class CodeSent(Output):
    """Says the same whether there is such an account or not."""

    message: str = "If there is such an account, a code is on its way."


class Account(Output):
    """A new account. `confirmed`: it may sign in at once."""

    user_id: UUID
    email: str
    role: SignUpRole
    """What the account is for."""
    confirmed: bool
    """Whether it may sign in at once; else a code is on its way."""


class TokenSet(Output):
    """Tokens; `expires_in` is the access token's life in seconds."""

    access_token: str
    """Goes into `Authorization: Bearer` of each request."""
    refresh_token: str
    expires_in: int
    """For how many seconds the access token is good."""
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - the scheme, not a secret
