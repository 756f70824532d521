"""What this capability reads from its environment."""

from urllib.parse import urlsplit

from common.settings import optional, required


def referral_base_url() -> str:
    """The address that codes hang on: `/r` of the short domain. Raises `SettingMissing`."""
    short = urlsplit(required("SHORT_LINK_BASE_URL"))
    return f"{short.scheme}://{short.netloc}/r"


def apple_app_ids() -> tuple[str, ...]:
    """Apps of Apple's that open our links, each `TEAMID.bundle.id`."""
    return _listed("APPLE_APP_IDS")


def android_apps() -> tuple[tuple[str, str], ...]:
    """Apps of Android's that open our links: package, and SHA-256 fingerprint of the certificate that signs it."""
    apps = (app.partition(":") for app in _listed("ANDROID_APPS"))
    return tuple((package, fingerprint) for package, _, fingerprint in apps)


def contact_file_bucket() -> str:
    """Where files of contacts lie until they are imported. Raises `SettingMissing`."""
    return required("CONTACT_FILE_BUCKET")


def _listed(name: str) -> tuple[str, ...]:
    return tuple(part for each in (optional(name) or "").split(",") if (part := each.strip()))
