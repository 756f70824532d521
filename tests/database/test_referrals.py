"""Who brought whom: what a sign-up says counts with the confirmation, once, and never keeps anybody out."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tests.factories.agents import make_agent, make_code
from tests.factories.people import make_user
from tests.factories.referrals import intents, make_invite, make_touch, note_intent, referral, uses
from tests.typing import Connection

EMAIL = "newcomer@example.com"


@pytest.fixture
def agent(db: Connection) -> UUID:
    return make_agent(db, full_name="Ada Agent")


@pytest.mark.parametrize("typed", ["SOLO-101", "solo 1oI", " s0l0–1ol "])
def test_who_signs_up_with_a_code_is_its_agents_however_they_type_it(
    db: Connection, agent: UUID, typed: str
) -> None:
    code = make_code(db, agent, "SOLO-101")
    note_intent(db, "New.Comer@Example.com", code=typed)
    user = make_user(db, email="new.comer@example.com", full_name="Nina New")
    row = db.execute(
        "select agent_user_id, code_id, source, status, window_days from referrals where referred_user_id = %s",
        (user,),
    ).fetchone()
    assert row == (agent, code, "code", "active", None)
    assert (uses(db), intents(db)) == (1, 0)
    told = db.execute(
        "select category, type, message, metadata from notifications where user_id = %s", (agent,)
    ).fetchall()
    assert told == [(
        "agents", "referral_joined", "Nina New has signed up, and you share in the fees of their deals.",
        {"from_name": "Nina New"},
    )]  # fmt: skip


def test_who_says_nothing_was_brought_by_nobody(db: Connection, agent: UUID) -> None:
    make_code(db, agent, "SPRING")
    note_intent(db, EMAIL)
    assert intents(db) == 0
    assert referral(db, make_user(db, email=EMAIL)) is None


def test_a_code_beats_an_invite_and_an_invite_beats_a_link(db: Connection, agent: UUID) -> None:
    by_code, by_invite = make_agent(db), make_agent(db)
    make_code(db, by_code, "TYPED")
    touched = make_code(db, agent, "LINKED")
    for name in ("first", "second", "third"):
        make_touch(db, agent, code=touched, token=name)
        make_invite(db, by_invite, name)
    note_intent(db, "a@example.com", code="TYPED", touch="first", invite="first")
    note_intent(db, "b@example.com", code="NO-SUCH", touch="second", invite="second")
    note_intent(db, "c@example.com", code="NO-SUCH", touch="third", invite="no such")
    people = [make_user(db, email=f"{name}@example.com") for name in "abc"]
    assert [referral(db, person) for person in people] == [
        (by_code, "code", "active", None), (by_invite, "invite", "active", None), (agent, "link", "active", None),
    ]  # fmt: skip


def test_an_invite_and_its_contact_have_joined_by_its_token_and_once(db: Connection, agent: UUID) -> None:
    invite, contact = make_invite(db, agent, "token")
    other, _ = make_invite(db, agent, "another")
    note_intent(db, EMAIL, invite="token")
    user = make_user(db, email=EMAIL)
    assert referral(db, user) == (agent, "invite", "active", None)
    rows = db.execute("select id, status from agent_invites").fetchall()
    assert dict(rows) == {invite: "joined", other: "sent"}
    assert db.execute("select status from agent_contacts where id = %s", (contact,)).fetchone() == ("joined",)
    note_intent(db, "second@example.com", invite="token")
    assert referral(db, make_user(db, email="second@example.com")) is None


@pytest.mark.parametrize(("days", "found"), [(29, True), (31, False), (91, False)])
def test_a_link_counts_within_the_window_before_the_sign_up(
    db: Connection, agent: UUID, days: int, found: bool
) -> None:
    at = datetime.now(UTC) - timedelta(days=days)
    touch = make_touch(db, agent, at, code=make_code(db, agent, "SPRING"), token="token")
    note_intent(db, EMAIL, touch="token")
    user = make_user(db, email=EMAIL)
    row = db.execute(
        "select touch_id, source, window_days from referrals where referred_user_id = %s", (user,)
    ).fetchone()
    assert row == ((touch, "link", 30) if found else None)
    assert uses(db) == found


@pytest.mark.parametrize(("days", "found"), [(1, True), (6, True), (8, False)])
def test_a_sign_up_counts_where_it_is_confirmed_within_a_week(
    db: Connection, agent: UUID, days: int, found: bool
) -> None:
    at = datetime.now(UTC) - timedelta(days=28)
    make_touch(db, agent, at, code=make_code(db, agent, "SPRING"), token="token")
    note_intent(db, EMAIL, touch="token")
    row = db.execute("insert into auth.users (email) values (%s) returning id", (EMAIL,)).fetchone()
    assert row is not None
    assert (referral(db, row[0]), intents(db)) == (None, 1), "nobody has shown that the address is theirs"
    db.execute("update referral_intents set expires_at = expires_at - make_interval(days => %s)", (days,))
    db.execute("update referral_touches set at = at - make_interval(days => %s)", (days,))
    db.execute("update auth.users set created_at = created_at - make_interval(days => %s)", (days,))
    db.execute("update auth.users set confirmed_at = now()")
    assert referral(db, row[0]) == ((agent, "link", "active", None) if found else None)
    assert intents(db) == 0


def test_a_later_sign_up_of_an_address_takes_the_place_of_an_earlier_one(db: Connection, agent: UUID) -> None:
    second = make_agent(db)
    make_code(db, agent, "FIRST")
    make_code(db, second, "SECOND")
    note_intent(db, EMAIL, code="FIRST")
    note_intent(db, EMAIL, code="SECOND")
    assert intents(db) == 1
    assert referral(db, make_user(db, email=EMAIL)) == (second, "code", "active", None)
    note_intent(db, "other@example.com", code="FIRST")
    note_intent(db, "other@example.com")
    assert referral(db, make_user(db, email="other@example.com")) is None


def test_an_account_that_is_there_keeps_no_intent(db: Connection, agent: UUID) -> None:
    make_code(db, agent, "SPRING")
    user = make_user(db, email=EMAIL)
    note_intent(db, EMAIL.upper(), code="SPRING")
    assert intents(db) == 0
    db.execute("update auth.users set confirmed_at = now()")
    assert referral(db, user) is None


@pytest.mark.parametrize(
    "barred",
    [
        "update agent_profiles set status = 'paused'",
        "update agent_profiles set status = 'banned'",
        "update auth.users set status = 'banned'",
        "update auth.users set status = 'suspended'",
        "update referral_codes set disabled_at = now()",
    ],
)
@pytest.mark.parametrize("said", [{"code": "SPRING"}, {"touch": "token"}, {"invite": "token"}])
def test_an_agent_who_brings_nobody_now_is_passed_over(
    db: Connection, agent: UUID, barred: str, said: dict[str, str]
) -> None:
    make_touch(db, agent, code=make_code(db, agent, "SPRING"), token="token")
    make_invite(db, agent, "token")
    db.execute(barred.encode())
    note_intent(db, EMAIL, **said)
    user = make_user(db, email=EMAIL)
    counts = "invite" in said and "disabled_at" in barred  # the invite has no code
    assert (referral(db, user) is not None) is counts
    assert uses(db) == 0
