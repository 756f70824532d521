"""Bodies and answers as supabase-js writes and reads them. What it sends beside is left alone, as Supabase does."""

import json
from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
    model_validator,
)

from common.models.base import Output
from common.models.mailboxes import EmailAddress
from common.models.names import Name
from user_management.auth.models import Code, Password

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


class SupabaseInput(BaseModel):
    """What supabase-js sends: captcha tokens and channels of other kinds mean nothing here."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    code_challenge: None = None
    """Of the flow `pkce`, which there is not: tokens come back in the fragment of the address (flow `implicit`)."""


class SignUpData(BaseModel):
    """Of what a front end tells about a newcomer, what makes the account; the rest is kept for it."""

    model_config = ConfigDict(extra="allow", frozen=True)

    role: Literal["brand", "creator"] = "creator"
    full_name: Name

    @model_validator(mode="after")
    def _can_be_kept(self) -> Self:
        storable(self.model_extra or {})
        return self


class SupabaseSignUp(SupabaseInput):
    """A new account."""

    email: EmailAddress
    password: Password
    data: SignUpData


class Grant(SupabaseInput):
    """What tokens are asked for with: address and password, or a refresh token."""

    email: EmailAddress | None = None
    password: Password | None = None
    refresh_token: Annotated[str | None, Field(max_length=4_096)] = None


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
    token_hash: Token | None = None


class UserUpdate(SupabaseInput):
    """What a person changes: only what is sent. Password and address ask for `current_password` or a `nonce`."""

    email: EmailAddress | None = None
    password: Password | None = None
    data: Metadata | None = None
    current_password: SecretStr | None = Field(None, max_length=1_000)
    nonce: Code | None = None

    @property
    def changes_account(self) -> bool:
        """Whether more than data changes."""
        return self.email is not None or self.password is not None


class Identity(Output):
    """How a person signs in: there is one way, by their address."""

    identity_id: UUID
    id: UUID
    user_id: UUID
    identity_data: dict[str, Any]
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
    confirmed_at: datetime | None
    phone: Literal[""] = ""
    last_sign_in_at: datetime | None
    app_metadata: dict[str, Any]
    user_metadata: dict[str, Any]
    identities: list[Identity]
    created_at: datetime
    updated_at: datetime
    is_anonymous: Literal[False] = False


class SupabaseSession(Output):
    """Tokens and their owner; `expires_in` is in seconds, `expires_at` a Unix time."""

    access_token: str
    token_type: Literal["bearer"] = "bearer"  # noqa: S105 - the scheme, not a secret
    expires_in: int
    expires_at: int
    refresh_token: str
    user: SupabaseUser


class Nothing(Output):
    """An empty object: it is done, or is on its way."""


class External(Output):
    """The ways to sign in."""

    email: bool = True
    phone: bool = False
    anonymous_users: bool = False


class AuthSettings(Output):
    """What front ends ask before they draw a form."""

    external: External = External()
    disable_signup: bool = False
    mailer_autoconfirm: bool
    phone_autoconfirm: bool = False
    sms_provider: str = ""
    saml_enabled: bool = False
