import pytest
from pydantic import TypeAdapter, ValidationError

from common.money import Amount, PositiveAmount, decimal_text


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [(12345, "usd", "123.45"), (-5, "eur", "-0.05"), (0, "usd", "0.00"), (500, "jpy", "500")],
)
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
