"""Use cases of the round trip: away with a state, back with a code. No request to a platform in a transaction."""

import base64
import hashlib
import re
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from common.adapters import vault
from common.adapters.social.choice import social_adapter
from common.adapters.social.port import PlatformUnavailable, RateLimited, TokenRefused
from common.adapters.vault import VaultUnavailable
from common.database import transaction
from common.errors import BadRequest, Conflict, NotConfigured
from common.errors.social import SocialAccountTaken
from common.identity import SERVICE, Actor
from common.models.platform import Platform
from common.models.social import SocialAccount
from social_connect.accounts.service import keep_account
from social_connect.errors import (
    ConsentDenied,
    CreatorRequired,
    OtherAccountConnected,
    StateInvalid,
    StateRequired,
)
from social_connect.oauth import repository
from social_connect.oauth.models import CODE, STATE, Authorization, Callback

STATE_LIVES = timedelta(minutes=10)
STATES_KEPT = 10
"""Round trips that one person can have under way; with another one, the oldest is void."""
DENIALS = frozenset({"access_denied", "user_cancelled_authorize", "user_cancelled_login"})
CONNECT_REFUSALS = (
    StateInvalid, StateRequired, CreatorRequired, OtherAccountConnected, SocialAccountTaken, Conflict,
    NotConfigured, TokenRefused, PlatformUnavailable, RateLimited, VaultUnavailable,
)  # fmt: skip
"""What connecting an account may end in; the redirect after a callback names one of them, too."""


@dataclass(frozen=True, slots=True)
class RoundTrip:
    """Who comes back, and what the platform wants to see again (PKCE)."""

    user_id: UUID
    code_verifier: str | None = field(default=None, repr=False)


def start_authorization(actor: Actor, platform: Platform) -> Authorization:
    """Where the person says yes. Raises `CreatorRequired`, `NotConfigured`, `VaultUnavailable`."""
    user_id = require_creator(actor)
    adapter = social_adapter(platform)
    state = secrets.token_urlsafe(32)
    state_hash = _hash(state)
    verifier = secrets.token_urlsafe(64) if adapter.uses_pkce else None
    sealed = vault.seal(state_hash, verifier) if verifier else None
    with transaction(SERVICE) as tx:
        repository.forget_states(tx, user_id, STATES_KEPT - 1)
        repository.add_state(tx, state_hash, user_id, platform, code_verifier=sealed, lifetime=STATE_LIVES)
    return Authorization(url=adapter.authorize_url(state, _challenge(verifier) if verifier else None))


def complete_callback(platform: Platform, callback: Callback) -> SocialAccount:
    """What the platform's redirect asks for; the state says who it is.

    Raises `StateInvalid`, `ConsentDenied`, `BadRequest`, and what `connect_with_code` raises.
    """
    trip = _use(callback.state or "", platform, None)
    if callback.error:
        # Whatever else it says: the person is back without a code and starts again.
        raise ConsentDenied if callback.error in DENIALS else TokenRefused("authorization_failed")
    code = callback.code or ""
    if not re.fullmatch(CODE, code):
        raise BadRequest("The platform sent no code.")
    actor = Actor("user", trip.user_id)
    require_creator(actor)  # banned, or no creator any more, since they left
    return _connect_account(trip, platform, code)


def connect_with_code(actor: Actor, platform: Platform, code: str, state: str | None) -> SocialAccount:
    """What a front end asks for that received the code itself.

    A state that is given must be this person's own. It must be given where the platform takes PKCE (its verifier
    is kept with it), and where one that we issued is still open: then the code is taken to belong to it.
    Raises `StateInvalid`, `StateRequired`, `CreatorRequired`, `NotConfigured`, `TokenRefused`,
    `PlatformUnavailable`, `OtherAccountConnected`, `SocialAccountTaken`.
    """
    user_id = require_creator(actor)
    adapter = social_adapter(platform)
    if state is not None:
        return _connect_account(_use(state, platform, user_id), platform, code)
    with transaction(SERVICE) as tx:
        is_needed = adapter.uses_pkce or repository.has_open_state(tx, user_id, platform)
    if is_needed:
        raise StateRequired
    return _connect_account(RoundTrip(user_id), platform, code)


def require_creator(actor: Actor) -> UUID:
    """The actor's id. Raises `CreatorRequired`, and what the database says of banned people."""
    with transaction(actor) as tx:
        if actor.user_id is None or "creator" not in tx.context["roles"]:
            raise CreatorRequired
    return actor.user_id


def _use(state: str, platform: Platform, user_id: UUID | None) -> RoundTrip:
    if not re.fullmatch(STATE, state):
        raise StateInvalid
    with transaction(SERVICE) as tx:
        used = repository.use_state(tx, _hash(state), platform, user_id)
    if used is None:
        raise StateInvalid
    sealed = used.code_verifier
    return RoundTrip(used.user_id, vault.open(_hash(state), sealed) if sealed else None)


def _connect_account(trip: RoundTrip, platform: Platform, code: str) -> SocialAccount:
    adapter = social_adapter(platform)
    tokens = adapter.exchange(code, trip.code_verifier)
    # NOTE: what goes wrong from here on revokes nothing: Google would forget the person's other tokens, too.
    return keep_account(trip.user_id, platform, tokens, adapter.profile(tokens.access_token))


def _hash(state: str) -> bytes:
    return hashlib.sha256(state.encode()).digest()


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
