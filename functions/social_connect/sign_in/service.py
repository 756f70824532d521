"""Use cases of signing in with a connected account: away with a state, back with a ticket, then a ticket of ours.

Whose browser comes back is known by what it kept to itself (RFC 7636, towards us): a ticket in a stranger's hands, or
one that a stranger hands to somebody, opens nothing. No request to a platform runs in a transaction.
"""

import base64
import re
import secrets

from common.adapters import vault
from common.adapters.identity.tickets import SECONDS, issue_ticket
from common.adapters.social.choice import social_adapter
from common.adapters.social.port import (
    ClientRefused,
    PlatformUnavailable,
    RateLimited,
    TokenRefused,
)
from common.adapters.vault import VaultUnavailable
from common.database import transaction
from common.errors import BadRequest, Conflict, NotConfigured
from common.errors.social import SocialAccountTaken
from common.identity import SERVICE
from common.models.platform import Platform
from social_connect.accounts.service import keep_account
from social_connect.errors import OtherAccountConnected, SocialSignInUnknown, StateInvalid, TicketInvalid
from social_connect.oauth.models import CODE, Authorization, Callback
from social_connect.oauth.service import (
    STATE_LIVES,
    TICKET_LIVES,
    challenge_of,
    hash_of,
    hash_state,
    open_verifier,
    profile_of,
    told_by_browser,
)
from social_connect.refresh.states import report
from social_connect.sign_in import repository
from social_connect.sign_in.models import SignInTicket, SocialSignInProof, SocialSignInStart

PREFIX = "sign-in-"
"""Of states of a sign-in: the callback knows by it which round trip comes back."""
REFUSALS = (
    TicketInvalid, SocialSignInUnknown, OtherAccountConnected, SocialAccountTaken, Conflict, NotConfigured,
    TokenRefused, PlatformUnavailable, ClientRefused, RateLimited, VaultUnavailable,
)  # fmt: skip
"""What proving an account may end in."""


def start(asked: SocialSignInStart) -> Authorization:
    """Where the person says yes. Raises `NotConfigured`, `VaultUnavailable`."""
    platform = Platform(asked.platform)
    adapter = social_adapter(platform)
    state = f"{PREFIX}{secrets.token_urlsafe(32)}"
    state_hash = hash_of(state)
    verifier = secrets.token_urlsafe(64) if adapter.uses_pkce else None
    sealed = vault.seal(state_hash, verifier) if verifier else None
    proof_hash = base64.urlsafe_b64decode(f"{asked.challenge}=")
    with transaction(SERVICE) as tx:
        repository.add_state(tx, state_hash, platform, proof_hash, code_verifier=sealed, lifetime=STATE_LIVES)
    return Authorization(url=adapter.authorize_url(state, challenge_of(verifier) if verifier else None))


def receive_callback(platform: Platform, callback: Callback) -> str:
    """A ticket for what the platform's redirect brings.

    Raises `StateInvalid`, `ConsentDenied`, `ClientRefused`, `PlatformUnavailable`, `BadRequest`, `VaultUnavailable`.
    """
    state_hash, code = hash_state(callback.state or ""), callback.code or ""
    if callback.error or not re.fullmatch(CODE, code):
        with transaction(SERVICE) as tx:
            used = repository.use_state(tx, state_hash, platform)
        if not used:
            raise StateInvalid
        if callback.error:
            raise told_by_browser(callback.error)
        raise BadRequest("The platform sent no code.")
    ticket = secrets.token_urlsafe(32)
    sealed = vault.seal(hash_of(ticket), code)
    with transaction(SERVICE) as tx:
        issued = repository.issue_ticket(
            tx, state_hash, platform, hash_of(ticket), sealed_code=sealed, lifetime=TICKET_LIVES
        )
    if not issued:
        raise StateInvalid
    return ticket


def prove(given: SocialSignInProof) -> SignInTicket:
    """A ticket of ours for whose account the platform names; its tokens are kept as those of a new connection.

    Raises `TicketInvalid`, `SocialSignInUnknown`, and what connecting an account raises.
    """
    ticket_hash = hash_of(given.ticket)
    with transaction(SERVICE) as tx:
        found = repository.redeem_ticket(tx, ticket_hash, hash_of(given.verifier))
    if found is None:
        raise TicketInvalid
    adapter = social_adapter(found.platform)
    try:
        code = vault.open(ticket_hash, found.sealed_code)
        tokens = adapter.exchange(code, open_verifier(found.state_hash, found.code_verifier))
        profile = profile_of(adapter, tokens)
    except ClientRefused as refusal:
        report(found.platform, refusal)
        raise
    with transaction(SERVICE) as tx:
        owner = repository.find_owner(tx, found.platform, profile.platform_user_id)
    if owner is None:
        raise SocialSignInUnknown
    keep_account(owner, found.platform, tokens, profile, adapter.scopes)
    return SignInTicket(ticket=issue_ticket(owner), expires_in=SECONDS)
