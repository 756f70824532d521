"""Bodies and answers that only this capability's routes use."""

import unicodedata
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, EmailStr, Field, SecretStr, StringConstraints

from common.adapters.identity.port import SignUpRole
from common.models.base import Input, Output
from common.models.lines import Line
from common.models.users import BrandRole, Role


def normalised(address: str) -> str:
    """One spelling for one mailbox: NFC and lower case, as the database wants it."""
    return unicodedata.normalize("NFC", address).lower()


EmailAddress = Annotated[EmailStr, AfterValidator(normalised), Field(max_length=320)]
Password = Annotated[SecretStr, Field(max_length=1_000)]
"""Long ones are refused by rule (`PASSWORD_REFUSED`), absurd ones before anything looks at them."""

Code = Annotated[str, Field(min_length=1, max_length=100)]


class SignUp(Input):
    """A new account. `admin` is no role that anybody gives themselves."""

    email: EmailAddress
    password: Password
    role: SignUpRole
    full_name: Line


class SignIn(Input):
    """A password sign-in."""

    email: EmailAddress
    password: Password


class RefreshToken(Input):
    """What a client holds between sign-ins."""

    refresh_token: Annotated[str, Field(min_length=1, max_length=4_096)]


class SignOut(Input):
    """`everywhere`: on all devices, not only where this refresh token lives."""

    refresh_token: Annotated[str, Field(min_length=1, max_length=4_096)]
    everywhere: bool = False


class AddressOnly(Input):
    """Where to send a code."""

    email: EmailAddress


class CodeOf(Input):
    """A code that came by e-mail."""

    email: EmailAddress
    code: Code


class PasswordReset(Input):
    """A new password, allowed by a code that came by e-mail."""

    email: EmailAddress
    code: Code
    password: Password


class CodeSent(Output):
    """Says the same whether there is such an account or not."""

    message: str = "If there is such an account, a code is on its way."


class Account(Output):
    """A new account. `confirmed`: it may sign in at once."""

    user_id: UUID
    email: str
    role: SignUpRole
    confirmed: bool


class TokenSet(Output):
    """Tokens; `expires_in` is the access token's life in seconds."""

    access_token: str
    refresh_token: str
    expires_in: int
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - the scheme, not a secret


class Health(Output):
    """The system can answer; where it cannot, the answer is a refusal."""

    status: Literal["ok"]
    database: Literal["ok"]


Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000)]
RoleChange = Literal["set", "grant", "revoke"]


class BanUser(Input):
    """Edge action: out at once and everywhere, until an administrator takes it back."""

    action: Literal["ban-user"]
    user_id: UUID
    reason: Reason


class SuspendUser(Input):
    """Edge action: as a ban, for the time of an inquiry."""

    action: Literal["suspend-user"]
    user_id: UUID
    reason: Reason


class UnbanUser(Input):
    """Edge action: let a banned or suspended person in again; they sign in anew."""

    action: Literal["unban-user"]
    user_id: UUID
    reason: Annotated[str, Field(max_length=2_000)] = ""


class UpdateRole(Input):
    """Edge action. `set`: this role and no other; `grant`: this one too; `revoke`: not this one."""

    action: Literal["update-role"]
    user_id: UUID
    role: Role
    change: RoleChange = "set"


class InviteToTeam(Input):
    """Whom to invite into a brand, and as what."""

    email: EmailAddress
    role: BrandRole


class AcceptTeamInvitation(Input):
    """The token that came by e-mail."""

    token: Annotated[str, Field(min_length=1, max_length=200)]


class InvitationAccepted(Output):
    """The brand that the caller belongs to from the next request on."""

    brand_id: UUID


class BrandOpened(Output):
    """A brand that the caller has opened."""

    id: UUID
