"""Writes docs/cost.md: what a month costs at three sizes, from prices, the map and the stages (`make cost`).

It is arithmetic and no bill. A price has its source beside it; what a request takes is assumed here, in one place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from infra.capacity import deployed
from infra.objectives import BURNS, OBJECTIVES
from infra.stages import DEV, PROD, Stage
from infra.topology import TOPOLOGY

DOCUMENT = Path(__file__).parents[2] / "docs" / "cost.md"
HOURS = 730
MILLION = 1_000_000
PAGES_OF_2026, FROM_MEMORY = "price pages read in 2026", "from memory, not verified"
PRICES: dict[str, tuple[float, str, str]] = {
    "Aurora capacity": (0.12, "ACU-hour", PAGES_OF_2026),
    "Aurora I/O": (0.20, "million", PAGES_OF_2026),
    "Aurora storage": (0.10, "GB", FROM_MEMORY),
    "NAT gateway": (0.045, "hour", FROM_MEMORY),
    "NAT data": (0.045, "GB", FROM_MEMORY),
    "public address": (0.005, "hour", FROM_MEMORY),
    "WAF list": (5.00, "month", PAGES_OF_2026),
    "WAF rule": (1.00, "month", PAGES_OF_2026),
    "WAF requests": (0.60, "million", PAGES_OF_2026),
    "HTTP API": (1.00, "million", PAGES_OF_2026),
    "HTTP API above 300 million": (0.90, "million", PAGES_OF_2026),
    "Lambda requests": (0.20, "million", FROM_MEMORY),
    "Lambda time (arm)": (0.0000133334, "GB-second", PAGES_OF_2026),
    "CloudFront requests": (1.00, "million", FROM_MEMORY),
    "CloudFront data": (0.085, "GB", FROM_MEMORY),
    "logs": (0.50, "GB", FROM_MEMORY),
    "alarm": (0.10, "month", FROM_MEMORY),
    "composite alarm": (0.50, "month", FROM_MEMORY),
    "Event API operations": (1.00, "million", FROM_MEMORY),
    "Event API connections": (0.08, "million minutes", PAGES_OF_2026),
    "traces": (5.00, "million", FROM_MEMORY),
    "SQS": (0.40, "million", FROM_MEMORY),
    "Cognito Plus": (0.02, "active person", PAGES_OF_2026),
    "secret": (0.40, "month", FROM_MEMORY),
    "key": (1.00, "month", FROM_MEMORY),
    "scanned uploads": (0.09, "GB", FROM_MEMORY),
}
"""US dollars in us-east-1, unit, where the figure is from."""


@dataclass(frozen=True, kw_only=True)
class Size:
    """What happens in a month: `capacity` is the average of the writer in ACU, the rest are numbers of the month."""

    name: str
    stage: Stage
    clicks: float
    requests: float
    people: float
    capacity: float
    stored_gb: float
    uploaded_gb: float
    by_queue: bool = False


SIZES = (
    Size(name="dev, idle", stage=DEV, clicks=0, requests=50_000, people=10, capacity=0.5, stored_gb=1, uploaded_gb=0.1),
    Size(name="prod, 1,000 clicks a minute", stage=PROD, clicks=43.8 * MILLION, requests=5 * MILLION, people=5_000,
         capacity=2, stored_gb=60, uploaded_gb=50),
    Size(name="prod, 100,000 clicks a minute", stage=PROD, clicks=4_380 * MILLION, requests=50 * MILLION, people=50_000,
         capacity=12, stored_gb=2_000, uploaded_gb=500, by_queue=True),
)  # fmt: skip

# What one click, or one request, takes.
GB_OF_MEMORY = 0.5
SECONDS_OF_A_CLICK = 0.03
SECONDS_OF_A_REQUEST = 0.08
IOS_OF_A_CLICK = 3
IOS_OF_A_REQUEST = 20
BYTES_LOGGED = 900
BYTES_ANSWERED_TO_A_CLICK = 600
BYTES_ANSWERED_TO_A_REQUEST = 4_000
BYTES_THROUGH_NAT = 1_500
CLICKS_OF_A_BATCH = 1_000
SENDS_OF_A_CLICK = 1.2
"""With what comes again; the worker's own calls are per batch."""
TRACED = 0.05
MINUTES_CONNECTED = 20 * 60
"""Of a person in a month: an hour on each working day. A tab that stays open for eight costs eight times as much."""
VISITS, OPERATIONS_OF_A_VISIT = 40, 3  # connecting, subscribing, the handler that is asked
PUSHES_OF_A_PERSON, OPERATIONS_OF_A_PUSH = 300, 2  # published, delivered; AppSync counts by 5 KB, ours have 4
RULES_OF_THE_WALLS = (11, 4)
"""Before CloudFront, and before the user pool (infra/constructs/firewall.py)."""
SECRETS = 11
KEYS = 4


