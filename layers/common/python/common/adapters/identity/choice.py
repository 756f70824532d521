"""Which provider answers: the local one on a laptop; in AWS clients talk to Cognito themselves."""

from common.adapters.identity.port import IdentityProvider
from common.errors import NotConfigured
from common.settings import Stage, settings


def identity_provider() -> IdentityProvider:
    """The provider of this stage. Raises `NotConfigured` in AWS, where clients talk to Cognito themselves."""
    if settings().stage is not Stage.LOCAL:
        raise NotConfigured("Sign in with the identity provider of this stage.")
    from common.adapters.identity.local import LocalIdentity  # argon2 is loaded only where it is used

    return LocalIdentity.from_settings()
