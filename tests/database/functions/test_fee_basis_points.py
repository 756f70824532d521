"""app.fee_basis_points: the platform's share, as administrators say."""

from tests.database.sql_functions import call
from tests.typing import Connection


def test_the_share_is_a_tenth_until_an_administrator_says_another(db: Connection) -> None:
    assert call(db, "app.fee_basis_points") == 1_000
    db.execute("insert into admin_settings (key, value) values ('platform_fee_basis_points', '0')")
    assert call(db, "app.fee_basis_points") == 0
