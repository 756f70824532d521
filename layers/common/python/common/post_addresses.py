"""Addresses of posts, in all the ways in which people paste them."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from common.models.platform import Platform

LANGUAGE_HOSTS = re.compile(r"^(?:www|m|mobile|[a-z]{2})\.")
HOSTS = {
    "tiktok.com": Platform.TIKTOK,
    "vm.tiktok.com": Platform.TIKTOK,
    "vt.tiktok.com": Platform.TIKTOK,
    "youtube.com": Platform.YOUTUBE,
    "music.youtube.com": Platform.YOUTUBE,
    "gaming.youtube.com": Platform.YOUTUBE,
    "youtube-nocookie.com": Platform.YOUTUBE,
    "youtu.be": Platform.YOUTUBE,
    "instagram.com": Platform.INSTAGRAM,
    "instagr.am": Platform.INSTAGRAM,
    "x.com": Platform.TWITTER,
    "twitter.com": Platform.TWITTER,
    "fxtwitter.com": Platform.TWITTER,
    "vxtwitter.com": Platform.TWITTER,
    "fixupx.com": Platform.TWITTER,
    "fixvx.com": Platform.TWITTER,
    "linkedin.com": Platform.LINKEDIN,
    "lnkd.in": Platform.LINKEDIN,
}
"""Without the prefixes for phones and languages; the last ones of X show its posts elsewhere."""
PATHS = {
    Platform.TIKTOK: re.compile(
        r"^/(?:@[^/]*/(?:video|photo)|share/video|video|v|embed(?:/v2)?|player/v1)/([0-9]{1,25})(?:\.html)?(?:/|$)"
    ),
    Platform.YOUTUBE: re.compile(r"^/(?:shorts|live|embed|v|e)/([A-Za-z0-9_-]{1,20})(?:/|$)"),
    Platform.INSTAGRAM: re.compile(
        r"^/(?!share/|stories/)(?:[^/]+/)?(?:p|reels?|tv)/(?!audio/)([A-Za-z0-9_-]{1,50})(?:/|$)"
    ),
    Platform.TWITTER: re.compile(r"^/(?:[^/]+|i/web)/status(?:es)?/([0-9]{1,25})(?:/|$)"),
    Platform.LINKEDIN: re.compile(
        r"^/(?:posts/.*[-_](?=(?:activity|share|ugcPost)-[0-9])|(?:embed/)?feed/update/urn:li:)"
        r"(activity|share|ugcPost)[-:]([0-9]{1,25})(?:[-/]|$)"
    ),
}
SHORT_PATHS = {
    Platform.TIKTOK: re.compile(r"^/t/[A-Za-z0-9]{1,30}/?$"),
    Platform.INSTAGRAM: re.compile(r"^/share/(?:(?:p|reel)/)?[A-Za-z0-9_-]{1,50}/?$"),
}
SHORT_HOSTS = {
    "vm.tiktok.com": re.compile(r"^/[A-Za-z0-9]{1,30}/?$"),
    "vt.tiktok.com": re.compile(r"^/[A-Za-z0-9]{1,30}/?$"),
    "lnkd.in": re.compile(r"^/(?:p/)?[A-Za-z0-9_-]{1,30}/?$"),
}


@dataclass(frozen=True, slots=True)
class PostAddress:
    """A post: its platform, and what its addresses hold of it (the id; at Instagram a code)."""

    platform: Platform
    code: str


def read_address(url: str) -> PostAddress | None:
    """The post that an address means, the same for all the ways to write it; None where it means none."""
    found = _split(url)
    if found is None:
        return None
    platform, host, path, query = found
    code = _code(platform, host, path, query)
    return PostAddress(platform, code) if code else None


def code_of(url: str | None) -> str | None:
    """What an address holds of its post; None where it means none."""
    found = read_address(url) if url else None
    return found.code if found else None


def short_address(url: str) -> str | None:
    """The address that redirects to a post's, and nothing else of what was written; None where it is no such one."""
    found = _split(url)
    if found is None or read_address(url) is not None:
        return None
    platform, host, path, _ = found
    pattern = SHORT_HOSTS.get(host) or SHORT_PATHS.get(platform)
    if pattern is None or not pattern.match(path):
        return None
    return f"https://{host if host in SHORT_HOSTS else f'www.{host}'}{path}"


def platform_of(url: str) -> Platform | None:
    """Whose post an address means, or will mean when its redirect is followed; None where it means none."""
    found = _split(url)
    return found[0] if found and (read_address(url) or short_address(url)) else None


def _split(url: str) -> tuple[Platform, str, str, str] | None:
    """Platform, host, path, query."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removesuffix(".")
    except ValueError:
        return None
    host = host if host in HOSTS else LANGUAGE_HOSTS.sub("", host)
    platform = HOSTS.get(host)
    return (platform, host, re.sub(r"/{2,}", "/", unquote(parts.path)), parts.query) if platform else None


def _code(platform: Platform, host: str, path: str, query: str) -> str | None:
    if platform == Platform.YOUTUBE and path.rstrip("/") == "/watch":
        path = f"/v/{parse_qs(query).get('v', [''])[0]}"
    elif host == "youtu.be":
        path = f"/v{path}"
    elif host in SHORT_HOSTS:
        return None
    found = PATHS[platform].match(path)
    if not found:
        return None
    return found[1] if platform != Platform.LINKEDIN else f"urn:li:{found[1]}:{found[2]}"
