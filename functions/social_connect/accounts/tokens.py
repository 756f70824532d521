"""The pair of tokens of an account: sealed in its row, in the clear only where it is used."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from common.adapters import vault
from common.adapters.social.port import Tokens
from social_connect.errors import AccountNotReadable


@dataclass(frozen=True, slots=True)
class SealedTokens:
    """What the row of the account `id` holds; two are equal only if nobody stored tokens in between."""

    id: UUID
    access_token: bytes | None
    refresh_token: bytes | None
    token_expires_at: datetime | None = field(compare=False)
    scopes: list[str] = field(compare=False)


def seal_tokens(account_id: UUID, tokens: Tokens) -> SealedTokens:
    """Tokens for the row of this account and for no other. Raises `VaultUnavailable`."""
    return SealedTokens(
        id=account_id,
        access_token=vault.seal(account_id, tokens.access_token),
        refresh_token=vault.seal(account_id, tokens.refresh_token) if tokens.refresh_token else None,
        token_expires_at=tokens.expires_at,
        scopes=list(tokens.scopes),
    )


def open_tokens(sealed: SealedTokens) -> Tokens:
    """What `seal_tokens` sealed. Raises as `open_access_token`."""
    return Tokens(
        access_token=open_access_token(sealed),
        refresh_token=vault.open(sealed.id, sealed.refresh_token) if sealed.refresh_token else None,
        expires_at=sealed.token_expires_at,
        scopes=tuple(sealed.scopes),
    )


def open_access_token(sealed: SealedTokens) -> str:
    """The access token alone. Raises `AccountNotReadable` (there is none), `SealBroken`, `VaultUnavailable`."""
    if sealed.access_token is None:
        raise AccountNotReadable
    return vault.open(sealed.id, sealed.access_token)
