"""Lines of CloudFront's real-time log, made into what the redirect would have sent of the same visitor.

The function at the edge (`infra/edge_functions/redirect.js`) makes the click's id of the request's id and its time, and
says it in the media type of its answer. The visitor's address ends here, in a hash.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote
from uuid import UUID

from common.short_links import storable
from tracking_redirect.edge_clicks.repository import ClickedLink
from tracking_redirect.visits.facts import CODE, referrer_host
from tracking_redirect.visits.forwarding import is_scan
from tracking_redirect.visits.hashes import visitor_hash

FIELDS = (
    "timestamp", "c-ip", "cs-method", "cs-uri-stem", "cs-uri-query", "sc-status", "cs-user-agent", "cs-referer",
    "c-country", "x-edge-request-id", "x-edge-result-type", "sc-content-type",
)  # fmt: skip
"""As `infra/constructs/edge_redirect.py` asks for them, in this order."""
ANSWERED_AT_THE_EDGE = "FunctionGeneratedResponse"
ABSENT = "-"
SENT_ON = "302"
PATH = "/t/"
_CLICK = re.compile(r";\s*click=([0-9a-f]{32})")
_COUNTRY = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class EdgeClick:
    """A visitor whom the edge sent on."""

    code: str
    click_id: UUID
    address: str
    agent: str
    referrer: str
    country: str
    scan: bool

    @property
    def at(self) -> datetime:
        """When; its id says so."""
        return datetime.fromtimestamp((self.click_id.int >> 80) / 1000, UTC)


def read(record: dict[str, Any]) -> list[EdgeClick]:
    """The clicks of a record of the stream; what went on to the Lambda is none, for it counts those itself.

    Raises `ValueError` for what is no line of this log.
    """
    text = base64.b64decode(record["kinesis"]["data"], validate=True).decode("utf-8", "replace")
    lines = (dict(zip(FIELDS, line.split("\t"), strict=True)) for line in text.splitlines() if line)
    return [_click(line) for line in lines if _was_sent_on(line)]


def message_of(click: EdgeClick, link: ClickedLink) -> str:
    """The JSON of a `QueuedVisit`."""
    hashed = visitor_hash(click.address, click.agent, click.at.date())
    return json.dumps({
        "id": str(click.click_id), "at": click.at.isoformat(timespec="milliseconds"), "type": "click",
        "link": str(link.id), "campaign": str(link.campaign_id), "brand": str(link.brand_id),
        "creator": str(link.creator_user_id) if link.creator_user_id else None,
        "visitor": str(hashed) if hashed else None, "agent": click.agent, "referrer": click.referrer,
        "country": click.country, "scan": click.scan,
    })  # fmt: skip


def codes_of(clicks: Iterable[EdgeClick]) -> list[str]:
    """Their codes, each once."""
    return sorted({click.code for click in clicks})


def _was_sent_on(line: dict[str, str]) -> bool:
    return (line["x-edge-result-type"], line["sc-status"], line["cs-method"]) == (
        ANSWERED_AT_THE_EDGE, SENT_ON, "GET",
    )  # fmt: skip


def _click(line: dict[str, str]) -> EdgeClick:
    found = CODE.fullmatch(line["cs-uri-stem"].removeprefix(PATH))
    if found is None:
        raise ValueError(f"{line['cs-uri-stem']} is no short link.")
    country = line["c-country"]
    return EdgeClick(
        code=found[1],
        click_id=_id_of(line),
        address=line["c-ip"],
        agent=storable(_said(line["cs-user-agent"])),
        referrer=referrer_host(storable(_said(line["cs-referer"]))),
        country=country if _COUNTRY.fullmatch(country) else "",
        scan=is_scan("" if line["cs-uri-query"] == ABSENT else line["cs-uri-query"]),
    )


def _id_of(line: dict[str, str]) -> UUID:
    """What the visitor took along; where the log lacks it, one of the same request, always the same."""
    if found := _CLICK.search(_said(line["sc-content-type"])):
        return UUID(found[1])
    return click_id(line["x-edge-request-id"], round(float(line["timestamp"]) * 1000))


def click_id(request_id: str, milliseconds: int) -> UUID:
    """A UUID version 7 whose random bits are those of the request's id, as the function at the edge makes it."""
    bits = int(hashlib.sha256(request_id.encode()).hexdigest()[:19], 16)
    first, rest = bits >> 64, bits & (1 << 62) - 1
    return UUID(int=milliseconds << 80 | 7 << 76 | first << 64 | 2 << 62 | rest)


def _said(value: str) -> str:
    """A field of the log, whose escapes are CloudFront's; absent is "-"."""
    return "" if value == ABSENT else unquote(value)
