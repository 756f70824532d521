"""The values of the environment variables that the map names."""

from infra.constructs.identity import Identity
from infra.stages import Stage


def stage_values(stage: Stage, identity: Identity) -> dict[str, str]:
    """Variable → value. A name in the map that is not here fails the synth with a `KeyError`."""
    return {
        "STAGE": stage.name,
        "LOG_LEVEL": stage.log_level,
        "SITE_URL": stage.site_url,
        "SHORT_LINK_BASE_URL": stage.short_link_base_url,
        "IDENTITY_ISSUER": identity.issuer,
        "IDENTITY_CLIENT_ID": identity.web_client.user_pool_client_id,
        "SIGN_UP_CONFIRMATION": "code",
    }
