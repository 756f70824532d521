"""What a user agent string says: device, browser, system, and whether nobody sits before it."""

from functools import lru_cache

from crawlerdetect import CrawlerDetect
from ua_parser import parse

from tracking_redirect.aggregation.models import Device, UserAgent

UNKNOWN = "unknown"
MOBILE_SYSTEMS = frozenset({"iOS", "Android", "Windows Phone", "BlackBerry OS", "KaiOS", "Tizen"})
DESKTOP_SYSTEMS = frozenset(
    {"Windows", "Mac OS X", "Linux", "Ubuntu", "Chrome OS", "Fedora", "FreeBSD", "Debian"}
)
TABLETS = ("ipad", "tablet", "kindle")


@lru_cache(maxsize=1)
def _crawlers() -> CrawlerDetect:
    return CrawlerDetect()


def classify(user_agent: str) -> UserAgent:
    """The classes of one user agent string. Who sends none is a program, not a person with a browser."""
    parsed = parse(user_agent)
    family = parsed.device.family if parsed.device else ""
    brand = (parsed.device.brand or "") if parsed.device else ""
    os = parsed.os.family if parsed.os else UNKNOWN
    is_bot = not user_agent.strip() or family == "Spider" or bool(_crawlers().isCrawler(user_agent))
    return UserAgent(
        user_agent=user_agent,
        device="bot" if is_bot else _device(f"{family} {brand} {user_agent}".lower(), os, user_agent),
        browser=parsed.user_agent.family if parsed.user_agent else UNKNOWN,
        os=os,
        is_bot=is_bot,
    )


def _device(names: str, os: str, user_agent: str) -> Device:
    if any(word in names for word in TABLETS):
        return "tablet"
    if os in MOBILE_SYSTEMS:
        # Android's own rule: a telephone says Mobile, a tablet does not.
        return "tablet" if os == "Android" and "Mobile" not in user_agent else "mobile"
    # X11 is how every desktop of the Unix family says so, of whatever distribution.
    return "desktop" if os in DESKTOP_SYSTEMS or "X11" in user_agent else "unknown"
