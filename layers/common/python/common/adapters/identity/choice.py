"""Which provider answers: the local one on a laptop, Cognito where the stage has a user pool."""

from uuid import UUID

from common.adapters.identity.port import AccountKeeper, AccountState, IdentityProvider
from common.errors import NotConfigured
from common.settings import Stage, optional, settings


class OwnRows:
    """Implements `AccountKeeper` on a laptop: its provider's rows are our own."""

    def restore(self, user_id: UUID) -> bool:  # noqa: ARG002 - the port says whose
        """No account was missed."""
        return False

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


def account_keeper() -> AccountKeeper:
    """The accounts that the provider keeps beside ours. Raises `NotConfigured` as `identity_provider`."""
    if settings().stage is Stage.LOCAL:
        return OwnRows()
    _require_pool()
    from common.adapters.identity.cognito_accounts import PoolKeeper
    from common.adapters.identity.cognito_pool import UserPool

    return PoolKeeper(UserPool.from_settings())


def _require_pool() -> None:
    if optional("IDENTITY_POOL_ID") is None:
        raise NotConfigured("Sign in with the identity provider of this stage.")
