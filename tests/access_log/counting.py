"""An independent count of an access log: plain Python, sets and regular expressions, no database and no `common`.

`python -m tests.access_log.counting FILE` prints it. Who is a bot is asked of crawlerdetect and ua-parser directly,
and the rest was judged by eye;
a third, coarse opinion (`LOOKS_AUTOMATIC`) guards against asking them in the same wrong way as the system does.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crawlerdetect import CrawlerDetect
from ua_parser import parse_device

LINE = re.compile(r'(?P<address>\S+) \S+ \S+ \[\d+/\w+/\d+:(?P<hour>\d\d):.*?\] "(?P<request>.*?)" \d+ \S+ '
                  r'"(?P<referrer>.*?)" "(?P<agent>.*?)"?$')  # fmt: skip
LOOKS_AUTOMATIC = re.compile(
    r"bot|crawl|spider|slurp|feed|rss|curl|wget|python|java/|perl|ruby|https?://", re.I
)
JUDGED_BY_EYE = (
    "Chef Client/", "distilator/", "Mozilla/4.0 (compatible;)", "MobileSafari/", "portscout/", "Newsify/",
    "Safari/9537", "Maui Browser", "IrssiUrlLog/", "Links (2.7;", "&as_qdr=all", "ZDM/", "Superblock-Denim",
)  # fmt: skip
"""Programs of this log that neither library knows: jobs, ports, feeds, whatever fetches by itself."""
BARE = "Mozilla/4.0"
LINKS = 7
"""The log's pages are spread over so many links."""


@dataclass(frozen=True)
class Hit:
    """One line of the log, as a visit of one of `LINKS` links."""

    address: str
    hour: int
    link: int
    referrer: str
    agent: str


@dataclass(frozen=True)
class Count:
    """What a report of the day should say."""

    clicks: int
    uniques: int
    bots: int
    agents_that_look_automatic: int
    devices: Counter[str]
    clicks_by_link: Counter[int]


def read(log: Path) -> Iterator[Hit]:
    """The log's lines; a dash stands for a header that was not sent."""
    for line in log.read_text("utf-8", errors="replace").splitlines():
        match = LINE.match(line)
        assert match is not None, line
        referrer, agent = ("" if match[name] == "-" else match[name] for name in ("referrer", "agent"))
        yield Hit(match["address"], int(match["hour"]), len(match["request"]) % LINKS, referrer, agent)


def count(hits: list[Hit]) -> Count:
    """Clicks of people, unique by (hour, link, address, agent), and what was left out as bots."""
    detector = CrawlerDetect()
    automatic = {agent: _is_bot(detector, agent) for agent in {hit.agent for hit in hits}}
    people = [hit for hit in hits if not automatic[hit.agent]]
    return Count(
        clicks=len(people),
        uniques=len({(hit.hour, hit.link, hit.address, hit.agent) for hit in people}),
        bots=len(hits) - len(people),
        agents_that_look_automatic=sum(
            1 for hit in hits if not hit.agent or LOOKS_AUTOMATIC.search(hit.agent)
        ),
        devices=Counter(_device(hit.agent) for hit in people),
        clicks_by_link=Counter(hit.link for hit in people),
    )


def _is_bot(detector: CrawlerDetect, agent: str) -> bool:
    device = parse_device(agent)
    return (
        agent in {"", BARE}
        or agent.startswith(JUDGED_BY_EYE)
        or (device is not None and device.family == "Spider")
        or bool(detector.isCrawler(agent))
    )


def _device(agent: str) -> str:
    """By the words that browsers themselves put there, without a library."""
    if re.search(r"iPad|Tablet|Kindle|Silk", agent):
        return "tablet"
    if "Android" in agent:
        return "mobile" if "Mobile" in agent else "tablet"
    if re.search(r"iPhone|iPod|Windows Phone|BlackBerry|MIDP|MAUI", agent):
        return "mobile"
    return (
        "desktop" if re.search(r"Windows|Macintosh|Mac OS X|Linux|CrOS|FreeBSD", agent, re.I) else "unknown"
    )


if __name__ == "__main__":
    print(count(list(read(Path(sys.argv[1])))))  # noqa: T201 - a script
