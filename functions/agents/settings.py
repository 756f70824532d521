"""Settings of the capability, read from the environment."""

from common.settings import required


def contact_file_bucket() -> str:
    """Where files of contacts lie until they are imported. Raises `SettingMissing`."""
    return required("CONTACT_FILE_BUCKET")
