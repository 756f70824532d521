"""Money: whole minor units with their currency. Never a float, never a number without its currency near it."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

MAXIMUM_AMOUNT = 10**12
"""Ten billion in a currency with cents: far above any honest amount, far below bigint."""

Currency = Annotated[str, StringConstraints(pattern=r"^[a-z]{3}$")]
"""A lower-case ISO 4217 code."""

WalletCurrency = Literal["aud", "cad", "chf", "dkk", "eur", "gbp", "jpy", "nok", "nzd", "pln", "sek", "usd"]
"""What a wallet, and so a campaign, can be in: the table `currencies`, settled by Stripe in our balance."""


def in_small_letters(given: object) -> object:
    """Of a text, its small letters; a letter that is not of ours stays, and is refused."""
    return given.lower() if isinstance(given, str) and given.isascii() else given


GivenCurrency = Annotated[Currency, BeforeValidator(in_small_letters)]
"""What a client sends, in capitals too, as ISO 4217 writes it."""

GivenWalletCurrency = Annotated[WalletCurrency, BeforeValidator(in_small_letters)]
"""The same of a wallet or campaign."""

Amount = Annotated[int, Field(ge=0, le=MAXIMUM_AMOUNT, strict=True)]
"""An amount in minor units (cents), zero included."""

PositiveAmount = Annotated[int, Field(gt=0, le=MAXIMUM_AMOUNT, strict=True)]
"""An amount in minor units (cents), greater than zero."""

WITHOUT_MINOR_UNIT = (
    "bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf",
)  # fmt: skip
IN_THOUSANDTHS = ("bhd", "jod", "kwd", "omr", "tnd")
MINOR_DIGITS = dict.fromkeys(WITHOUT_MINOR_UNIT, 0) | dict.fromkeys(IN_THOUSANDTHS, 3)
"""Decimals of a currency where they are not two, as Stripe counts them (docs.stripe.com/currencies): the króna and
Uganda's shilling have none, and are counted in hundredths all the same. Nothing else knows the decimals of a currency.
"""


def decimal_text(amount: int, currency: str) -> str:
    """An amount of minor units as a person writes it: `decimal_text(-12345, "usd")` is `-123.45`."""
    digits = MINOR_DIGITS.get(currency, 2)
    if not digits:
        return str(amount)
    whole, rest = divmod(abs(amount), 10**digits)
    return f"{'-' if amount < 0 else ''}{whole}.{rest:0{digits}d}"


def fraction_text(amount: Decimal, currency: str) -> str:
    """Parts of minor units as a person writes them: `fraction_text(Decimal("83.3333"), "usd")` is `0.833333`."""
    return f"{amount.scaleb(-MINOR_DIGITS.get(currency, 2)):f}"


def amount_text(amount: int, currency: str) -> str:
    """An amount of minor units for people of any country: `amount_text(-1234567, "usd")` is `-12 345.67 USD`.

    Thousands stand apart by a space that breaks no line (ISO 80000-1, 7.3): a comma or a point means a different thing
    in each country.
    """
    whole, dot, rest = decimal_text(abs(amount), currency).partition(".")
    grouped = f"{int(whole):,}".replace(",", "\u00a0")
    return f"{'-' if amount < 0 else ''}{grouped}{dot}{rest}\u00a0{currency.upper()}"
