"""What this capability reads from its environment."""

from common.settings import required


def short_link_base_url() -> str:
    """The address that short codes hang on, without a slash at its end. Raises `SettingMissing`."""
    return required("SHORT_LINK_BASE_URL").rstrip("/")
