"""Programs with money in them, and what is granted of them: what tests of claims arrange and look at alike."""

from typing import Any, LiteralString
from uuid import UUID, uuid4

from tests.factories.deals import act, findings
from tests.factories.fraud import note, set_rule
from tests.factories.ledger import account, balance
from tests.factories.people import brand_of, make_user
from tests.factories.rewards import MONEY, grant, make_funded_program, make_trigger
from tests.typing import Connection

AMOUNT = 500
"""What MONEY of the factories is, in cents."""
CLAIM: LiteralString = "select (app.claim_award(%s)).id"


def make_budget(db: Connection, amount: int = 10 * AMOUNT, **columns: object) -> UUID:
    """An active program of a new brand with so much (cents) in its budget, taken from the brand's wallet."""
    return make_funded_program(db, brand_of(db, make_user(db, "brand")), budget=amount, **columns)


def payer_of(db: Connection, program: UUID) -> tuple[UUID, UUID]:
    """The brand of a program, and who owns it."""
    brand, owner = row(
        db,
        "select b.id, b.owner_user_id from brand_profiles as b join reward_programs as p on p.brand_id = b.id"
        " where p.id = %s",
        program,
    )
    return brand, owner


def owner_of(db: Connection, program: UUID) -> UUID:
    """Who owns the brand of a program."""
    return payer_of(db, program)[1]


def budget_account(db: Connection, program: UUID) -> UUID:
    """The ledger account of a program."""
    (found,) = row(
        db,
        "select ledger.account('reward_budget', 'eur', brand_id => brand_id, program_id => id)"
        " from reward_programs where id = %s",
        program,
    )
    made: UUID = found
    return made


def make_money_award(db: Connection, person: UUID, program: UUID | None = None, **given: Any) -> UUID:
    """An award of AMOUNT that was granted, with its money reserved."""
    trigger = make_trigger(db, program or make_budget(db), reward=MONEY, key=f"k{uuid4().hex[:20]}")
    made = grant(db, trigger, person, **given)
    assert made is not None
    return made


def claim(db: Connection, person: UUID, award: UUID) -> None:
    """The person takes it."""
    act(db, person, CLAIM, award)


def revoke(db: Connection, user: UUID | None, award: UUID) -> None:
    """`user` (None: the service) takes it back."""
    act(db, user, "select (app.revoke_award(%s, 'The post was bought', now())).id", award)


def begin_check(db: Connection, subject_type: str, subject: UUID, action: str = "hold") -> UUID:
    """A fraud rule has found something about an agent, a referral or an escrow; the group that is to be decided."""
    set_rule(db, "self_deal", action=action)
    group = note(db, "self_deal", subject_type, subject, about=str(subject))
    assert group is not None
    return group


def status(db: Connection, award: UUID) -> str:
    """Of an award."""
    return str(row(db, "select status from reward_awards where id = %s", award)[0])


def budget(db: Connection, program: UUID) -> tuple[int, int, int, int]:
    """Total, reserved and spent, and what the account holds."""
    total, reserved, spent = row(
        db, "select budget_total, budget_reserved, budget_spent from reward_programs where id = %s", program
    )
    return total, reserved, spent, balance(db, budget_account(db, program))


def program_of(db: Connection, award: UUID) -> UUID:
    """Which program granted it."""
    found: UUID = row(db, "select program_id from reward_awards where id = %s", award)[0]
    return found


def owed(db: Connection, person: UUID) -> int:
    """What somebody has earned and was not paid, in cents."""
    return balance(db, account(db, "creator_payable", currency="eur", user_id=person))


def row(db: Connection, query: Any, *parameters: object, **named: object) -> tuple[Any, ...]:
    """The one row of a query."""
    found: tuple[Any, ...] | None = db.execute(query, named or parameters).fetchone()
    assert found is not None
    return found


def assert_books_agree(db: Connection) -> None:
    """The nightly proof would find nothing."""
    assert findings(db) == []
