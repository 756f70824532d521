"""Addresses of what badges name. They stand in credentials for ever, so a change of one makes old badges worthless."""

from urllib.parse import quote, urlencode, urlsplit
from uuid import UUID

from common.pages import PRODUCT
from rewards.badges.models import Badge
from rewards.settings import badge_base_url

ISSUER = "platform"
"""The one of today; brands may have their own later."""
LINKEDIN = "https://www.linkedin.com/profile/add"


def issuer_url() -> str:
    """Of us as who issues badges, which verifiers compare with the address that they trust. Raises `SettingMissing`."""
    return f"{badge_base_url()}/issuers/{ISSUER}"


def issuer_did() -> str:
    """The same as a name of the method `web`. Raises `SettingMissing`."""
    return f"did:web:{quote(urlsplit(badge_base_url()).netloc, safe='')}"


def badge_url(credential_id: UUID) -> str:
    """Of a badge's page. Raises `SettingMissing`."""
    return f"{badge_base_url()}/badges/{credential_id}"


def achievement_url(key: str) -> str:
    """Of what a badge is for. Raises `SettingMissing`."""
    return f"{badge_base_url()}/badge-achievements/{key}"


def status_list_url(list_id: UUID) -> str:
    """Of the list that says whether a badge is void. Raises `SettingMissing`."""
    return f"{badge_base_url()}/status-lists/{list_id}"


def linkedin_url(badge: Badge, address: str) -> str:
    """Where its person adds a badge to their profile there."""
    return f"{LINKEDIN}?" + urlencode({
        "startTask": "CERTIFICATION_NAME", "name": badge.title, "organizationName": PRODUCT,
        "issueYear": badge.awarded_at.year, "issueMonth": badge.awarded_at.month,
        "certUrl": address, "certId": address.rpartition("/")[2],
    })  # fmt: skip
