"""ledger.guard_account: BEFORE INSERT, who owns an account, in which currency, and whether it may go negative."""

from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.factories.campaigns import make_campaign
from tests.factories.people import brand_of, make_user
from tests.factories.rewards import make_program
from tests.typing import Connection

INSERT = (
    "insert into ledger.accounts (purpose, currency, brand_id, campaign_id, user_id, program_id, owner_id,"
    " may_go_negative) values (%(purpose)s, %(currency)s, %(brand)s, %(campaign)s, %(user)s, %(program)s, %(owner)s,"
    " %(may)s) returning owner_id, may_go_negative"
)


@pytest.fixture
def owners(db: Connection) -> dict[str, UUID]:
    """A brand, its campaign and its program, and a user, by the names of `INSERT`."""
    owner = make_user(db, "brand")
    brand = brand_of(db, owner)
    return {
        "brand": brand, "campaign": make_campaign(db, owner), "user": make_user(db),
        "program": make_program(db, brand),
    }  # fmt: skip


def insert(db: Connection, purpose: str, *, currency: str = "chf", **owners: UUID) -> Any:
    """Owner and licence of an account for which the insert claims somebody else and the opposite."""
    claimed: dict[str, object] = dict.fromkeys(("brand", "campaign", "user", "program"))
    claimed |= {"owner": uuid4(), "may": purpose != "disputes"}
    return db.execute(INSERT, {"purpose": purpose, "currency": currency} | claimed | owners).fetchone()


def test_owner_and_licence_are_what_the_purpose_says_whatever_the_insert_claims(
    db: Connection, owners: dict[str, UUID]
) -> None:
    brand, campaign, user = owners["brand"], owners["campaign"], owners["user"]
    assert insert(db, "disputes", brand=brand) == (brand, True)
    assert insert(db, "refunds", brand=brand) == (brand, False)
    assert insert(db, "campaign_reserved", brand=brand, campaign=campaign) == (campaign, False)
    assert insert(db, "payout_in_transit", user=user) == (user, False)
    assert insert(db, "agent_payable", user=user) == (user, True)
    assert insert(db, "reward_budget", brand=brand, program=owners["program"]) == (owners["program"], False)
    assert insert(db, "stripe_clearing") == (UUID(int=0), True)


@pytest.mark.parametrize(
    ("purpose", "named"),
    [
        ("stripe_clearing", "brand"), ("platform_revenue", "user"), ("brand_available", ""),
        ("brand_available", "brand campaign"), ("refunds", "user"), ("disputes", "brand user"),
        ("campaign_reserved", "brand"), ("campaign_reserved", "brand campaign user"),
        ("creator_payable", "brand"), ("agent_payable", ""), ("agent_payable", "brand"),
        ("agent_payable", "brand user"),
        ("reward_budget", ""), ("reward_budget", "brand"), ("reward_budget", "program user"),
        ("brand_available", "brand program"), ("payout_in_transit", ""), ("piggy_bank", ""), ("piggy_bank", "brand"),
    ],
)  # fmt: skip
def test_an_account_of_nobody_its_purpose_names_is_refused(
    db: Connection, owners: dict[str, UUID], purpose: str, named: str
) -> None:
    with pytest.raises(psycopg.errors.CheckViolation) as refused, db.transaction():
        insert(db, purpose, currency="chf", **{name: owners[name] for name in named.split()})
    assert refused.value.diag.constraint_name == "ledger_account_has_the_owner_of_its_purpose"
    assert db.execute("select from ledger.accounts where currency = 'chf'").fetchall() == []


@pytest.mark.parametrize("currency", ["CHF", "ch", "chfs", "ch1", ""])
def test_a_currency_is_three_small_letters(db: Connection, currency: str) -> None:
    with pytest.raises(psycopg.errors.CheckViolation) as refused, db.transaction():
        insert(db, "stripe_clearing", currency=currency)
    assert refused.value.diag.constraint_name == "ledger_account_currency_is_iso"


def test_a_budget_is_of_the_brand_of_its_program_or_of_the_platform(
    db: Connection, owners: dict[str, UUID]
) -> None:
    platforms = make_program(db)
    assert insert(db, "reward_budget", program=platforms) == (platforms, False)
    another = brand_of(db, make_user(db, "brand"))
    for program in (owners["program"], platforms):
        with pytest.raises(psycopg.errors.ForeignKeyViolation) as refused, db.transaction():
            insert(db, "reward_budget", currency="eur", brand=another, program=program)
        assert refused.value.diag.constraint_name == "ledger_accounts_belong_to_the_brand_of_a_program"
    with pytest.raises(psycopg.errors.ForeignKeyViolation) as refused, db.transaction():
        insert(db, "reward_budget", program=uuid4())
    assert refused.value.diag.constraint_name == "ledger_accounts_are_of_a_program"


def test_a_budget_holds_money_and_no_token_yet(db: Connection, owners: dict[str, UUID]) -> None:
    with pytest.raises(psycopg.errors.CheckViolation) as refused, db.transaction():
        insert(db, "reward_budget", currency="impact", brand=owners["brand"], program=owners["program"])
    assert refused.value.diag.constraint_name == "ledger_account_currency_is_iso"
