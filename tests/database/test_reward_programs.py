"""Reward programs: funded out of wallets and revenue, activated, paused, ended; what is left goes back."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from tests.actors import acting_as
from tests.database.program_steps import do, held, refused, state
from tests.database.sql_functions import rows
from tests.factories.ledger import account, balance
from tests.factories.people import make_member, make_user
from tests.factories.rewards import MONEY, grant, make_program, make_trigger
from tests.factories.wallets import BrandWallet, lines, make_brand_wallet
from tests.typing import Connection

ENDED = {"status": "ended", "ended_at": datetime(2026, 1, 1, tzinfo=UTC)}


@pytest.fixture
def wallet(db: Connection) -> BrandWallet:
    return make_brand_wallet(db, funds=10_000, currency="eur")


@pytest.fixture
def program(db: Connection, wallet: BrandWallet) -> UUID:
    """A draft of the brand, in euros."""
    return make_program(db, wallet.brand, currency="eur", status="draft")


def test_a_brand_funds_out_of_its_wallet_and_sees_it_held(
    db: Connection, wallet: BrandWallet, program: UUID
) -> None:
    assert do(db, wallet.owner, "fund_program", program, 4_000) == 4_000
    assert do(db, wallet.owner, "fund_program", program, 1_000) == 5_000
    assert state(db, program) == ("draft", None, 5_000, 0, 0, 0, False)
    assert held(db, program) == 5_000
    assert lines(db, wallet.id)[1:] == [
        ("reservation", "completed", 4_000, -4_000), ("reservation", "completed", 1_000, -1_000)
    ]  # fmt: skip
    with acting_as(db, wallet.owner):
        assert db.execute("select available, held from app.wallet_balance(%s)", (wallet.id,)).fetchall() == [
            (5_000, 5_000)
        ]
    assert rows(db, "app.find_broken_money") == []


def test_more_than_the_wallet_has_is_refused_and_nothing_moves(
    db: Connection, wallet: BrandWallet, program: UUID
) -> None:
    assert refused(db, wallet.owner, "fund_program", program, 10_001) == "IM001"
    assert state(db, program) == ("draft", None, 0, 0, 0, 0, False)
    assert held(db, program) == 0


@pytest.mark.parametrize("amount", [0, -1, None, 10**15 + 1, 2**62])
def test_an_amount_that_is_none_is_refused(
    db: Connection, wallet: BrandWallet, program: UUID, amount: int | None
) -> None:
    assert refused(db, wallet.owner, "fund_program", program, amount) == "IM006"


def test_money_takes_its_permission_and_strangers_find_nothing(
    db: Connection, wallet: BrandWallet, program: UUID
) -> None:
    manager = make_member(db, wallet.brand, "campaign_manager")
    assert refused(db, manager, "fund_program", program, 1) == "IM005"
    stranger = make_user(db, "brand")
    for call in ("activate_program", "pause_program", "end_program"):
        assert refused(db, stranger, call, program) == "IG003"
    assert refused(db, stranger, "fund_program", program, 1) == "IG003"
    do(db, wallet.owner, "fund_program", program, 100)
    do(db, manager, "activate_program", program)
    assert state(db, program)[0] == "active"


def test_the_platforms_programs_are_the_administrators(db: Connection) -> None:
    admin, owner = make_user(db, "admin"), make_user(db, "brand")
    program = make_program(db, currency="eur", status="draft")
    assert refused(db, owner, "fund_program", program, 1) == "IG003"
    assert refused(db, owner, "activate_program", program) == "IG003"
    before = balance(db, account(db, "platform_revenue", currency="eur"))
    assert do(db, admin, "fund_program", program, 700) == 700
    assert balance(db, account(db, "platform_revenue", currency="eur")) == before - 700
    assert rows(db, "app.find_broken_money") == []
    assert do(db, admin, "end_program", program) == 700
    assert balance(db, account(db, "platform_revenue", currency="eur")) == before
    assert rows(db, "app.find_broken_money") == []


def test_a_program_of_points_takes_no_money_and_needs_none(db: Connection, wallet: BrandWallet) -> None:
    program = make_program(db, wallet.brand, status="draft")
    assert refused(db, wallet.owner, "fund_program", program, 1) == "23514"
    do(db, wallet.owner, "activate_program", program)
    assert state(db, program)[0] == "active"
    assert do(db, wallet.owner, "end_program", program) == 0
    assert state(db, program) == ("ended", None, 0, 0, 0, 0, True)


def test_a_program_of_money_is_not_activated_without_a_budget(
    db: Connection, wallet: BrandWallet, program: UUID
) -> None:
    assert refused(db, wallet.owner, "activate_program", program) == "IW008"
    do(db, wallet.owner, "fund_program", program, 1)
    do(db, wallet.owner, "activate_program", program)
    assert state(db, program)[0] == "active"


def test_steps_that_are_none_are_refused(db: Connection, wallet: BrandWallet, program: UUID) -> None:
    owner = wallet.owner
    assert refused(db, owner, "pause_program", program) == "IW002"
    do(db, owner, "fund_program", program, 100)
    do(db, owner, "activate_program", program)
    assert refused(db, owner, "activate_program", program) == "IW002"
    do(db, owner, "pause_program", program)
    do(db, owner, "pause_program", program)
    assert state(db, program)[:2] == ("paused", "asked")
    do(db, owner, "activate_program", program)
    do(db, owner, "end_program", program)
    for call in ("activate_program", "pause_program", "end_program"):
        assert refused(db, owner, call, program) == "IW002"
    assert refused(db, owner, "fund_program", program, 1) == "IW002"


def test_what_is_over_by_time_is_neither_activated_nor_funded(db: Connection, wallet: BrandWallet) -> None:
    over: dict[str, Any] = {"currency": "eur", "ends_at": datetime.now(UTC) - timedelta(minutes=1)}
    for status in ({"status": "draft"}, {"status": "paused", "paused_reason": "asked"}):
        program = make_program(db, wallet.brand, **over, **status)
        assert refused(db, wallet.owner, "fund_program", program, 1) == "IW002"
        assert refused(db, wallet.owner, "activate_program", program) == "IW002"


def test_what_was_promised_is_not_changed_and_what_has_ended_is_a_record(
    db: Connection, wallet: BrandWallet, program: UUID
) -> None:
    def change(assignment: str) -> str | None:
        try:
            with acting_as(db, wallet.owner):
                db.execute(f"update reward_programs set {assignment} where id = %s", (program,))
        except psycopg.Error as error:
            return error.sqlstate
        return None

    assert change("currency = 'usd'") is None
    assert change("currency = 'eur', starts_at = now()") is None
    do(db, wallet.owner, "fund_program", program, 100)
    assert change("currency = 'usd'") == "IW013"
    assert change("starts_at = null") is None
    do(db, wallet.owner, "activate_program", program)
    assert change("starts_at = now()") == "IW013"
    assert (
        change(
            "name = 'Summer', claim_days = 30, terms_url = 'https://example.com/t', ends_at = now() + '1 day'"
        )
        is None
    )
    do(db, wallet.owner, "end_program", program)
    assert change("name = 'Autumn'") == "IW013"


def test_the_programs_of_a_brand_without_anybody_stand_still(
    db: Connection, wallet: BrandWallet, program: UUID
) -> None:
    do(db, wallet.owner, "fund_program", program, 1_000)
    do(db, wallet.owner, "activate_program", program)
    trigger, creator = make_trigger(db, program, reward=MONEY), make_user(db)
    award = grant(db, trigger, creator)
    db.execute("update auth.users set status = 'banned' where id = %s", (wallet.owner,))
    assert state(db, program)[:2] == ("paused", "brand_barred")
    assert grant(db, trigger, make_user(db)) is None
    do(db, creator, "claim_award", award)
    assert do(db, make_user(db, "admin"), "end_program", program) == 500


def test_a_brand_with_others_in_it_goes_on(db: Connection, wallet: BrandWallet, program: UUID) -> None:
    do(db, wallet.owner, "fund_program", program, 1_000)
    do(db, wallet.owner, "activate_program", program)
    other = make_member(db, wallet.brand)
    db.execute("update auth.users set status = 'banned' where id = %s", (other,))
    assert state(db, program)[0] == "active"


def test_nobody_is_forgotten_while_the_budget_of_their_brand_would_be_lost(
    db: Connection, wallet: BrandWallet, program: UUID
) -> None:
    def obstacles() -> str:
        row = db.execute("select app.erasure_obstacles(%s)", (wallet.owner,)).fetchone()
        assert row is not None
        return str(row[0])

    do(db, wallet.owner, "fund_program", program, 10_000)
    assert "running_reward_programs" not in obstacles()
    assert "unsettled_money" in obstacles()  # which is the draft's
    do(db, wallet.owner, "activate_program", program)
    assert "running_reward_programs" in obstacles()
    do(db, wallet.owner, "pause_program", program)
    assert "running_reward_programs" in obstacles()
    do(db, wallet.owner, "end_program", program)
    assert "running_reward_programs" not in obstacles()


def test_money_in_budgets_ages_as_in_the_wallet(db: Connection, wallet: BrandWallet, program: UUID) -> None:
    do(db, wallet.owner, "fund_program", program, 10_000)
    db.execute(
        "update wallet_transactions set completed_at = now() - interval '5 years' where transaction_type = 'deposit'"
    )
    aged = db.execute(
        "select remaining from app.aged_deposits(now()) where wallet_id = %s", (wallet.id,)
    ).fetchall()
    assert aged == [(10_000,)]
