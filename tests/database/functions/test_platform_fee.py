"""app.platform_fee: what the platform takes out of an amount, rounded half up."""

import pytest

from tests.database.sql_functions import call
from tests.typing import Connection


@pytest.mark.parametrize(
    ("gross", "fee"),
    [(0, 0), (4, 0), (5, 1), (14, 1), (15, 2), (10_000, 1_000), (10**12, 10**11), (None, None)],
)
def test_the_fee_is_a_tenth_rounded_half_up(db: Connection, gross: int | None, fee: int | None) -> None:
    assert call(db, "app.platform_fee", gross) == fee


def test_all_or_nothing_may_be_the_platforms(db: Connection) -> None:
    db.execute("insert into admin_settings (key, value) values ('platform_fee_basis_points', '10000')")
    assert call(db, "app.platform_fee", 12_345) == 12_345
    db.execute("update admin_settings set value = '0' where key = 'platform_fee_basis_points'")
    assert call(db, "app.platform_fee", 12_345) == 0
