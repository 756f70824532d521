from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from common.models.base import Input
from common.models.reward_triggers import TokenReward
from common.money import (
    Amount,
    GivenCurrency,
    GivenWalletCurrency,
    PositiveAmount,
    decimal_text,
    fraction_text,
)
from tools.openapi import render


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        (12345, "usd", "123.45"), (-5, "eur", "-0.05"), (0, "usd", "0.00"), (500, "jpy", "500"), (-500, "jpy", "-500"),
        (12345, "kwd", "12.345"), (12340, "bhd", "12.340"), (-5, "jod", "-0.005"), (0, "tnd", "0.000"),
        (1_000, "omr", "1.000"), (50_000, "ugx", "500.00"), (100, "isk", "1.00"), (100, "huf", "1.00"),
        (100, "twd", "1.00"), (7, "krw", "7"),
    ],
)  # fmt: skip
def test_amounts_are_written_as_people_write_them(amount: int, currency: str, text: str) -> None:
    assert decimal_text(amount, currency) == text


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [("83.3333", "usd", "0.833333"), ("83.3333", "jpy", "83.3333"), ("0.0001", "kwd", "0.0000001")],
)
def test_a_part_of_a_minor_unit_is_written_without_an_exponent(amount: str, currency: str, text: str) -> None:
    assert fraction_text(Decimal(amount), currency) == text


@pytest.mark.parametrize("value", [-1, 1.0, 1.5, "1", True, 10**12 + 1])
def test_an_amount_is_a_whole_number_of_minor_units(value: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Amount).validate_python(value)


def test_a_positive_amount_is_not_zero() -> None:
    assert TypeAdapter(Amount).validate_python(0) == 0
    with pytest.raises(ValidationError):
        TypeAdapter(PositiveAmount).validate_python(0)


@pytest.mark.parametrize("given", [GivenCurrency, GivenWalletCurrency])
def test_a_currency_is_taken_in_capitals_and_kept_in_small_letters(given: Any) -> None:
    currency: TypeAdapter[str] = TypeAdapter(given)
    assert {currency.validate_python(text) for text in ("usd", "USD", "Usd")} == {"usd"}
    for wrong in ("us", "usdd", "us$", " usd", "\u212aes", "", None, 840, ["usd"]):
        with pytest.raises(ValidationError):
            currency.validate_python(wrong)


def inputs(model: type[Input] = Input) -> Iterator[type[Input]]:
    for kind in model.__subclasses__():
        yield kind
        yield from inputs(kind)


def test_every_currency_that_a_client_sends_may_be_in_capitals() -> None:
    render()  # loads every capability
    fields = [(kind, field) for kind in inputs() if (field := kind.model_fields.get("currency"))]
    assert len(fields) >= 5
    for kind, field in fields:
        given: Any = Annotated[field.annotation, *field.metadata, "as sent"]
        currency: TypeAdapter[str] = TypeAdapter(given)
        sent = "IMPACT" if kind is TokenReward else "USD"  # a token's name is longer than a currency's
        assert currency.validate_python(sent) == sent.lower(), kind
