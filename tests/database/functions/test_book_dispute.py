"""app.book_dispute: a dispute as Stripe says that it stands; only the difference moves."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.actors import acting_as
from tests.database.sql_functions import Refusal, call, refusal
from tests.factories.people import make_user
from tests.factories.wallets import BrandWallet, Deposit, begin_deposit, holdings, lines, pay_deposit
from tests.typing import Connection

START = datetime(2026, 1, 1, tzinfo=UTC)
STORED = "select status, amount, taken, bookings, asked_at from disputes where id = 'dp_1'"


@pytest.fixture
def deposit(db: Connection, brand_wallet: BrandWallet) -> Deposit:
    """A deposit of 100.00, of which nothing is spent."""
    return pay_deposit(db, brand_wallet)


def book(db: Connection, deposit: Deposit, status: str, amount: int, at: int) -> bool:
    """So it stood `at` seconds after the start."""
    moment = START + timedelta(seconds=at)
    return bool(call(db, "app.book_dispute", deposit.intent, "dp_1", status, amount, moment))


@pytest.mark.parametrize(
    ("status", "taken"),
    [
        ("needs_response", 4_000), ("under_review", 4_000), ("lost", 4_000), ("won", 0), ("prevented", 0),
        ("warning_needs_response", 0), ("warning_under_review", 0), ("warning_closed", 0),
    ],
)  # fmt: skip
def test_what_a_status_takes_is_out_of_the_wallet(
    db: Connection, brand_wallet: BrandWallet, deposit: Deposit, status: str, taken: int
) -> None:
    assert book(db, deposit, status, 4_000, 1) is True
    assert (holdings(db, brand_wallet)["available"], holdings(db, brand_wallet)["stripe"]) == (
        10_000 - taken, taken - 10_000,
    )  # fmt: skip
    assert db.execute(STORED).fetchone() == (
        status,
        4_000,
        taken,
        int(taken > 0),
        START + timedelta(seconds=1),
    )
    told = db.execute(
        "select metadata -> 'amount' from notifications where type = 'dispute_opened'"
    ).fetchall()
    assert told == ([(4_000,)] if taken else [])


def test_each_difference_is_a_line_that_refers_to_what_was_taken(
    db: Connection, brand_wallet: BrandWallet, deposit: Deposit
) -> None:
    story = (
        ("needs_response", 5_000),
        ("under_review", 3_000),
        ("lost", 3_000),
        ("won", 3_000),
        ("lost", 2_000),
    )
    for at, (status, amount) in enumerate(story):
        assert book(db, deposit, status, amount, at) is True
    assert lines(db, brand_wallet.id)[1:] == [
        ("reservation", "completed", 5_000, -5_000), ("release", "completed", 2_000, 2_000),
        ("withdrawal", "completed", 3_000, 0), ("release", "completed", 3_000, 3_000),
        ("reservation", "completed", 2_000, -2_000), ("withdrawal", "completed", 2_000, 0),
    ]  # fmt: skip
    references = db.execute(
        "select reference_id from wallet_transactions where relates_to is not null order by id"
    )
    assert [row[0] for row in references] == [
        "dp_1", "dp_1:1", "dp_1:2:lost", "dp_1:2", "dp_1:3", "dp_1:3:lost"
    ]  # fmt: skip
    left = db.execute(
        "select refunded_amount from wallet_transactions where id = %s", (deposit.id,)
    ).fetchone()
    assert left == (2_000,)
    told = db.execute("select count(*) from notifications where type = 'dispute_opened'").fetchone()
    assert told == (1,)


def test_the_same_again_is_no_news_but_counts_as_asked(
    db: Connection, brand_wallet: BrandWallet, deposit: Deposit
) -> None:
    assert [book(db, deposit, "needs_response", 4_000, at) for at in (1, 3)] == [True, False]
    assert book(db, deposit, "won", 4_000, 2) is False
    assert holdings(db, brand_wallet)["available"] == 6_000
    assert book(db, deposit, "won", 4_000, 3) is True
    assert len(lines(db, brand_wallet.id)) == 3


def test_a_status_that_stripe_never_had_is_refused(db: Connection, deposit: Deposit) -> None:
    refused = refusal(db, "app.book_dispute", deposit.intent, "dp_1", "reopened", 4_000, START)
    assert refused == Refusal("23514", "dispute_status_is_known")
    assert db.execute(STORED).fetchall() == []


def test_a_payment_that_is_not_ours_or_not_completed_has_no_dispute(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    waiting = begin_deposit(db, brand_wallet)
    db.execute("select app.note_stripe_reference(%s, 'pi_waiting')", (waiting,))
    for intent in ("pi_waiting", "pi_unknown"):
        assert call(db, "app.book_dispute", intent, "dp_1", "needs_response", 1_000, START) is False
    assert db.execute(STORED).fetchall() == []


def test_members_see_it_and_people_book_nothing(
    db: Connection, brand_wallet: BrandWallet, deposit: Deposit
) -> None:
    book(db, deposit, "needs_response", 4_000, 1)
    for reader, seen in ((brand_wallet.owner, [("dp_1",)]), (make_user(db, "brand"), [])):
        with acting_as(db, reader):
            assert db.execute("select id from disputes").fetchall() == seen
            refused = refusal(db, "app.book_dispute", deposit.intent, "dp_1", "won", 4_000, START)
            assert refused.sqlstate == "42501"
