"""An award ends once: claimed, taken back or expired, whoever acts meanwhile, and its money is in one place."""

from collections.abc import Callable
from uuid import UUID

from common.errors.rewards import RewardAlreadyClaimed, RewardExpired, RewardHeld, RewardStepNotAllowed
from common.models.users import UserStatus
from rewards.reward_awards import repository as awards
from tests.factories.agents import make_agent
from tests.factories.fraud import note, set_rule
from tests.factories.ledger import account, balance, fund_brand
from tests.factories.people import make_erasure_request, make_user
from tests.factories.rewards import MONEY, grant, make_funded_program, make_trigger
from tests.factories.wallets import make_brand_wallet
from tests.interleaving.acting import as_service, as_user, noting, statement, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.pairs.purse import require_books
from tests.interleaving.scheduler import Call
from user_management.users import service as users

CLAIMED, EXPIRED, GONE = RewardAlreadyClaimed.code, RewardExpired.code, RewardStepNotAllowed.code


class _Award:
    """5.00 EUR that somebody was granted of a program of a brand with 10.00 EUR in its budget."""

    def __init__(self, db: Connection, make_person: Callable[[Connection], UUID] = make_user) -> None:
        self.db, self.person, self.admin = db, make_person(db), make_user(db, "admin")
        self.wallet = make_brand_wallet(db, funds=1_000, currency="eur")
        self.program = make_funded_program(db, self.wallet.brand, budget=1_000)
        self.trigger = make_trigger(db, self.program, reward=MONEY)
        self.id = grant(db, self.trigger, self.person)

    def claim(self) -> Call:
        return as_user(self.person, awards.claim, self.id)

    def revoke(self) -> Call:
        return as_user(self.admin, awards.revoke, self.id, "The post was bought")

    def is_now(self) -> tuple[str, int, int, int]:
        """Its state, what its program has reserved and spent, and what its person is owed."""
        owed = balance(self.db, account(self.db, "creator_payable", currency="eur", user_id=self.person))
        row = self.db.execute(
            "select a.status, p.budget_reserved, p.budget_spent"
            " from reward_awards as a join reward_programs as p on p.id = a.program_id where a.id = %s",
            (self.id,),
        ).fetchone()
        assert row is not None
        return (*row, owed)


def _names(outcomes: Outcomes) -> list[str]:
    """A refusal by its code; ok where there is an award."""
    return [outcome if isinstance(outcome, str) else "ok" for outcome in outcomes]


def an_award_is_claimed_twice(db: Connection) -> Calls:
    award = _Award(db)

    def check(outcomes: Outcomes) -> None:
        assert sorted(_names(outcomes)) == [CLAIMED, "ok"]
        assert award.is_now() == ("claimed", 0, 500, 500)
        require_books(db)

    return Calls(award.claim(), award.claim(), check)


def an_award_is_claimed_while_it_is_revoked(db: Connection) -> Calls:
    award = _Award(db)

    def check(outcomes: Outcomes) -> None:
        assert _names(outcomes) in (["ok", "ok"], [GONE, "ok"])
        assert award.is_now() == ("revoked", 0, 0, 0)
        require_books(db)

    return Calls(award.claim(), award.revoke(), check)


def a_claimed_award_is_revoked_twice(db: Connection) -> Calls:
    award = _Award(db)
    award.claim()()

    def check(outcomes: Outcomes) -> None:
        assert sorted(_names(outcomes)) == [GONE, "ok"]
        assert award.is_now() == ("revoked", 0, 0, 0)
        require_books(db)

    return Calls(award.revoke(), award.revoke(), check)


def an_award_is_claimed_while_it_expires(db: Connection) -> Calls:
    award = _Award(db)
    expire = as_service(statement("select app.expire_awards(now() + interval '100 days', 10)::text"))

    def check(outcomes: Outcomes) -> None:
        claim = _names(outcomes)[0]
        ended = {"ok": ("claimed", 0, 500, 500), EXPIRED: ("expired", 0, 0, 0)}
        assert award.is_now() == ended[claim]
        require_books(db)

    return Calls(award.claim(), expire, check)


def somebody_is_banned_while_they_claim(db: Connection) -> Calls:
    """Who has claimed first is paid; who was banned first is not, however far their claim had come."""
    award, ended = _Award(db), list[str]()
    ban = as_user(award.admin, users.set_status, award.person, UserStatus.BANNED, "Spam")

    def check(outcomes: Outcomes) -> None:
        if _names(outcomes)[0] == "ok":
            assert ended == ["claim", "ban"]
            assert award.is_now() == ("claimed", 0, 500, 500)
        else:
            assert award.is_now() == ("granted", 500, 0, 0)
        require_books(db)

    return Calls(noting(ended, "claim", award.claim()), noting(ended, "ban", ban), check)


def somebody_is_erased_while_they_claim(db: Connection) -> Calls:
    award = _Award(db)
    erase = as_service(statement("select app.erase_user({})"), make_erasure_request(db, award.person))

    def check(outcomes: Outcomes) -> None:
        claim, erased = _names(outcomes)
        assert (claim == "ok") == (erased != "done")
        assert award.is_now() == (("claimed", 0, 500, 500) if claim == "ok" else ("revoked", 0, 0, 0))
        require_books(db)

    return Calls(award.claim(), erase, check)


def an_award_is_claimed_while_its_check_is_upheld(db: Connection) -> Calls:
    award = _Award(db, make_agent)
    set_rule(db, "self_deal", action="hold")
    group = note(db, "self_deal", "agent", award.person, about="x")
    uphold = statement("select app.resolve_fraud_group({}, 'upheld', 'We looked at it.', false)::text")

    def check(outcomes: Outcomes) -> None:
        assert _names(outcomes)[0] in (RewardHeld.code, GONE)
        assert award.is_now() == ("revoked", 0, 0, 0)
        require_books(db)

    return Calls(award.claim(), as_user(award.admin, uphold, group), check)


def the_same_is_granted_twice(db: Connection) -> Calls:
    award = _Award(db)
    db.execute("grant execute on function app.grant_award to service")
    another_level = statement(
        "select case when app.grant_award(t, {}, 2, 'all', null, now()) is null then 'no' else 'ok' end"
        " from reward_triggers as t where t.id = {}"
    )

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["no", "ok"]
        assert award.is_now() == ("granted", 1_000, 0, 0)
        require_books(db)

    again = as_service(another_level, award.person, award.trigger)
    return Calls(again, again, check)


def what_comes_free_is_granted_while_somebody_funds(db: Connection) -> Calls:
    award, waiting = _Award(db), [make_user(db) for _ in range(3)]
    for person in waiting:
        grant(db, award.trigger, person)
    award.revoke()()
    fund = statement("select app.fund_program({}, {})::text")
    fund_brand(db, award.wallet.brand, 500, currency="eur")
    move = as_service(statement("select coalesce(app.move_program({}, now()), 0)::text"), award.program)

    def check(outcomes: Outcomes) -> None:
        value(db, "select app.move_program(%s, now())", award.program)
        granted = "select count(*) from reward_awards where status = 'granted' and program_id = %s"
        assert value(db, granted, award.program) == 3
        require_books(db)

    return Calls(as_user(award.wallet.owner, fund, award.program, 500), move, check)
