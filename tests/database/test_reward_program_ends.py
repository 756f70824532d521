"""How reward programs end and go on: what is left goes back, what was owed is granted first."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tests.database.program_steps import do, held, state
from tests.database.sql_functions import rows
from tests.factories.ledger import account, balance
from tests.factories.people import brand_of, make_user
from tests.factories.rewards import (
    MONEY,
    fund_program,
    grant,
    make_funded_program,
    make_program,
    make_trigger,
)
from tests.factories.wallets import BrandWallet, lines, make_brand_wallet
from tests.typing import Connection


@pytest.fixture
def wallet(db: Connection) -> BrandWallet:
    return make_brand_wallet(db, funds=10_000, currency="eur")


@pytest.fixture
def program(db: Connection, wallet: BrandWallet) -> UUID:
    """A draft of the brand, in euros."""
    return make_program(db, wallet.brand, currency="eur", status="draft")


def test_at_the_end_the_rest_goes_back_and_what_may_be_claimed_stays(
    db: Connection, wallet: BrandWallet, program: UUID
) -> None:
    do(db, wallet.owner, "fund_program", program, 2_000)
    do(db, wallet.owner, "activate_program", program)
    trigger, creator = make_trigger(db, program, reward=MONEY), make_user(db)
    award = grant(db, trigger, creator)
    expired = grant(db, trigger, make_user(db))
    assert do(db, wallet.owner, "end_program", program) == 1_000
    assert state(db, program) == ("ended", None, 2_000, 1_000, 0, 1_000, False)
    assert lines(db, wallet.id)[-1] == ("release", "completed", 1_000, 1_000)
    do(db, creator, "claim_award", award)
    db.execute("select app.release_program_budget(%s, 500)", (program,))
    db.execute("update reward_awards set status = 'expired', ended_at = now() where id = %s", (expired,))
    assert db.execute("select app.due_programs(now(), null, 10)").fetchall() == [(program,)]
    assert db.execute("select app.move_program(%s, now())", (program,)).fetchone() == (500,)
    assert state(db, program) == ("ended", None, 2_000, 0, 500, 1_500, True)
    assert db.execute("select app.due_programs(now(), null, 10)").fetchall() == []
    assert db.execute("select app.move_program(%s, now())", (program,)).fetchone() == (0,)
    assert held(db, program) == 0
    assert rows(db, "app.find_broken_money") == []


def test_what_is_clawed_back_of_a_closed_program_goes_back_too(
    db: Connection, wallet: BrandWallet, program: UUID
) -> None:
    do(db, wallet.owner, "fund_program", program, 500)
    do(db, wallet.owner, "activate_program", program)
    creator = make_user(db)
    award = grant(db, make_trigger(db, program, reward=MONEY), creator)
    do(db, creator, "claim_award", award)
    do(db, wallet.owner, "end_program", program)
    assert state(db, program) == ("ended", None, 500, 0, 500, 0, True)
    do(db, make_user(db, "admin"), "revoke_award", award, "cheated", datetime.now(UTC))
    assert db.execute("select app.move_program(%s, now())", (program,)).fetchone() == (500,)
    assert state(db, program) == ("ended", None, 500, 0, 0, 500, True)
    assert rows(db, "app.find_broken_money") == []


def test_what_comes_back_pays_a_debt_first(db: Connection, wallet: BrandWallet, program: UUID) -> None:
    do(db, wallet.owner, "fund_program", program, 10_000)
    clearing = account(db, "stripe_clearing", currency="eur")
    disputes = account(db, "disputes", currency="eur", brand_id=wallet.brand)
    db.execute(
        "select ledger.post('test', 'lost', array[%s, %s]::uuid[], array[300, -300]::bigint[])",
        (clearing, disputes),
    )
    do(db, wallet.owner, "end_program", program)
    assert balance(db, disputes) == 0
    assert balance(db, account(db, "brand_available", currency="eur", brand_id=wallet.brand)) == 9_700


def test_a_refilled_program_goes_on_and_grants_first_what_it_owed(db: Connection) -> None:
    owner = make_user(db, "brand")
    program = make_funded_program(db, brand_of(db, owner), budget=500)
    trigger = make_trigger(db, program, reward=MONEY)
    people = [make_user(db) for _ in range(4)]
    awards = [grant(db, trigger, person) for person in people]
    assert state(db, program)[:2] == ("paused", "budget_exhausted")

    def statuses() -> list[str]:
        found = db.execute("select id, status from reward_awards").fetchall()
        return [dict(found)[award] for award in awards]

    assert statuses() == ["granted", "failed", "failed", "failed"]
    fund_program(db, program, 1_000)
    assert statuses() == ["granted", "granted", "granted", "failed"]
    assert state(db, program)[:2] == ("paused", "budget_exhausted")
    fund_program(db, program, 100_000)
    assert statuses() == ["granted"] * 4
    assert state(db, program)[:2] == ("active", None)
    assert rows(db, "app.find_broken_money") == []


def test_a_program_that_was_paused_on_purpose_stays_so_when_it_is_funded(
    db: Connection, wallet: BrandWallet, program: UUID
) -> None:
    do(db, wallet.owner, "fund_program", program, 100)
    do(db, wallet.owner, "activate_program", program)
    do(db, wallet.owner, "pause_program", program)
    do(db, wallet.owner, "fund_program", program, 100)
    assert state(db, program)[:3] == ("paused", "asked", 200)


def test_time_ends_a_program_and_grants_what_more_than_one_call_owed(db: Connection) -> None:
    owner = make_user(db, "brand")
    program = make_funded_program(db, brand_of(db, owner), budget=600)
    trigger = make_trigger(db, program, reward=MONEY)
    grant(db, trigger, make_user(db))
    owed = grant(db, trigger, make_user(db))
    db.execute("update reward_awards set status = 'expired', ended_at = now() where status = 'granted'")
    db.execute(
        "update reward_programs set status = 'active', paused_reason = null, budget_reserved = 0 where id = %s",
        (program,),
    )
    assert db.execute("select app.due_programs(now(), null, 10)").fetchall() == [(program,)]
    assert db.execute("select app.move_program(%s, now())", (program,)).fetchone() == (0,)
    assert db.execute("select status from reward_awards where id = %s", (owed,)).fetchone() == ("granted",)
    db.execute("update reward_programs set ends_at = now() + interval '1 hour' where id = %s", (program,))
    moment = datetime.now(UTC) + timedelta(hours=2)
    assert db.execute("select app.due_programs(%s, null, 10)", (moment,)).fetchall() == [(program,)]
    assert db.execute("select app.move_program(%s, %s)", (program, moment)).fetchone() == (100,)
    assert state(db, program)[0] == "ended"


def test_no_fee_is_counted_when_the_platforms_budget_comes_back(db: Connection) -> None:
    program = make_funded_program(db, budget=700)
    do(db, make_user(db, "admin"), "end_program", program)
    db.execute("insert into wallets (user_id, currency) values (%s, 'eur')", (make_user(db),))
    today = datetime.now(UTC).date()
    counted = db.execute(
        "select platform_fees, net_revenue, total_refunds from app.count_financial_days(%s, %s) where currency = 'eur'",
        (today, today),
    ).fetchall()
    assert counted == [(0, 0, 0)]
