"""What a brand owes is paid before anything is available, whichever comes first: the debt or the money."""

from uuid import UUID, uuid4

from payments.withdrawals import repository as withdrawals
from tests.factories.ledger import account, balance
from tests.factories.money import Deal, make_deal
from tests.interleaving.acting import as_service, statement, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.pairs.disputes import tells_dispute
from tests.interleaving.pairs.purse import require_books
from tests.interleaving.scheduler import Call

FUNDS, RESERVED, DISPUTED = 10_000, 6_000, 9_000


class Spender:
    """A brand with one deposit, of which a part is reserved for a participant."""

    def __init__(self, db: Connection, reserved: int) -> None:
        self.db = db
        self.deal: Deal = make_deal(db, funds=FUNDS)
        self.intent = value(
            db, "select t.reference_id from wallet_transactions as t inner join wallets as w on w.id = t.wallet_id"
            " where w.brand_id = %s", self.deal.brand,
        )  # fmt: skip
        self.wallet: UUID = value(db, "select app.wallet_of(%s, null, 'usd')", self.deal.brand)
        if reserved:
            value(db, "select app.reserve_budget(%s, %s)", self.deal.participant, reserved)

    @property
    def available_and_debt(self) -> tuple[int, int]:
        """Minor units."""
        held, owed = (balance(self.db, account(self.db, purpose, brand_id=self.deal.brand))
                      for purpose in ("brand_available", "disputes"))  # fmt: skip
        return held, -owed

    def disputes(self, amount: int = DISPUTED) -> Call:
        """The payer takes `amount` back, for the time being."""
        return tells_dispute(self.intent, amount)

    def releases(self, amount: int) -> Call:
        return as_service(statement("select app.release_budget({}, {})"), self.deal.participant, amount)


def a_dispute_opens_while_a_reservation_is_released(db: Connection) -> Calls:
    spender = Spender(db, RESERVED)

    def check(outcomes: Outcomes) -> None:
        assert outcomes == (1, RESERVED)
        assert spender.available_and_debt == (FUNDS - DISPUTED, 0)
        require_books(db)

    return Calls(spender.disputes(), spender.releases(RESERVED), check)


def a_dispute_opens_while_money_is_reserved(db: Connection) -> Calls:
    spender = Spender(db, 0)

    def check(outcomes: Outcomes) -> None:
        is_reserved = outcomes[1] == "ok"
        assert is_reserved or outcomes[1] == "INSUFFICIENT_FUNDS"
        debt = RESERVED + DISPUTED - FUNDS if is_reserved else 0
        assert spender.available_and_debt == (0 if is_reserved else FUNDS - DISPUTED, debt)
        require_books(db)

    reserve = statement("select app.reserve_budget({}, {})")
    return Calls(spender.disputes(), as_service(reserve, spender.deal.participant, RESERVED), check)


def a_dispute_opens_while_a_withdrawal_fails(db: Connection) -> Calls:
    spender = Spender(db, 0)
    withdrawal = value(
        db, "insert into wallet_transactions (id, wallet_id, transaction_type, amount, balance_effect, currency,"
        " relates_to, ledger_transaction_id) select uuidv7(), d.wallet_id, 'withdrawal', 10000, -10000, 'usd', d.id,"
        " ledger.post('refund', 'refund:' || d.id, array[ledger.account('brand_available', 'usd', %s),"
        " ledger.account('refunds', 'usd', %s)], array[-10000, 10000])"
        " from wallet_transactions as d where d.wallet_id = %s returning id",
        spender.deal.brand, spender.deal.brand, spender.wallet,
    )  # fmt: skip

    def check(outcomes: Outcomes) -> None:
        assert outcomes == (1, 1)
        assert spender.available_and_debt == (FUNDS - DISPUTED, 0)
        require_books(db)

    fail = statement("select app.fail_refund({}, 'no')")
    return Calls(spender.disputes(), as_service(fail, withdrawal), check)


def two_releases_pay_one_debt(db: Connection) -> Calls:
    spender = Spender(db, FUNDS)
    spender.disputes(4_000)()

    def check(outcomes: Outcomes) -> None:
        assert outcomes == (3_000, 3_000)
        assert spender.available_and_debt == (2_000, 0)
        require_books(db)

    return Calls(spender.releases(3_000), spender.releases(3_000), check)


def a_dispute_is_won_while_its_debt_is_paid(db: Connection) -> Calls:
    spender = Spender(db, FUNDS)
    dispute = f"dp_{uuid4().hex}"
    tells_dispute(spender.intent, 4_000, dispute=dispute)()

    def check(outcomes: Outcomes) -> None:
        assert outcomes == (1, 3_000)
        assert spender.available_and_debt == (3_000, 0)
        require_books(db)

    return Calls(tells_dispute(spender.intent, 4_000, "won", dispute), spender.releases(3_000), check)


def a_debt_arises_while_everything_is_withdrawn(db: Connection) -> Calls:
    spender = Spender(db, RESERVED)
    withdraw = as_service(withdrawals.begin_withdrawal, spender.wallet, FUNDS - RESERVED, None)

    def check(outcomes: Outcomes) -> None:
        is_withdrawn = outcomes[1] == "ok"
        assert is_withdrawn or outcomes[1] in ("INSUFFICIENT_FUNDS", "NOTHING_TO_REFUND")
        debt = DISPUTED - (0 if is_withdrawn else FUNDS - RESERVED)
        assert spender.available_and_debt == (0, debt)
        require_books(db)

    return Calls(spender.disputes(), withdraw, check)
