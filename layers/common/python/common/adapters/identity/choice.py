"""Which provider answers: the local one on a laptop, Cognito where the stage has a user pool."""

from common.adapters.identity.port import IdentityProvider
from common.errors import NotConfigured
from common.settings import Stage, optional, settings


def identity_provider() -> IdentityProvider:
    """The provider of this stage. Raises `NotConfigured` in AWS where a function knows no user pool."""
    if settings().stage is Stage.LOCAL:
        from common.adapters.identity.local import LocalIdentity  # argon2 is loaded only where it is used

        return LocalIdentity.from_settings()
    if optional("IDENTITY_POOL_ID") is None:
        raise NotConfigured("Sign in with the identity provider of this stage.")
    from common.adapters.identity.cognito import CognitoIdentity

    return CognitoIdentity.from_settings()
