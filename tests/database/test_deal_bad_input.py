"""What goes wrong around a deal: people who are barred or forgotten, limits, currencies, work that was replaced."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from psycopg.types.json import Jsonb

from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.factories.deals import (
    Market,
    act,
    act_row,
    approve,
    findings,
    make_deal,
    make_gig,
    make_market,
    open_gig,
    pass_timers,
    refused,
    status_of,
    submit,
    value,
)
from tests.factories.ledger import account, balance, post
from tests.factories.people import make_user
from tests.typing import Connection


def let_time_pass(db: Connection, days: int = 40) -> None:
    pass_timers(db, datetime.now(UTC) + timedelta(days=days))


@pytest.mark.parametrize(("status", "code"), [("banned", "IU003"), ("suspended", "IU002")])
def test_the_money_of_a_creator_who_is_barred_goes_back(database: Database, status: str, code: str) -> None:
    with database.connect() as db:
        market = make_market(db)
        escrow = make_deal(db, market)[0]
        act(db, market.creator, "select app.start_work(%s)", escrow)
        db.execute("update auth.users set status = %s where id = %s", (status, market.creator))
        assert refused(db, market.creator, "select app.refund_held(%s)", escrow) == code
        let_time_pass(db)
        assert status_of(db, escrow) == "refunded"
        assert findings(db) == []


def test_work_of_a_creator_who_was_banned_after_it_is_still_paid(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        escrow = make_deal(db, market)[0]
        work = submit(db, escrow, market.creator)
        db.execute("update auth.users set status = 'banned' where id = %s", (market.creator,))
        approve(db, escrow, market.owner, work)
        assert status_of(db, escrow) == "released"
        assert findings(db) == []


def test_nobody_is_forgotten_in_the_middle_of_a_deal(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        escrow = make_deal(db, market)[0]
        obstacles = "select app.erasure_obstacles(%s)"
        assert "open_deals" in value(db, obstacles, market.creator)
        assert "open_deals" in value(db, obstacles, market.owner)
        request = value(
            db,
            "insert into erasure_requests (user_id, due_at) values (%s, now()) returning id",
            market.creator,
        )
        assert value(db, "select app.erase_user(%s)", request) == "refused"
        let_time_pass(db)
        assert status_of(db, escrow) == "refunded"
        assert value(db, obstacles, market.creator) == []


def test_who_is_forgotten_leaves_no_application_that_could_be_approved(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        questions = Jsonb(["Who are you?"])
        gig = open_gig(db, market, budget=None, mode="application", questions=questions)
        application = act(
            db, market.creator, "select app.apply_to_gig(%s, 'It is me', 500, '[\"Lena\"]')", gig
        )
        request = value(
            db,
            "insert into erasure_requests (user_id, due_at) values (%s, now()) returning id",
            market.creator,
        )
        assert value(db, "select app.erase_user(%s)", request) == "done"
        left = "select status, note, answers from gig_applications where id = %s"
        assert db.execute(left, (application,)).fetchone() == ("withdrawn", "", [])
        approval = "select app.answer_application(%s, 'approved')"
        assert refused(db, market.owner, approval, application) == "IK001"


def test_a_brand_that_is_suspended_during_a_review_pays_by_time(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        escrow = make_deal(db, market)[0]
        work = submit(db, escrow, market.creator)
        db.execute("update auth.users set status = 'suspended' where id = %s", (market.owner,))
        review = "select app.review_work(%s, %s, 'rejected', 'quality')"
        assert refused(db, market.owner, review, escrow, work) == "IU002"
        let_time_pass(db, 4)
        assert status_of(db, escrow) == "released"
        assert findings(db) == []


def test_yen_have_no_cents_and_dinars_are_not_offered(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db, 1_001 + 101, currency="jpy")
        gig = open_gig(db, market, budget=1_001, slots=10, currency="jpy")
        assert db.execute(
            "select sum(price), sum(fee), count(*) from gig_slots where gig_id = %s", (gig,)
        ).fetchone() == (1_001, 100, 10)
        assert act(db, market.owner, "select app.end_gig(%s)", gig) == 1_101
        for dinars in ("kwd", "bhd", "tnd"):
            with pytest.raises(psycopg.Error), db.transaction():
                make_gig(db, market, currency=dinars)
        assert findings(db) == []


def test_money_of_another_currency_pays_for_nothing(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        gig = make_gig(db, market, currency="eur")
        assert refused(db, market.owner, "select app.open_gig(%s)", gig) == "IM001"
        assert value(db, "select status from gigs where id = %s", gig) == "draft"
        assert value(db, "select count(*) from gig_slots where gig_id = %s", gig) == 0
        assert findings(db) == []


def test_what_comes_back_pays_a_debt_first(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db, 11_000)
        escrow = make_deal(db, market)[0]
        balances = "select available, held from wallets as w, app.wallet_balance(w.id) where w.brand_id = %s"
        assert act_row(db, balances, market.brand) == (0, 11_000)
        disputes = account(db, "disputes", brand_id=market.brand)
        post(db, (account(db, "stripe_clearing"), 4_000), (disputes, -4_000))
        act(db, market.owner, "select app.cancel_escrow(%s)", escrow)
        assert status_of(db, escrow) == "refunded"
        assert act_row(db, balances, market.brand) == (7_000, 0)
        assert balance(db, disputes) == 0
        assert refused(db, market.owner, "select app.cancel_escrow(%s)", escrow) == "IK001"


def write_gigs(db: Connection, market: Market, number: int) -> None:
    db.execute(
        "insert into gigs (brand_id, created_by, mode, title, currency)"
        " select %s, %s, 'claim', 'Gig ' || n, 'usd' from generate_series(1, %s) as n",
        (market.brand, market.owner, number),
    )


def test_a_brand_writes_a_hundred_gigs_a_day(database: Database) -> None:
    with database.connect() as db:
        market, other = make_market(db, 0), make_market(db, 0)
        with pytest.raises(psycopg.Error) as error, db.transaction():
            write_gigs(db, market, 10_000)
        assert error.value.sqlstate == "IK009"
        write_gigs(db, market, 100)
        with pytest.raises(psycopg.Error) as error, db.transaction():
            write_gigs(db, market, 1)
        assert error.value.sqlstate == "IK009"
        write_gigs(db, other, 1)
        db.execute("update gigs set created_at = now() - interval '25 hours'")
        write_gigs(db, market, 1)


def test_a_gig_closes_while_fifty_claim(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        gig = open_gig(db, market, budget=50_000, slots=50)
        creators = [make_user(db) for _ in range(50)]
    claims = [(str(one), "select app.claim_slot(%s)", (gig,)) for one in creators]
    answers = run_at_once(
        database, *claims[:25], (str(market.owner), "select app.end_gig(%s)", (gig,)), *claims[25:]
    )
    assert answers[25] == "ok"
    counted = Counter(answers[:25] + answers[26:])
    assert set(counted) <= {"ok", "IK006", "IG003"}, counted
    with database.connect() as db:
        statuses: dict[str, int] = dict(
            db.execute(
                "select status, count(*) from gig_slots where gig_id = %s group by 1", (gig,)
            ).fetchall()
        )
        assert statuses.get("claimed", 0) == counted["ok"]
        assert sum(statuses.values()) == 50
        assert set(statuses) <= {"claimed", "refunded"}
        assert findings(db) == []


def test_no_work_is_not_approved(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        escrow = make_deal(db, market)[0]
        submit(db, escrow, market.creator)
        assert refused(db, market.owner, "select app.review_work(%s, null, 'approved')", escrow) == "IC017"
        assert status_of(db, escrow) == "work_submitted"


def test_work_that_was_replaced_is_not_approved(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        escrow = make_deal(db, market)[0]
        first = submit(db, escrow, market.creator)
        act(db, market.creator, "select app.recall_work(%s)", escrow)
        second = submit(db, escrow, market.creator, "Better.")
        review = "select app.review_work(%s, %s, 'approved')"
        assert refused(db, market.owner, review, escrow, first) == "IC017"
        assert status_of(db, escrow) == "work_submitted"
        approve(db, escrow, market.owner, second)
        assert status_of(db, escrow) == "released"


@pytest.mark.parametrize(
    "languages", [["deut"], ["d"], ["DE"], ["de,fr"], [""], [None], ["de", None], ["d e"]]
)
def test_a_gig_asks_for_no_language_that_has_no_code(db: Connection, languages: list[str | None]) -> None:
    market = make_market(db, 0)
    make_gig(db, market, languages=["fil", "de"])
    with pytest.raises(psycopg.errors.CheckViolation) as error:
        make_gig(db, market, languages=languages)
    assert error.value.diag.constraint_name == "gigs_languages_are_codes"
