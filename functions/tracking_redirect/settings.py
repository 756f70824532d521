"""What this capability reads from its environment."""

from common.settings import optional, required


def short_link_base_url() -> str:
    """The address that short codes hang on, without a slash at its end. Raises `SettingMissing`."""
    return required("SHORT_LINK_BASE_URL").rstrip("/")


def records_by_queue() -> bool:
    """Whether clicks travel through SQS (`RECORDER=queue`) instead of straight into PostgreSQL."""
    return optional("RECORDER") == "queue"


def clicks_queue_url() -> str:
    """The queue of recorded visits. Raises `SettingMissing`."""
    return required("QUEUE_URL_CLICKS")


def snapshot_bucket() -> str:
    """The bucket that holds the snapshot of the links. Raises `SettingMissing`."""
    return required("LINK_SNAPSHOT_BUCKET")


def link_store() -> str:
    """The ARN of the store that the edge answers hot links from; "" where the stage has none."""
    return optional("LINK_STORE_ARN") or ""


def hash_keys_secret() -> str:
    """The secret (name or ARN) that holds the daily keys of visitor hashes. Raises `SettingMissing`."""
    return required("TRACKING_HASH_KEYS_SECRET")
