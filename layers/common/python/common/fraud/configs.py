"""What each fraud rule is told beside its name: a shape of its own, as the database holds it to one."""

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from common.models.base import Input

Domain = Annotated[str, StringConstraints(to_lower=True, max_length=253, pattern=r"^[^@\s.]+(\.[^@\s.]+)+$")]
PRIVATE_RELAY = frozenset({13_335, 36_183, 54_113})
"""Cloudflare, Akamai and Fastly: behind them is iCloud Private Relay, that is people."""


def _of_no_people(asn: int) -> int:
    if asn in PRIVATE_RELAY:
        raise ValueError("behind this network is iCloud Private Relay: people")
    return asn


Asn = Annotated[int, Field(strict=True, ge=1, le=4_294_967_295), AfterValidator(_of_no_people)]
Parameter = Annotated[str, StringConstraints(max_length=64, pattern=r"^[A-Za-z0-9_.-]+$")]


class NothingToSay(Input):
    """Of a rule that is as it is."""


class Domains(Input):
    """Of `disposable_domain`."""

    domains: Annotated[list[Domain], Field(max_length=200)]
    """Domains beside those that a list knows; what lies under them counts, too."""


class People(Input):
    """Of `same_visitor`."""

    people: Annotated[int, Field(strict=True, ge=2, le=1_000)]
    """So many people by one browser within a day are too many."""


class Pace(Input):
    """Of `velocity`."""

    sign_ups: Annotated[int, Field(strict=True, ge=1, le=100_000)]
    """More than so many by one code are found."""
    hours: Annotated[int, Field(strict=True, ge=1, le=720)]
    """Within so many hours."""


class Parameters(Input):
    """Of `paid_traffic`."""

    parameters: Annotated[list[Parameter], Field(max_length=50)]
    """Names in the query of a link that advertisements put there."""


class Haste(Input):
    """Of `instant_deal`."""

    minutes: Annotated[int, Field(strict=True, ge=1, le=10_080)]
    """Between the later sign-up of both sides and the release."""


class Price(Input):
    """Of `price_outlier`."""

    times_median: Annotated[float, Field(ge=2, le=10_000, allow_inf_nan=False)]
    """How far above the median of 90 days, in the same currency."""
    least_deals: Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
    """Of so few deals nobody knows what is usual."""


class Depth(Input):
    """Of `ring`."""

    depth: Annotated[int, Field(strict=True, ge=2, le=4)]
    """The longest circle that is looked for, in edges."""


class Speed(Input):
    """Of `impossible_travel`."""

    kmh: Annotated[int, Field(strict=True, ge=100, le=10_000)]
    """Faster between two scans of a device (km/h) nobody is."""


class Devices(Input):
    """Of `identical_position`."""

    devices: Annotated[int, Field(strict=True, ge=2, le=1_000)]
    """More devices than so many do not name one place to the last digit, within 48 hours."""


class Networks(Input):
    """Of `datacenter`."""

    asns: Annotated[list[Asn], Field(max_length=300)]
    """Numbers of networks (ASN) of those that rent out machines. Those of iCloud Private Relay are refused."""


class Walk(Input):
    """Of `scan_velocity`."""

    activations: Annotated[int, Field(strict=True, ge=1, le=1_000)]
    """A device does not come to more activations than so many."""
    hours: Annotated[int, Field(strict=True, ge=1, le=24)]
    """Within so many hours."""


class Skew(Input):
    """Of `time_skew`."""

    hours_back: Annotated[int, Field(strict=True, ge=1, le=720)]
    """What a gate sends was made longer ago than so many hours,"""
    minutes_ahead: Annotated[int, Field(strict=True, ge=0, le=60)]
    """or more than so many minutes from now."""


class Rush(Input):
    """Of `burst`."""

    scans: Annotated[int, Field(strict=True, ge=5, le=1_000)]
    """More than so many without a cookie, by one kind of browser behind one address,"""
    minutes: Annotated[int, Field(strict=True, ge=1, le=1_440)]
    """within so many minutes."""


OfReferrals = Pace | Price | Domains | People | Parameters | Haste | Depth
OfActivations = Speed | Devices | Networks | Walk | Skew | Rush
RuleConfig = OfReferrals | OfActivations | NothingToSay
"""Told apart by their fields, all of which must be given."""

CONFIGS: dict[str, type[Input]] = {
    "burst": Rush,
    "datacenter": Networks,
    "disposable_domain": Domains,
    "foreign_country": NothingToSay,
    "identical_position": Devices,
    "impossible_travel": Speed,
    "instant_deal": Haste,
    "paid_traffic": Parameters,
    "price_outlier": Price,
    "program_agent": NothingToSay,
    "proof": NothingToSay,
    "replayed_ticket": NothingToSay,
    "ring": Depth,
    "same_payout_account": NothingToSay,
    "same_visitor": People,
    "scan_velocity": Walk,
    "self_deal": NothingToSay,
    "time_skew": Skew,
    "velocity": Pace,
}
"""By the key of the rule."""


def fits(rule_key: str, config: RuleConfig) -> bool:
    """Whether this is what the rule is told."""
    return type(config) is CONFIGS.get(rule_key)
