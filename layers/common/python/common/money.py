"""Money: whole minor units with their currency. Never a float, never a number without its currency near it."""

from typing import Annotated

from pydantic import Field, StringConstraints

MAXIMUM_AMOUNT = 10**12
"""Ten billion in a currency with cents: far above any honest amount, far below bigint."""

Currency = Annotated[str, StringConstraints(pattern=r"^[a-z]{3}$")]
"""A lower-case ISO 4217 code."""

Amount = Annotated[int, Field(ge=0, le=MAXIMUM_AMOUNT, strict=True)]
"""An amount in minor units (cents), zero included."""

PositiveAmount = Annotated[int, Field(gt=0, le=MAXIMUM_AMOUNT, strict=True)]
"""An amount in minor units (cents), greater than zero."""

CURRENCIES_WITHOUT_MINOR_UNIT = frozenset(
    [
        "bif",
        "clp",
        "djf",
        "gnf",
        "jpy",
        "kmf",
        "krw",
        "mga",
        "pyg",
        "rwf",
        "ugx",
        "vnd",
        "vuv",
        "xaf",
        "xof",
        "xpf",
    ]
)
"""Stripe's zero-decimal currencies (docs.stripe.com/currencies): their minor unit is the unit itself."""


def decimal_text(amount: int, currency: str) -> str:
    """An amount of minor units as a person writes it: `decimal_text(-12345, "usd")` is `-123.45`."""
    if currency in CURRENCIES_WITHOUT_MINOR_UNIT:
        return str(amount)
    sign = "-" if amount < 0 else ""
    return f"{sign}{abs(amount) // 100}.{abs(amount) % 100:02d}"
