"""What is reserved is spent or released, once."""

from uuid import UUID

from payments.low_balances import service as low_balances
from payments.low_balances.models import LowBalanceDraft
from tests.factories.ledger import account, balance
from tests.factories.money import make_deal, make_submission
from tests.interleaving.acting import as_service, as_user, statement, value
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


def a_wallet_falls_low_twice(db: Connection) -> Calls:
    first = make_deal(db)
    second = make_deal(db, funds=0, owner=first.owner)
    reserve = statement("select app.reserve_budget({}, {})")

    def check(outcomes: Outcomes) -> None:
        assert outcomes == ("ok", "ok")
        assert _told_of_a_low_wallet(db, first.owner) == 1
        require_books(db)

    return Calls(
        as_service(reserve, first.participant, 91_000), as_service(reserve, second.participant, 8_000), check
    )


def a_wallet_falls_low_while_its_limit_is_raised(db: Connection) -> Calls:
    deal = make_deal(db)
    wallet = value(db, "select id from wallets where brand_id = %s", deal.brand)

    def check(outcomes: Outcomes) -> None:
        assert outcomes == ("ok", "ok")
        # Told or not: whichever came first, what stands there is what the people were told.
        told_at = "select told_at from wallet_low_balances where brand_id = %s"
        assert _told_of_a_low_wallet(db, deal.owner) == (value(db, told_at, deal.brand) is not None)
        require_books(db)

    return Calls(
        as_service(statement("select app.reserve_budget({}, {})"), deal.participant, 30_000),
        as_user(deal.owner, low_balances.set_low_balance, wallet, LowBalanceDraft(threshold=80_000)), check,
    )  # fmt: skip


def _told_of_a_low_wallet(db: Connection, user: UUID) -> int:
    told: int = value(
        db, "select count(*) from notifications where type = 'wallet_low' and user_id = %s", user
    )
    return told
