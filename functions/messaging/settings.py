"""Settings of the capability, read from the environment."""

from common.settings import required


def message_file_bucket() -> str:
    """Where files of messages lie. Raises `SettingMissing`."""
    return required("MESSAGE_FILE_BUCKET")
