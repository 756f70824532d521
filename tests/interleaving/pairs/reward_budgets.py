"""A budget of rewards is granted once, spent or given back, whoever acts at the same moment."""

from common.errors.rewards import ProgramStepForbidden
from common.models.users import UserStatus
from tests.factories.people import brand_of, make_user
from tests.factories.rewards import MONEY, grant, make_funded_program, make_program, make_trigger
from tests.factories.wallets import make_brand_wallet
from tests.interleaving.acting import as_service, as_user, done, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.pairs.purse import require_books
from tests.interleaving.scheduler import Call
from user_management.users import service as users

GRANT = "app.grant_award(t, {}, 1, 'all', null, now())"
REFUSED = ProgramStepForbidden.code


class _Budget:
    """A program of a brand with 10.00 EUR in its budget, and a trigger that grants 5.00."""

    def __init__(self, db: Connection, *, budget: int = 1_000) -> None:
        self.db, self.wallet = db, make_brand_wallet(db, funds=1_000, currency="eur")
        self.program = make_funded_program(db, self.wallet.brand, budget=budget)
        self.trigger = make_trigger(db, self.program, reward=MONEY)
        db.execute("grant execute on function app.grant_award to service")

    def end(self) -> Call:
        return as_user(self.wallet.owner, done("app.end_program({})"), self.program)

    def fund(self, amount: int) -> Call:
        return as_user(self.wallet.owner, done("app.fund_program({}, {})"), self.program, amount)

    def grant(self) -> Call:
        return as_service(
            done(GRANT, "from reward_triggers as t where t.id = {}"), make_user(self.db), self.trigger
        )

    def awards(self, status: str) -> int:
        query = "select count(*) from reward_awards where program_id = %s and status = %s"
        return int(value(self.db, query, self.program, status))

    def figure(self, name: str) -> int:
        return int(value(self.db, f"select budget_{name} from reward_programs where id = %s", self.program))


def a_program_is_ended_twice(db: Connection) -> Calls:
    budget = _Budget(db)

    def check(outcomes: Outcomes) -> None:
        assert set(outcomes) == {REFUSED, "ok"}
        assert budget.figure("returned") == 1_000
        require_books(db)

    return Calls(budget.end(), budget.end(), check)


def a_program_ends_while_an_award_of_it_is_claimed(db: Connection) -> Calls:
    budget, creator = _Budget(db), make_user(db)
    award = grant(db, budget.trigger, creator)
    claim = as_user(creator, done("app.claim_award({})"), award)

    def check(outcomes: Outcomes) -> None:
        assert outcomes == ("ok", "ok")
        assert (budget.figure("spent"), budget.figure("returned")) == (500, 500)
        require_books(db)

    return Calls(budget.end(), claim, check)


def the_last_of_a_budget_is_granted_to_two(db: Connection) -> Calls:
    budget = _Budget(db, budget=500)

    def check(outcomes: Outcomes) -> None:
        assert outcomes == ("ok", "ok")
        assert (budget.awards("granted"), budget.awards("failed")) == (1, 1)
        require_books(db)

    return Calls(budget.grant(), budget.grant(), check)


def a_program_ends_while_somebody_is_granted(db: Connection) -> Calls:
    budget = _Budget(db)

    def check(outcomes: Outcomes) -> None:
        assert outcomes == ("ok", "ok")
        assert budget.figure("returned") == 1_000 - 500 * budget.awards("granted")
        require_books(db)

    return Calls(budget.end(), budget.grant(), check)


def a_program_is_funded_while_somebody_is_granted(db: Connection) -> Calls:
    budget = _Budget(db, budget=400)

    def check(outcomes: Outcomes) -> None:
        assert outcomes == ("ok", "ok")
        value(db, "select app.move_program(%s, now())", budget.program)
        assert (budget.awards("granted"), budget.awards("failed")) == (1, 0)
        require_books(db)

    return Calls(budget.fund(500), budget.grant(), check)


def the_last_of_a_brand_is_banned_while_they_activate(db: Connection) -> Calls:
    owner, admin = make_user(db, "brand"), make_user(db, "admin")
    program = make_program(db, brand_of(db, owner), status="draft")

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] == "ok"
        assert outcomes[1] in ("ok", "FORBIDDEN", "ACCOUNT_BANNED")
        assert value(db, "select status from reward_programs where id = %s", program) in ("draft", "paused")

    return Calls(
        as_user(admin, users.set_status, owner, UserStatus.BANNED, "Spam"),
        as_user(owner, done("app.activate_program({})"), program), check,
    )  # fmt: skip
