"""What this capability reads from its environment."""

from common.settings import required


def asset_bucket() -> str:
    """The bucket of uploaded files. Raises `SettingMissing`."""
    return required("ASSET_BUCKET")
