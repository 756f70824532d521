"""Money that was granted is claimed once, and taken back once: budget, earning, wallet and ledger agree."""

from uuid import UUID

import pytest

from tests.database.rewards_money import (
    AMOUNT,
    CLAIM,
    assert_books_agree,
    budget,
    claim,
    make_budget,
    make_money_award,
    owed,
    owner_of,
    program_of,
    revoke,
    row,
    status,
)
from tests.factories.deals import refused
from tests.factories.people import make_user
from tests.typing import Connection

REVOKE = "select (app.revoke_award(%s, 'Why', now())).id"


@pytest.fixture
def person(db: Connection) -> UUID:
    return make_user(db)


@pytest.fixture
def award(db: Connection, person: UUID) -> UUID:
    return make_money_award(db, person)


def test_a_grant_reserves_and_a_claim_spends(db: Connection, person: UUID, award: UUID) -> None:
    program = program_of(db, award)
    assert budget(db, program) == (10 * AMOUNT, AMOUNT, 0, 10 * AMOUNT)
    claim(db, person, award)
    assert budget(db, program) == (10 * AMOUNT, 0, AMOUNT, 9 * AMOUNT)
    assert (status(db, award), owed(db, person)) == ("claimed", AMOUNT)
    assert_books_agree(db)


def test_a_claim_is_an_earning_without_a_fee_available_at_once(
    db: Connection, person: UUID, award: UUID
) -> None:
    claim(db, person, award)
    assert row(
        db,
        "select e.kind, e.amount, e.gross_amount, e.fee_amount, e.currency, e.status, e.available_at <= now(),"
        " e.campaign_id, e.brand_id = a.brand_id, e.reason, e.ledger_transaction_id = a.ledger_transaction_id"
        " from earnings as e join reward_awards as a on a.id = e.award_id where a.id = %s", award,
    ) == ("reward", AMOUNT, AMOUNT, 0, "eur", "pending", True, None, True, "Reward: A trigger", True)  # fmt: skip
    assert row(
        db,
        "select t.transaction_type, t.amount, t.balance_effect, t.description from wallet_transactions as t"
        " join wallets as w on w.id = t.wallet_id where w.user_id = %s", person,
    ) == ("transfer", AMOUNT, AMOUNT, "Reward: A trigger")  # fmt: skip


@pytest.mark.parametrize("role", ["creator", "brand", "agent"])
def test_whoever_was_rewarded_can_be_paid(db: Connection, role: str) -> None:
    person = make_user(db, role)
    claim(db, person, make_money_award(db, person))
    assert owed(db, person) == AMOUNT
    assert_books_agree(db)


def test_it_is_claimed_once(db: Connection, person: UUID, award: UUID) -> None:
    claim(db, person, award)
    assert refused(db, person, CLAIM, award) == "IW009"
    assert owed(db, person) == AMOUNT


def test_another_persons_is_not_there(db: Connection, award: UUID) -> None:
    assert refused(db, make_user(db), CLAIM, award) == "IG003"
    assert status(db, award) == "granted"


def test_nobody_claims_after_its_time(db: Connection, person: UUID, award: UUID) -> None:
    db.execute("update reward_awards set claim_by = now() where id = %s", (award,))
    assert refused(db, person, CLAIM, award) == "IW014"
    assert owed(db, person) == 0


def test_revoking_frees_what_was_reserved(db: Connection, person: UUID, award: UUID) -> None:
    revoke(db, None, award)
    assert budget(db, program_of(db, award)) == (10 * AMOUNT, 0, 0, 10 * AMOUNT)
    assert status(db, award) == "revoked"
    assert refused(db, person, CLAIM, award) == "IW001"
    assert refused(db, None, REVOKE, award) == "IW001"
    assert_books_agree(db)


def test_claimed_money_comes_back_by_an_earning_below_zero(db: Connection, person: UUID, award: UUID) -> None:
    claim(db, person, award)
    revoke(db, None, award)
    assert budget(db, program_of(db, award)) == (10 * AMOUNT, 0, 0, 10 * AMOUNT)
    assert owed(db, person) == 0
    assert db.execute("select kind, amount, reason from earnings order by id").fetchall() == [
        ("reward", AMOUNT, "Reward: A trigger"), ("clawback", -AMOUNT, "The post was bought"),
    ]  # fmt: skip
    assert_books_agree(db)


def test_a_brand_takes_back_what_waits_and_no_money_that_was_claimed(db: Connection, person: UUID) -> None:
    program = make_budget(db)
    waiting, claimed = (make_money_award(db, person, program) for _ in range(2))
    claim(db, person, claimed)
    owner = owner_of(db, program)
    assert refused(db, owner, REVOKE, claimed) == "IM005"
    revoke(db, owner, waiting)
    assert (status(db, waiting), status(db, claimed)) == ("revoked", "claimed")
    assert refused(db, person, REVOKE, claimed) == "IM005"
    assert refused(db, make_user(db, "brand"), REVOKE, claimed) == "IG003"


def test_without_a_budget_the_award_says_so_and_the_program_pauses(db: Connection, person: UUID) -> None:
    program = make_budget(db, AMOUNT)
    make_money_award(db, person, program)
    failed = make_money_award(db, make_user(db), program)
    assert row(db, "select status, failure from reward_awards where id = %s", failed) == (
        "failed",
        "budget_exhausted",
    )
    assert budget(db, program) == (AMOUNT, AMOUNT, 0, AMOUNT)
    assert row(db, "select status from reward_programs where id = %s", program) == ("paused",)
    assert_books_agree(db)
