"""Who signs badges: the stage's key in KMS, the laptop's own, or nobody."""

from functools import lru_cache

from common.adapters.signer.port import Signer
from common.errors import NotConfigured
from common.integrations import badges_availability
from common.secrets import integration_secret
from common.settings import Stage, optional, settings

KEY_ID = "BADGE_KEY_ID"
LOCAL_KEY = "LOCAL_BADGE_KEY"


def badge_signer() -> Signer:
    """The signer of this stage. Raises `NotConfigured` where there is none."""
    found = badges_availability()
    if found.mode == "off":
        raise NotConfigured(details=[{"missing": found.reason}])
    is_local = settings().stage is Stage.LOCAL
    return _made(
        is_local=is_local, key=(integration_secret(LOCAL_KEY) if is_local else optional(KEY_ID)) or ""
    )


@lru_cache(maxsize=2)
def _made(*, is_local: bool, key: str) -> Signer:
    """Kept by the process, with its public half."""
    if is_local:
        from common.adapters.signer.local import LocalSigner

        return LocalSigner(key)
    from common.adapters.signer.kms import kms_signer

    return kms_signer(key)
