"""What is reserved is spent or released, once."""

from tests.factories.ledger import account, balance
from tests.factories.money import make_deal, make_submission
from tests.interleaving.acting import as_service, statement, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.pairs.earner import GROSS
from tests.interleaving.pairs.purse import require_books


def a_reservation_is_spent_twice(db: Connection) -> Calls:
    deal = make_deal(db)
    value(db, "select app.reserve_budget(%s, %s)", deal.participant, GROSS)
    spend = statement("select app.spend_budget({}, {})")

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["RESERVATION_EXCEEDED", "ok"]
        require_books(db)

    return Calls(
        as_service(spend, make_submission(db, deal, "approved"), GROSS),
        as_service(spend, make_submission(db, deal, "approved"), GROSS),
        check,
    )


def a_reservation_is_spent_and_released(db: Connection) -> Calls:
    deal = make_deal(db, funds=GROSS)
    value(db, "select app.reserve_budget(%s, %s)", deal.participant, GROSS)

    def check(outcomes: Outcomes) -> None:
        spent = outcomes[0] == "ok"
        assert balance(db, account(db, "brand_available", brand_id=deal.brand)) == (0 if spent else GROSS)
        require_books(db)

    return Calls(
        as_service(statement("select app.spend_budget({}, {})"), make_submission(db, deal, "approved"), GROSS),
        as_service(statement("select app.release_budget({})"), deal.participant), check,
    )  # fmt: skip


def a_reservation_is_raised_twice(db: Connection) -> Calls:
    deal = make_deal(db)
    raise_it = as_service(statement("select app.reserve_budget({}, {})"), deal.participant, GROSS)

    def check(outcomes: Outcomes) -> None:
        assert outcomes == ("ok", "ok")
        assert value(
            db, "select amount from campaign_budget_reservations where participant_id = %s", deal.participant
        ) == 2 * GROSS  # fmt: skip
        require_books(db)

    return Calls(raise_it, raise_it, check)


def a_reservation_is_released_twice(db: Connection) -> Calls:
    deal = make_deal(db)
    value(db, "select app.reserve_budget(%s, %s)", deal.participant, GROSS)
    release = as_service(statement("select app.release_budget({})"), deal.participant)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["0", str(GROSS)]
        assert balance(db, account(db, "brand_available", brand_id=deal.brand)) == 100_000
        require_books(db)

    return Calls(release, release, check)
