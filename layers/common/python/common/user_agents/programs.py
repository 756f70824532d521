"""Whether nobody sits before a user agent: crawlers, previews, monitors, libraries, apps that fetch by themselves.

Two lists that others keep (CrawlerDetect and crawler-user-agents) know programs by name. Two rules know them by what
a browser says and they do not. Device names of Android are taken out before a list is asked: there are telephones
called "Spider 8" and tablets called "Bot Tab".
"""

import re
from functools import lru_cache

from crawlerdetect import CrawlerDetect
from crawleruseragents import CRAWLER_USER_AGENTS_DATA
from ua_parser import Result

SPIDER = "Spider"
NAMES_OF_PEOPLE = frozenset({
    r"AP3A\.240617\.008",  # a build of Android 15, on many telephones
    "MetaIAB Facebook", "Viber", "Sogou", "Sonic", "Fluid",  # browsers within apps; Sonic is Slack's
})  # fmt: skip
"""Patterns of the second list that people's browsers match, too."""
CODE_OF_AN_APPLE_APP = "CFNetwork/"
SIGNS = re.compile(
    r"scanner|synthetics?|webpreview|link ?preview|\bpreview[/ ;)]|-scrap|googleweblight|burpcollaborator|proxy\)"
    r"|like Gecko; compatible; |^\w+[,|] ?Mozilla/|Chrome/[\d.]+(?!Mobile)[a-z]",
    re.IGNORECASE,
)
"""A name for what it does, a name where browsers have none, or a browser's name put together wrongly."""
BROWSERS_BEGINNING = re.compile(r"Mozilla/|Opera/|UCWEB|dv\(|Dalvik/|\[FB", re.IGNORECASE)
FEATURE_PHONE = re.compile(
    r"MIDP|CLDC|MAUI|WAP|UP\.(?:Browser|Link)|DoCoMo|KDDI|Obigo|Teleca|NetFront|MRE\b|Series60|\bBrowser/"
)
SLACK_ON_A_DESK = re.compile(r" Slack/[\d.]+(?= .*Electron/)")
ANDROID_MODEL = re.compile(r"(\(Linux;(?: U;)? Android [\d.]+)(?:; [^();]*)+\)")


def is_program(user_agent: str, parsed: Result) -> bool:
    """Whether a program sent this; `parsed` is ua-parser's reading. Who sends nothing is one."""
    return (
        not user_agent.strip()
        or (parsed.device is not None and parsed.device.family == SPIDER)
        or _is_listed(user_agent)
        or SIGNS.search(user_agent) is not None
        or (not FEATURE_PHONE.search(user_agent) and _is_no_browser(user_agent, parsed))
    )


def _is_listed(user_agent: str) -> bool:
    name = SLACK_ON_A_DESK.sub("", user_agent)
    name = name if "compatible" in name else ANDROID_MODEL.sub(r"\1)", name)
    return bool(_crawlers().isCrawler(name)) or _by_name().search(name) is not None


def _is_no_browser(user_agent: str, parsed: Result) -> bool:
    """Neither a browser nor a system is named; or it begins as none does, on no device that has a maker."""
    if parsed.user_agent is None and parsed.os is None:
        return True
    maker = parsed.device.brand if parsed.device else None
    of_an_app = maker is None or CODE_OF_AN_APPLE_APP in user_agent
    return of_an_app and not BROWSERS_BEGINNING.match(user_agent)


@lru_cache(maxsize=1)
def _crawlers() -> CrawlerDetect:
    return CrawlerDetect()


@lru_cache(maxsize=1)
def _by_name() -> re.Pattern[str]:
    patterns = (entry["pattern"] for entry in CRAWLER_USER_AGENTS_DATA)
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns if pattern not in NAMES_OF_PEOPLE))
