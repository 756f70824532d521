"""ledger.account: the account of a purpose, currency and owner, opened when it is first asked for."""

from concurrent.futures import ThreadPoolExecutor

from tests.conftest import Database
from tests.database.sql_functions import call, refusal
from tests.factories.campaigns import make_campaign
from tests.factories.people import brand_of, make_user
from tests.typing import Connection


def test_it_is_opened_once_for_each_purpose_currency_and_owner(db: Connection) -> None:
    owner, creator = make_user(db, "brand"), make_user(db)
    brand, campaign = brand_of(db, owner), make_campaign(db, owner)
    asked: list[tuple[object, ...]] = [
        ("stripe_clearing", "usd"), ("stripe_clearing", "eur"), ("brand_available", "usd", brand),
        ("brand_available", "eur", brand), ("refunds", "usd", brand),
        ("campaign_reserved", "usd", brand, None, campaign), ("creator_payable", "usd", None, creator),
        ("payout_in_transit", "usd", None, creator),
    ]  # fmt: skip
    opened = [call(db, "ledger.account", *arguments) for arguments in asked]
    assert len(set(opened)) == len(asked)
    assert [call(db, "ledger.account", *arguments) for arguments in asked] == opened
    stored = db.execute(
        "select purpose, currency, brand_id, user_id, campaign_id, balance, folded_balance, version"
        " from ledger.accounts where id = any(%s) order by array_position(%s::uuid[], id)", (opened, opened)
    ).fetchall()  # fmt: skip
    assert stored == [(*arguments, *[None] * (5 - len(arguments)), 0, 0, 0) for arguments in asked]


def test_the_account_of_another_brand_is_another_one(db: Connection) -> None:
    brands = [brand_of(db, make_user(db, "brand")) for _ in range(2)]
    first, second = (call(db, "ledger.account", "disputes", "usd", brand) for brand in brands)
    assert first != second
    assert db.execute(
        "select brand_id from ledger.accounts where purpose = 'disputes' order by id"
    ).fetchall() == [(brand,) for brand in brands]


def test_whom_no_purpose_names_gets_no_account(db: Connection) -> None:
    before = db.execute("select count(*) from ledger.accounts").fetchone()
    refused = refusal(db, "ledger.account", "brand_available", "usd")
    assert refused.constraint == "ledger_account_has_the_owner_of_its_purpose"
    assert db.execute("select count(*) from ledger.accounts").fetchone() == before


def test_who_ask_at_once_get_the_same_account(database: Database) -> None:
    with database.connect() as db:
        brand = brand_of(db, make_user(db, "brand"))

    def ask(_: int) -> object:
        with database.connect() as connection:
            return call(connection, "ledger.account", "disputes", "usd", brand)

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(ask, range(8)))
    with database.connect() as db:
        assert {
            row[0] for row in db.execute("select id from ledger.accounts where purpose = 'disputes'")
        } == answers
    assert len(answers) == 1
