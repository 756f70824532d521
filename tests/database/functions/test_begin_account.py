"""app.begin_account: the row of a creator's account, before Stripe is asked for one."""

from uuid import UUID

from tests.actors import acting_as
from tests.database.sql_functions import call, refusal
from tests.factories.people import make_user
from tests.typing import Connection


def begin(db: Connection, user: UUID, country: str = "DE") -> UUID:
    with acting_as(db, user):
        begun: UUID = call(db, "app.begin_account", country)
    return begun


def test_it_is_the_same_row_until_stripe_has_refused_or_closed_it(db: Connection) -> None:
    creator = make_user(db)
    first = begin(db, creator)
    assert begin(db, creator, "FR") == first
    assert db.execute("select user_id, country, status from connected_accounts").fetchall() == [
        (creator, "DE", "opening")
    ]
    call(db, "app.refuse_account", first, "country_unsupported")
    second = begin(db, creator, "FR")
    assert second != first
    call(db, "app.set_connected_account", creator, "acct_1", True, None)
    assert begin(db, creator) == second
    call(db, "app.hold_payee", "acct_1", "account_closed")
    assert begin(db, creator) not in (first, second)
    assert db.execute("select status from connected_accounts order by id").fetchall() == [
        ("refused",), ("closed",), ("opening",)
    ]  # fmt: skip


def test_who_has_no_wallet_opens_no_account(db: Connection) -> None:
    with acting_as(db, make_user(db, "brand")):
        assert refusal(db, "app.begin_account", "DE").sqlstate == "IG003"
    assert db.execute("select count(*) from connected_accounts").fetchone() == (0,)
