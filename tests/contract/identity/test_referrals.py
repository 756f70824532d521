"""Who sent a newcomer: said at the sign-up, counted with the confirmation, alike with both providers."""

from typing import Any
from uuid import UUID

import pytest

from tests.contract.identity.conftest import House
from tests.contract.identity.test_cognito import broken, pool_of
from tests.contract.identity.test_sign_in import told
from tests.factories.accounts import EMAIL, PASSWORD, post, sign_in, sign_up
from tests.factories.agents import make_agent, make_code
from tests.factories.referrals import intents, make_invite, make_touch, referral, uses
from tests.factories.supabase import signed_up


@pytest.fixture
def agent(house: House) -> UUID:
    """An agent with a code, whose link was opened, and who has invited somebody."""
    return _agent(house)


def _agent(house: House) -> UUID:
    with house.database.connect() as db:
        made = make_agent(db)
        make_touch(db, made, code=make_code(db, made, "SPRING"), token="touch-token")
        make_invite(db, made, "invite-token")
    return made


def confirm(house: House) -> None:
    """The newcomer reads their mail."""
    assert post("confirm", email=EMAIL, code=house.code("confirm")).status == 204


def brought(house: House) -> list[tuple[Any, ...]]:
    """Agent, source, status of every referral."""
    with house.database.connect() as db:
        return db.execute("select agent_user_id, source, status from referrals").fetchall()


def wait(house: House, days: int) -> None:
    """So many days pass."""
    with house.database.connect() as db:
        db.execute("update referral_intents set expires_at = expires_at - make_interval(days => %s)", (days,))
        db.execute("update auth.users set created_at = created_at - make_interval(days => %s)", (days,))
        db.execute("update referral_touches set at = at - make_interval(days => %s)", (days,))


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ({"code": "s-p-r-ing"}, "code"),
        ({"invite": "invite-token"}, "invite"),
        ({"touch": "touch-token"}, "link"),
        ({"code": "NO-SUCH", "touch": "touch-token", "invite": "unknown"}, "link"),
    ],
)
def test_what_a_sign_up_says_counts_once_the_address_is_confirmed(
    house: House, agent: UUID, said: dict[str, str], source: str
) -> None:
    made = sign_up(referral=said)
    assert (made.status, brought(house)) == (201, []), "an address that is not theirs uses nothing up"
    confirm(house)
    assert brought(house) == [(agent, source, "active")]
    with house.database.connect() as db:
        assert referral(db, UUID(made.body["user_id"])) is not None
        assert intents(db) == 0


@pytest.mark.usefixtures("agent")
def test_a_front_end_that_keeps_nothing_brings_somebody_who_was_brought_by_nobody(house: House) -> None:
    sign_up()
    confirm(house)
    assert brought(house) == []


@pytest.mark.parametrize(("days", "counts"), [(1, 1), (8, 0)])
def test_a_confirmation_counts_a_day_after_the_sign_up_and_not_after_a_week(
    house: House, agent: UUID, days: int, counts: int
) -> None:
    sign_up(referral={"touch": "touch-token"})
    wait(house, days)
    confirm(house)
    assert brought(house) == [(agent, "link", "active")] * counts
    assert sign_in().status == 200


def test_the_door_of_supabase_takes_the_same_and_keeps_none_of_it(house: House, agent: UUID) -> None:
    answer = signed_up(
        data={
            "role": "creator", "full_name": "Maria", "theme": "dark",
            "referral": {"code": "SPRING", "touch": 7, "by": "Ada"},
        }
    )  # fmt: skip
    assert answer.status == 200
    confirm(house)
    assert brought(house) == [(agent, "code", "active")]
    with house.database.connect() as db:
        row = db.execute("select user_metadata, app_metadata from user_profiles join auth.users using (id)"
                         " where auth.users.email = %s", (EMAIL,)).fetchone()  # fmt: skip
    assert row is not None
    assert row[0] == {"theme": "dark"}
    assert "referral" not in row[1]


@pytest.mark.usefixtures("agent")
def test_a_sign_up_with_an_address_that_is_taken_says_nothing_of_its_account(house: House) -> None:
    sign_up()
    assert told(sign_up(referral={"code": "SPRING"})) == (409, "EMAIL_TAKEN")
    confirm(house)
    assert told(sign_up(referral={"code": "SPRING"})) == (409, "EMAIL_TAKEN")
    assert brought(house) == []
    with house.database.connect() as db:
        assert (intents(db), uses(db)) == (0, 0)


def test_a_password_that_is_refused_leaves_what_was_said_to_the_next_try(house: House, agent: UUID) -> None:
    assert told(sign_up(password="short", referral={"code": "NO-SUCH"})) == (422, "PASSWORD_REFUSED")
    assert sign_up(referral={"code": "SPRING"}).status == 201
    confirm(house)
    assert brought(house) == [(agent, "code", "active")]


def test_whose_trigger_failed_is_attributed_when_they_are_healed(aws: House) -> None:
    agent = _agent(aws)
    sign_up(referral={"code": "SPRING"})
    trigger = pool_of(aws).triggers["postConfirmation"]
    pool_of(aws).triggers["postConfirmation"] = broken
    post("confirm", email=EMAIL, code=aws.code("confirm"))
    pool_of(aws).triggers["postConfirmation"] = trigger
    assert sign_in(password=PASSWORD).status == 200
    assert brought(aws) == [(agent, "code", "active")]
