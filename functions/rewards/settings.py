"""What this capability reads from its environment."""

from common.settings import required


def badge_base_url() -> str:
    """Under which address badges are found, which stands in them for ever; no slash at its end.

    Never the host that a request names. Raises `SettingMissing`.
    """
    return required("BADGE_BASE_URL").rstrip("/")
