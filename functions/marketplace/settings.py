"""What this capability reads from its environment."""

from common.settings import required


def deal_file_bucket() -> str:
    """The bucket of files for deals. Raises `SettingMissing`."""
    return required("DEAL_FILE_BUCKET")
