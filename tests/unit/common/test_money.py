import pytest
from pydantic import TypeAdapter, ValidationError

from common.money import Amount, PositiveAmount, decimal_text


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


@pytest.mark.parametrize("value", [-1, 1.0, 1.5, "1", True, 10**12 + 1])
def test_an_amount_is_a_whole_number_of_minor_units(value: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Amount).validate_python(value)


def test_a_positive_amount_is_not_zero() -> None:
    assert TypeAdapter(Amount).validate_python(0) == 0
    with pytest.raises(ValidationError):
        TypeAdapter(PositiveAmount).validate_python(0)
