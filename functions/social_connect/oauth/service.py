"""Use cases of the round trip: away with a state, back with a code, which the person's own token redeems.

No request to a platform runs in a transaction, and none without that token: whose browser comes back with a code is
not known (RFC 9700, section 4.7).
"""

import base64
import hashlib
import re
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from common.adapters import vault
from common.adapters.social.choice import social_adapter
from common.adapters.social.codes import OURS, machine_code
from common.adapters.social.port import (
    ClientRefused,
    HalfTold,
    NotAsked,
    PlatformUnavailable,
    Profile,
    RateLimited,
    SocialAdapter,
    TokenRefused,
    Tokens,
)
from common.adapters.vault import VaultUnavailable
from common.database import transaction
from common.errors import BadRequest, Conflict, DomainError, Forbidden, NotConfigured
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
    TicketInvalid,
)
from social_connect.oauth import repository
from social_connect.oauth.models import CODE, STATE, Authorization, Callback, ConnectAccount
from social_connect.refresh.states import report

STATE_LIVES = timedelta(minutes=10)
TICKET_LIVES = timedelta(minutes=1)
STATES_KEPT = 10
"""Round trips that one person can have under way; with another one, the oldest is void."""
DENIALS = frozenset({"access_denied", "user_cancelled_authorize", "user_cancelled_login"})
CONNECT_REFUSALS = (
    TicketInvalid, StateInvalid, StateRequired, CreatorRequired, OtherAccountConnected, SocialAccountTaken, Conflict,
    NotConfigured, TokenRefused, PlatformUnavailable, ClientRefused, RateLimited, VaultUnavailable,
)  # fmt: skip
"""What connecting an account may end in."""


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
    state_hash = hash_of(state)
    verifier = secrets.token_urlsafe(64) if adapter.uses_pkce else None
    sealed = vault.seal(state_hash, verifier) if verifier else None
    with transaction(SERVICE) as tx:
        repository.forget_states(tx, user_id, STATES_KEPT - 1)
        repository.add_state(tx, state_hash, user_id, platform, code_verifier=sealed, lifetime=STATE_LIVES)
    return Authorization(url=adapter.authorize_url(state, challenge_of(verifier) if verifier else None))


def receive_callback(platform: Platform, callback: Callback) -> str:
    """A ticket for what the platform's redirect brings; with the token of whose state it is, it connects.

    Raises `StateInvalid`, `ConsentDenied`, `ClientRefused`, `PlatformUnavailable`, `BadRequest`, `VaultUnavailable`.
    """
    if callback.error:
        # Whatever else it says: the person is back without a code and starts again.
        _use(callback.state or "", platform, None)
        raise told_by_browser(callback.error)
    code = callback.code or ""
    if not re.fullmatch(CODE, code):
        _use(callback.state or "", platform, None)
        raise BadRequest("The platform sent no code.")
    state_hash = hash_state(callback.state or "")
    ticket = secrets.token_urlsafe(32)
    sealed = vault.seal(hash_of(ticket), code)
    with transaction(SERVICE) as tx:
        issued = repository.issue_ticket(
            tx, state_hash, platform, hash_of(ticket), sealed_code=sealed, lifetime=TICKET_LIVES
        )
    if not issued:
        raise StateInvalid
    return ticket


def connect(actor: Actor, asked: ConnectAccount) -> SocialAccount:
    """Connect by a callback's ticket, or by a code that the front end received itself.

    Raises what `connect_with_ticket` and `connect_with_code` raise.
    """
    if asked.platform is not None and asked.code is not None:
        return connect_with_code(actor, asked.platform, asked.code, asked.state)
    return connect_with_ticket(actor, asked.ticket or "")


def connect_with_ticket(actor: Actor, ticket: str) -> SocialAccount:
    """Exchange the code that a callback left for the round trip that this actor began.

    Raises `TicketInvalid`, and what `connect_with_code` raises but for the state.
    """
    user_id = require_creator(actor)
    ticket_hash = hash_of(ticket)
    with transaction(SERVICE) as tx:
        found = repository.redeem_ticket(tx, ticket_hash, user_id)
    if found is None:
        raise TicketInvalid
    trip = RoundTrip(user_id, open_verifier(found.state_hash, found.code_verifier))
    return _connect_account(trip, found.platform, vault.open(ticket_hash, found.sealed_code))


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


def require_oneself(actor: Actor, user_id: UUID) -> None:
    """Accounts are proven by whose they are. Raises `Forbidden`."""
    if actor.user_id != user_id:
        raise Forbidden


def require_creator(actor: Actor) -> UUID:
    """The actor's id. Raises `CreatorRequired`, and what the database says of banned people."""
    with transaction(actor) as tx:
        if actor.user_id is None or "creator" not in tx.context["roles"]:
            raise CreatorRequired
    return actor.user_id


def _use(state: str, platform: Platform, user_id: UUID | None) -> RoundTrip:
    state_hash = hash_state(state)
    with transaction(SERVICE) as tx:
        used = repository.use_state(tx, state_hash, platform, user_id)
    if used is None:
        raise StateInvalid
    return RoundTrip(used.user_id, open_verifier(state_hash, used.code_verifier))


def open_verifier(state_hash: bytes, sealed: bytes | None) -> str | None:
    """The PKCE verifier of a round trip, where there is one. Raises `VaultUnavailable`."""
    return vault.open(state_hash, sealed) if sealed else None


def _connect_account(trip: RoundTrip, platform: Platform, code: str) -> SocialAccount:
    adapter = social_adapter(platform)
    try:
        tokens = adapter.exchange(code, trip.code_verifier)
        # NOTE: what goes wrong from here on revokes nothing: Google would forget the person's other tokens, too.
        profile = profile_of(adapter, tokens)
    except ClientRefused as refusal:
        report(platform, refusal)
        raise
    return keep_account(trip.user_id, platform, tokens, profile, adapter.scopes)


def profile_of(adapter: SocialAdapter, tokens: Tokens) -> Profile:
    """Whoever the platform names is connected; what it does not tell now, the first reading asks for."""
    try:
        return adapter.profile(tokens.access_token, tokens.scopes)
    except HalfTold as half:
        profile: Profile = half.told
        return profile


def told_by_browser(error: str) -> DomainError:
    """What a platform's redirect says. It came through a browser, which may say anything: nobody is alerted."""
    if error in DENIALS:
        return ConsentDenied()
    return ClientRefused(error) if error in OURS else NotAsked(machine_code(error))


def hash_state(state: str) -> bytes:
    """Raises `StateInvalid` for what is none."""
    if not re.fullmatch(STATE, state):
        raise StateInvalid
    return hash_of(state)


def hash_of(secret: str) -> bytes:
    """SHA-256 suffices: states and tickets are 256 random bits."""
    return hashlib.sha256(secret.encode()).digest()


def challenge_of(verifier: str) -> str:
    """What a platform is told of a PKCE verifier."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