def lines(size: Size) -> Iterator[tuple[str, float]]:
    """What is paid for, and US dollars a month."""
    yield from _of_the_database(size)
    yield from _of_the_way_in(size)
    yield from _of_functions(size)
    yield "people who sign in (Cognito Plus)", _price("Cognito Plus") * size.people
    yield "real time (AppSync Events)", _of_real_time(size)
    yield "uploads that are scanned", _price("scanned uploads") * size.uploaded_gb * size.stage.scan_uploads
    composites = _price("composite alarm") * len(OBJECTIVES) * len(BURNS)
    yield "alarms", _price("alarm") * alarms(size.stage) + composites
    yield "secrets and keys", _price("secret") * SECRETS + _price("key") * KEYS


def _of_the_database(size: Size) -> Iterator[tuple[str, float]]:
    instances = 1 + size.stage.readers
    yield "database, capacity of the writer", _price("Aurora capacity") * size.capacity * HOURS
    yield (
        "database, stand-by",
        _price("Aurora capacity") * size.stage.minimum_capacity * HOURS * (instances - 1),
    )
    # A batch of clicks is written page by page; alone, each writes its own.
    ios = size.clicks * IOS_OF_A_CLICK + size.requests * IOS_OF_A_REQUEST
    yield "database, I/O", _price("Aurora I/O") * ios / MILLION
    yield "database, storage", _price("Aurora storage") * size.stored_gb


def _of_the_way_in(size: Size) -> Iterator[tuple[str, float]]:
    asked = size.clicks + size.requests
    answered = size.clicks * BYTES_ANSWERED_TO_A_CLICK + size.requests * BYTES_ANSWERED_TO_A_REQUEST
    yield (
        "CloudFront",
        _price("CloudFront requests") * asked / MILLION + _price("CloudFront data") * answered / 1e9,
    )
    walls = sum(_price("WAF list") + _price("WAF rule") * rules for rules in RULES_OF_THE_WALLS)
    yield "firewall", walls + _price("WAF requests") * asked / MILLION
    first, rest = min(asked, 300 * MILLION), max(0.0, asked - 300 * MILLION)
    dollars = _price("HTTP API") * first + _price("HTTP API above 300 million") * rest
    yield "API Gateway", dollars / MILLION
    gateways = size.stage.nat_gateways
    fixed = gateways * HOURS * (_price("NAT gateway") + _price("public address"))
    through = (size.requests + size.clicks * size.by_queue) * BYTES_THROUGH_NAT / 1e9
    yield "NAT", fixed + _price("NAT data") * through


def _of_functions(size: Size) -> Iterator[tuple[str, float]]:
    seconds = size.clicks * SECONDS_OF_A_CLICK + size.requests * SECONDS_OF_A_REQUEST
    calls = size.clicks + size.requests + (size.clicks / CLICKS_OF_A_BATCH if size.by_queue else 0)
    time = _price("Lambda time (arm)") * seconds * GB_OF_MEMORY
    yield "functions", time + _price("Lambda requests") * calls / MILLION
    if size.by_queue:
        yield "queue of clicks", _price("SQS") * size.clicks * SENDS_OF_A_CLICK / MILLION
    yield "logs", _price("logs") * (size.clicks + size.requests) * BYTES_LOGGED / 1e9
    traced = (size.clicks + size.requests) * TRACED * size.stage.traces
    yield "traces", _price("traces") * traced / MILLION


