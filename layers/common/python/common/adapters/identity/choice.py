"""Which provider answers: the local one on a laptop, Cognito where the stage has a user pool."""

from uuid import UUID

from common.adapters.identity.port import AccountFollower, AccountState, IdentityProvider
from common.errors import NotConfigured
from common.settings import Stage, optional, settings


class NothingFollows:
    """Implements `AccountFollower` on a laptop: its provider's rows are our own."""

    def follow(self, user_id: UUID, state: AccountState) -> None:
        """Nothing is to be done."""


def identity_provider() -> IdentityProvider:
    """The provider of this stage. Raises `NotConfigured` in AWS where a function knows no user pool."""
    if settings().stage is Stage.LOCAL:
        from common.adapters.identity.local import LocalIdentity  # argon2 is loaded only where it is used

        return LocalIdentity.from_settings()
    _require_pool()
    from common.adapters.identity.cognito import CognitoIdentity

    return CognitoIdentity.from_settings()


def account_follower() -> AccountFollower:
    """Who has to know of a ban, an erasure, a new address. Raises `NotConfigured` as `identity_provider`."""
    if settings().stage is Stage.LOCAL:
        return NothingFollows()
    _require_pool()
    from common.adapters.identity.cognito_accounts import PoolFollower
    from common.adapters.identity.cognito_pool import UserPool

    return PoolFollower(UserPool.from_settings())


def _require_pool() -> None:
    if optional("IDENTITY_POOL_ID") is None:
        raise NotConfigured("Sign in with the identity provider of this stage.")
