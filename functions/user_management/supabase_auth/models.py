"""Bodies and answers as supabase-js writes and reads them. What it sends beside is left alone, as Supabase does."""

import json
from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
    model_validator,
)

from common.adapters.identity.port import SignUpRole
from common.models.base import Output
from common.models.mailboxes import EmailAddress
from common.models.names import Name
from user_management.auth.models import Code, Password, ReferralGiven

LARGEST_METADATA_BYTES = 12_000


def storable(kept: dict[str, Any]) -> dict[str, Any]:
    """What may be kept as JSON. Raises `ValueError` for what is too much, and what PostgreSQL keeps in no text."""
    text = json.dumps(kept, ensure_ascii=False, allow_nan=False)
    if len(text.encode()) > LARGEST_METADATA_BYTES:  # half a character is a ValueError, too
        raise ValueError(f"must not be larger than {LARGEST_METADATA_BYTES} bytes")
    if "\\u0000" in text:
        raise ValueError("must not hold the character NUL")
    return kept


Metadata = Annotated[dict[str, Any], AfterValidator(storable)]
"""What a front end keeps about its user."""
Token = Annotated[str, StringConstraints(min_length=1, max_length=1_000)]
VerifyKind = Literal["signup", "email", "magiclink", "recovery", "email_change"]
"""What a code is for, in Supabase's words; `email` is of a link or of a sign-up."""


def _as_far_as_known(told: object) -> object:
    """Of what a front end tells of who sent somebody, the texts that we know; the rest is left alone."""
    if not isinstance(told, dict):
        return None
    return {name: told[name] for name in ReferralGiven.model_fields if isinstance(told.get(name), str)}


class SupabaseInput(BaseModel):
    """What supabase-js sends: captcha tokens and channels of other kinds mean nothing here."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)

    code_challenge: None = None
    """Of the flow `pkce`, which there is not: tokens come back in the fragment of the address (flow `implicit`)."""


class SignUpData(BaseModel):
    """Of what a front end tells about a newcomer, what makes the account; the rest is kept for it."""

    model_config = ConfigDict(extra="allow", frozen=True, defer_build=True)

    role: SignUpRole = "creator"
    """What the account is for."""
    full_name: Name
    referral: Annotated[ReferralGiven | None, BeforeValidator(_as_far_as_known)] = None
    """Who sent them, as `signUp` takes it. It is not kept with the rest."""

    @model_validator(mode="after")
    def _can_be_kept(self) -> Self:
        storable(self.model_extra or {})
        return self


class SupabaseSignUp(SupabaseInput):
    """A new account."""

    email: EmailAddress
    password: Password
    """From 12 to 128 characters, and not easy to guess."""
    data: SignUpData


class Grant(SupabaseInput):
    """What tokens are asked for with: address and password, or a refresh token."""

    email: EmailAddress | None = None
    password: Password | None = None
    refresh_token: Annotated[str | None, Field(max_length=4_096)] = None
    """Good once, within 7 days."""

    @model_validator(mode="after")
    def _is_one_grant(self) -> Self:
        """Each kind has a limit of its own, and nobody picks the wider one for a password."""
        if self.refresh_token is not None and (self.email, self.password) != (None, None):
            raise ValueError("must hold a password or a refresh token, not both")
        return self


class AddressGiven(SupabaseInput):
    """Where a code is to go."""

    email: EmailAddress


class Resend(AddressGiven):
    """Which code is to go out again; of `email_change` the address is the present one."""

    type: Literal["signup", "email_change"]


class Verification(SupabaseInput):
    """A code that came by mail: with its address, or as the token of a mail's link."""

    type: VerifyKind
    email: EmailAddress | None = None
    token: Code | None = None
    """The code, beside its address."""
    token_hash: Token | None = None
    """What stands in the mail's link, in place of code and address."""

    @model_validator(mode="after")
    def _is_of_one_account(self) -> Self:
        if self.token_hash is not None and (self.email, self.token) != (None, None):
            raise ValueError("must hold email and token or token_hash, not both")
        return self


class UserUpdate(SupabaseInput):
    """What a person changes: only what is sent. Password and address ask for `current_password` or a `nonce`."""

    email: EmailAddress | None = None
    password: Password | None = None
    """From 12 to 128 characters, and not easy to guess."""
    data: Metadata | None = None
    """What the front end keeps of its user: what is sent changes, the rest stays."""
    current_password: SecretStr | None = Field(None, max_length=1_000)
    """The password of today, in place of a `nonce`."""
    nonce: Code | None = None
    """The code that `requestSupabaseNonce` sent, in place of the password."""

    @property
    def changes_account(self) -> bool:
        """Whether more than data changes."""
        return self.email is not None or self.password is not None


class Identity(Output):
    """How a person signs in: there is one way, by their address."""

    identity_id: UUID
    """The account's id."""
    id: UUID
    """The account's id."""
    user_id: UUID
    identity_data: dict[str, Any]
    """What `user_metadata` is."""
    provider: Literal["email"] = "email"
    email: str
    last_sign_in_at: datetime | None
    created_at: datetime
    updated_at: datetime


class SupabaseUser(Output):
    """The account as supabase-js knows it."""

    id: UUID
    aud: Literal["authenticated"] = "authenticated"
    role: Literal["authenticated"] = "authenticated"
    email: str
    new_email: str | None = None
    """The address that waits for its code; told where it is asked for only."""
    email_confirmed_at: datetime | None
    """When the address was confirmed; null: not yet."""
    confirmed_at: datetime | None
    phone: Literal[""] = ""
    last_sign_in_at: datetime | None
    app_metadata: dict[str, Any]
    """How the person signs in, and the roles that they have."""
    user_metadata: dict[str, Any]
    """What the front end keeps of its user, with name, address and role."""
    identities: list[Identity]
    created_at: datetime
    updated_at: datetime
    is_anonymous: Literal[False] = False


class SupabaseSession(Output):
    """Tokens and their owner; `expires_in` is in seconds, `expires_at` a Unix time."""

    access_token: str
    """Goes into `Authorization: Bearer` of each request."""
    token_type: Literal["bearer"] = "bearer"  # noqa: S105 - the scheme, not a secret
    expires_in: int
    """For how many seconds the access token is good."""
    expires_at: int
    """When that is over, in seconds since 1970 (Unix time)."""
    refresh_token: str
    user: SupabaseUser


class Nothing(Output):
    """An empty object: it is done, or is on its way."""


class External(Output):
    """The ways to sign in."""

    email: bool = True
    phone: bool = False
    anonymous_users: bool = False
    """Whether one may come in without an address: no."""


class AuthSettings(Output):
    """What front ends ask before they draw a form."""

    external: External = External()
    disable_signup: bool = False
    """Whether nobody may sign up: anybody may."""
    mailer_autoconfirm: bool
    """Whether an address counts at once, without a code."""
    phone_autoconfirm: bool = False
    """Whether a telephone number does: there are none."""
    sms_provider: str = ""
    """Who sends text messages: nobody does."""
    saml_enabled: bool = False
    """Whether one may sign in by SAML: no."""
