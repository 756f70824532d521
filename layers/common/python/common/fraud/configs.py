"""What each fraud rule is told beside its name: a shape of its own, as the database holds it to one."""

from typing import Annotated

from pydantic import Field, StringConstraints

from common.models.base import Input

Domain = Annotated[str, StringConstraints(to_lower=True, max_length=253, pattern=r"^[^@\s.]+(\.[^@\s.]+)+$")]
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


RuleConfig = Pace | Price | Domains | People | Parameters | Haste | Depth | NothingToSay
"""Told apart by their fields, all of which must be given."""

CONFIGS: dict[str, type[Input]] = {
    "disposable_domain": Domains,
    "instant_deal": Haste,
    "paid_traffic": Parameters,
    "price_outlier": Price,
    "ring": Depth,
    "same_payout_account": NothingToSay,
    "same_visitor": People,
    "self_deal": NothingToSay,
    "velocity": Pace,
}
"""By the key of the rule."""


def fits(rule_key: str, config: RuleConfig) -> bool:
    """Whether this is what the rule is told."""
    return type(config) is CONFIGS.get(rule_key)
