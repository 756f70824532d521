"""What a user agent string says: device, browser, system, and whether nobody sits before it."""

import re
from dataclasses import dataclass
from importlib.metadata import version
from typing import Literal

from ua_parser import Result, parse

from common.user_agents.programs import FEATURE_PHONE, is_program

Device = Literal["desktop", "mobile", "tablet", "tv", "bot", "unknown"]

UNKNOWN = "unknown"
MOBILE_SYSTEMS = frozenset(
    {"iOS", "Android", "Windows Phone", "BlackBerry OS", "KaiOS", "Tizen", "Symbian OS", "HarmonyOS"}
)
DESKTOP_SYSTEMS = frozenset(
    {"Windows", "Mac OS X", "Linux", "Ubuntu", "Chrome OS", "Fedora", "FreeBSD", "Debian"}
)
TELEVISION = re.compile(
    r"\bAFT[A-Z0-9]{1,6}\b|BRAVIA|Smart-?TV|HbbTV|Google ?TV|Apple ?TV|NetCast|Viera|Roku|CrKey|MiTV|MiBOX|\bDTV"
    r"|\bTVs?\b",
    re.IGNORECASE,
)
TABLET = re.compile(
    r"iPad|\bTablet\b(?! PC)|Kindle|\bTab\b|\bPad\b|(?:Mate|Media|Mi|Think|Magic|Idea)Pad|\bSM-[TX]\d|\bGT-P\d"
    r"|Nexus (?:7|9|10)\b",
    re.IGNORECASE,
)
PHONE = re.compile(r"OpenHarmony|\[FBAN/FB4A|iPhone|Windows Phone|\bPhone\b")
APPS = {
    "Threads": re.compile(r"\bBarcelona \d"),
    "LinkedIn": re.compile(r"\[LinkedInApp\]"),
    "X": re.compile(r"\bTwitter(?:Android| for )"),
    "LINE": re.compile(r"\bLine/\d"),
}
"""Apps whose browser ua-parser takes for the system's; it knows Instagram's, TikTok's and Facebook's by name."""
RULES = 3
"""Counts up when a rule here or in `programs` changes: agents that older rules classified are looked at again."""
LISTS = ("crawlerdetect", "crawler-user-agents", "ua-parser", "ua-parser-builtins")


@dataclass(frozen=True, slots=True)
class UserAgent:
    """What a user agent string says."""

    user_agent: str
    device: Device
    browser: str
    os: str
    is_bot: bool


def edition() -> str:
    """By which rules and lists an agent is classified, with their versions."""
    return " ".join((f"rules {RULES}", *(f"{name} {version(name)}" for name in LISTS)))


def classify(user_agent: str) -> UserAgent:
    """The classes of one user agent string. Who sends none is a program, not a person with a browser."""
    parsed = parse(user_agent)
    is_bot = is_program(user_agent, parsed)
    return UserAgent(
        user_agent=user_agent,
        device="bot" if is_bot else _device(user_agent, parsed),
        browser=_browser(user_agent, parsed),
        os=parsed.os.family if parsed.os else UNKNOWN,
        is_bot=is_bot,
    )


def _browser(user_agent: str, parsed: Result) -> str:
    """The browser's name; an app's where somebody looks through the one within it."""
    app = next((name for name, pattern in APPS.items() if pattern.search(user_agent)), None)
    return app or (parsed.user_agent.family if parsed.user_agent else UNKNOWN)


def _device(user_agent: str, parsed: Result) -> Device:
    os = parsed.os.family if parsed.os else UNKNOWN
    family = parsed.device.family if parsed.device else ""
    if TELEVISION.search(user_agent):
        return "tv"
    if TABLET.search(f"{user_agent} {family}"):
        return "tablet"
    if os == "Android" and "Mobile" not in user_agent and not PHONE.search(user_agent):
        return "tablet"  # Android's own rule: a telephone says Mobile
    if os in MOBILE_SYSTEMS or PHONE.search(user_agent) or FEATURE_PHONE.search(user_agent):
        return "mobile"
    # X11 is how every desktop of the Unix family says so, of whatever distribution.
    return "desktop" if os in DESKTOP_SYSTEMS or "X11" in user_agent else "unknown"
