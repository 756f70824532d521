"""The act of the visitors: they follow the creators' links, and some of them buy."""

import time
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from atomic_influence import models
from tools.story.deeds import Kind, Order, Visit
from tools.story.plot import BRAND, CRAWLER, DESKTOP, JONAS, MARA, PHONE, TABLET
from tools.story.stage import Stage, StoryStopped
from tools.story.telling import money

SECONDS_OF_THE_VISITS = 60
"""An hour that turns among the visits would leave open which of them are one visitor."""
OF_MARA = (
    (Kind.CLICK, PHONE), (Kind.CLICK, PHONE), (Kind.CLICK, DESKTOP), (Kind.SCAN, TABLET), (Kind.CLICK, TABLET),
    (Kind.SCAN, PHONE), (Kind.VIEW, PHONE), (Kind.VIEW, DESKTOP), (Kind.PROGRAM, CRAWLER), (Kind.HEAD, PHONE),
    (Kind.CLICK, DESKTOP),
)  # fmt: skip
OF_JONAS = (
    (Kind.CLICK, DESKTOP), (Kind.PROGRAM, CRAWLER), (Kind.CLICK, PHONE), (Kind.VIEW, TABLET), (Kind.CLICK, DESKTOP),
)  # fmt: skip
NIGHT = timedelta(hours=2)
"""After midnight: when the day before is counted."""


def visit(stage: Stage) -> None:
    """People and programs come, and shops report what was bought; an hour's end is waited for where it is near."""
    stage.teller.act("Clicks and orders")
    _stay_within_an_hour(stage)
    mara, jonas = _follow(stage, MARA, OF_MARA), _follow(stage, JONAS, OF_JONAS)
    _order(stage, "P-1", Order(MARA, mara[0], 64_900, "usd"))
    _order(stage, "P-2", Order(MARA, mara[0], 3_550, "usd"))
    _order(stage, "P-3", Order(MARA, mara[3], 24_950, "usd"))
    _order(stage, "P-3", Order(MARA, mara[3], 24_950, "usd"))
    _order(stage, "P-4", Order(JONAS, jonas[1], 8_730, "eur"))
    _give_back(stage, "P-3", 9_990)


def end_the_day(stage: Stage) -> None:
    """The night after counts the day; as long as the day is not really over, reports go on counting it themselves."""
    stage.teller.act("The next day")
    day = max(visit.at for visit in stage.deeds.visits)
    midnight = day.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    stage.run_job("tracking-aggregation", midnight + NIGHT)


def _stay_within_an_hour(stage: Stage) -> None:
    now = datetime.now(UTC)
    left = 3_600 - now.minute * 60 - now.second
    if left < SECONDS_OF_THE_VISITS:
        stage.teller.say("the clock", f"the hour ends in {left} seconds: the visitors wait for the next one")
        time.sleep(left + 1)


def _follow(stage: Stage, creator: str, visits: tuple[tuple[Kind, str], ...]) -> list[str]:
    """The ids of the clicks, in their order, as the shop gets them."""
    client = stage.cast[creator].client
    participation = next(
        one for one in client.invitations.list_participants().data if one.campaign_id == stage.campaign
    )
    if participation.tracking_link is None:
        raise StoryStopped(f"{creator} has no link")
    link = client.tracking.read_tracking_link(participation.tracking_link)
    ids = []
    for kind, agent in visits:
        click_id = _knock(stage, link.url, kind, agent)
        stage.deeds.visits.append(Visit(creator, kind, agent, datetime.now(UTC)))
        if kind in (Kind.CLICK, Kind.SCAN):
            ids.append(click_id)
    told = ", ".join(
        f"{sum(one is kind for one, _ in visits)}× {kind}" for kind in Kind if kind in dict(visits)
    )
    stage.teller.say("visitors", f"at {link.url} of {creator}: {told}")
    return ids


def _knock(stage: Stage, url: str, kind: Kind, agent: str) -> str:
    """The `aclid` that the visitor takes along; empty where there is none."""
    address = {Kind.SCAN: f"{url}?qr=1", Kind.VIEW: f"{url}/view.gif"}.get(kind, url)
    answer = stage.web.request("HEAD" if kind is Kind.HEAD else "GET", address, headers={"user-agent": agent})
    if answer.status_code != (200 if kind is Kind.VIEW else 302):
        raise StoryStopped(f"{address} answers {answer.status_code} to a {kind}")
    leads_to: str = answer.headers.get("location", "")
    return parse_qs(urlsplit(leads_to).query).get("aclid", [""])[0]


def _order(stage: Stage, number: str, order: Order) -> None:
    is_known = number in stage.deeds.orders
    receipt = stage.cast[BRAND].client.tracking.record_conversion(
        models.NewConversion(
            click_id=UUID(order.click_id), order_id=number, value=order.value, currency=order.currency
        )
    )
    stage.deeds.orders[number] = order
    again = "again, which changes nothing: " if is_known else ""
    stage.teller.say(
        "the shop", f"reports order {number} by {order.creator}, {again}{money(order.value, order.currency)},"
        f" of which {money(receipt.value)} count"
    )  # fmt: skip


def _give_back(stage: Stage, number: str, amount: int) -> None:
    order = stage.deeds.orders[number]
    stage.cast[BRAND].client.tracking.record_conversion(
        models.Refund(
            action="refund", campaign_id=stage.campaign, order_id=number, reference=f"{number}-R", value=amount,
            currency=order.currency, reason="One lid came back.",
        )
    )  # fmt: skip
    order.given_back += amount
    stage.teller.say("the shop", f"gives {money(amount, order.currency)} of order {number} back")