def _of_real_time(size: Size) -> float:
    """Connections by the minute, operations by the piece; the worker and the handler are functions as others are."""
    operations = PUSHES_OF_A_PERSON * OPERATIONS_OF_A_PUSH + VISITS * OPERATIONS_OF_A_VISIT
    minutes = _price("Event API connections") * MINUTES_CONNECTED
    return (minutes + _price("Event API operations") * operations) * size.people / MILLION


def total(size: Size) -> float:
    """US dollars a month."""
    return sum(dollars for _, dollars in lines(size))


PAGE = """# What a month costs

Written by `make cost` (`tools/release/cost.py`), which a test holds it to. Arithmetic over list prices in us-east-1, in
US dollars, without tax, support, free tiers, discounts and backups above the database's own size; **not verified
against a bill of AWS**.

| | {names} |
|---|{right}
{rows}
| **total** | {totals} |

## What it begins with

| size | clicks | other requests | people | writer, ACU | clicks are kept |
|---|---:|---:|---:|---:|---|
{sizes}

A click takes {click_ms:.0f} ms of a function with {GB_OF_MEMORY:g} GB, {IOS_OF_A_CLICK} I/Os and {BYTES_LOGGED} bytes
of logs; another request {request_ms:.0f} ms and {IOS_OF_A_REQUEST} I/Os. Where a stage has traces, one request in
{one_in:.0f} is traced. A person is connected for {MINUTES_CONNECTED} minutes, in {VISITS} visits, and told of
{PUSHES_OF_A_PERSON} things.

## Cheaper

- **dev**: no firewall, and `notifications-sweep` every quarter of an hour, so that the database may pause at 0 ACU:
  about a quarter of it.
- **prod**: Essentials instead of Plus in Cognito (Plus buys threat protection: a matter of risk, not of habit); no
  reader where minutes of a fail-over are bearable; provisioned instances above some four steady ACU.
- **100,000 clicks a minute**: the redirect at the edge ([scaling.md](scaling.md)) takes API Gateway, functions, queue
  and logs out of the click.

## Prices

| what | US dollars | per | source |
|---|---:|---|---|
{prices}
"""


def render() -> str:
    """The page."""
    names = list(dict.fromkeys(name for size in SIZES for name, _ in lines(size)))
    found = [dict(lines(size)) for size in SIZES]
    return PAGE.format(
        **globals(),
        names=" | ".join(size.name for size in SIZES),
        right="---:|" * len(SIZES),
        rows="\n".join(
            f"| {name} | {' | '.join(_dollars(one.get(name, 0.0)) for one in found)} |" for name in names
        ),
        totals=" | ".join(f"**{_dollars(total(size))}**" for size in SIZES),
        sizes="\n".join(map(_row, SIZES)),
        click_ms=SECONDS_OF_A_CLICK * 1000,
        request_ms=SECONDS_OF_A_REQUEST * 1000,
        one_in=1 / TRACED,
        prices="\n".join(f"| {name} | {one[0]:g} | {one[1]} | {one[2]} |" for name, one in PRICES.items()),
    )


def _row(size: Size) -> str:
    kept = "through the queue" if size.by_queue else "at once"
    numbers = " | ".join(f"{number:,.0f}" for number in (size.clicks, size.requests, size.people))
    return f"| {size.name} | {numbers} | {size.capacity:g} | {kept} |"


def _price(name: str) -> float:
    return PRICES[name][0]


def alarms(stage: Stage) -> int:
    """How many a stage has, but for composites: by capability, timer, queue and figure, of core, of edge, of burns."""
    pages = [page for page in TOPOLOGY.capabilities if deployed(page)]
    timed = [page for page in pages if any(function.schedules for function in deployed(page))]
    of_capabilities = (
        len(pages) * (3 + stage.canary)
        + 2 * len(timed)
        + 3 * sum(len(page.queues) for page in pages)
        + sum(len(page.failures) + len(page.thresholds) for page in pages)
        + 2 * sum(function.answers_subscriptions for function in deployed(TOPOLOGY))
    )
    of_core = 8 + bool(stage.readers) + stage.canary
    of_edge = 3 + 2 * len(TOPOLOGY.apis)
    return of_capabilities + of_core + of_edge + 2 * len(OBJECTIVES) * len(BURNS)


def _dollars(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.2f}"


if __name__ == "__main__":
    DOCUMENT.write_text(render(), encoding="utf-8")
