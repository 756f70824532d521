"""Addresses of profiles, in the ways in which people paste them."""

import re
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from common.models.platform import Platform
from common.post_addresses import HOSTS, LANGUAGE_HOSTS

PATHS: Mapping[Platform, re.Pattern[str]] = {
    Platform.INSTAGRAM: re.compile(
        r"^/(?!(?:p|reels?|tv|stories|explore|accounts|share)(?:/|$))([A-Za-z0-9._]{1,30})/?$"
    ),
    Platform.TIKTOK: re.compile(r"^/@([\w.]{1,24})/?$"),
    Platform.TWITTER: re.compile(
        r"^/(?!(?:home|explore|search|hashtag|i|intent|share|settings)(?:/|$))@?([A-Za-z0-9_]{1,15})/?$"
    ),
    Platform.YOUTUBE: re.compile(r"^/(?:@|c/|user/)([^/]{1,100})(?:/(?:videos|featured|about|shorts))?/?$"),
    Platform.LINKEDIN: re.compile(r"^/in/([^/]{1,100})/?$"),
}


def read_profile_link(text: str) -> tuple[Platform, str] | None:
    """Platform and handle that an address means, with or without its scheme; None where it means no profile."""
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host = (parts.hostname or "").removesuffix(".")
    except ValueError:
        return None
    platform = HOSTS.get(host) or HOSTS.get(LANGUAGE_HOSTS.sub("", host))
    found = PATHS[platform].match(re.sub("/{2,}", "/", unquote(parts.path))) if platform else None
    return (platform, found[1]) if platform and found else None
