"""What a sign-up says of who sent it, at both doors: understood as far as it goes, and it keeps nobody out."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from tests.concurrency import call_at_once
from tests.conftest import Database
from tests.factories.accounts import EMAIL, PASSWORD, sign_up
from tests.factories.agents import make_agent, make_code
from tests.factories.events import Answer
from tests.factories.limits import limit
from tests.factories.referrals import intents, uses
from tests.factories.supabase import signed_up

pytestmark = pytest.mark.usefixtures("provider")

GARBAGE: list[Any] = [
    "x" * 41, "x" * 100_000, "NUL \0", "half \ud800 a character", "", "   ", "'; drop table referrals --", "%_\\",
    "\u202eSPRING", "🎉",
]  # fmt: skip


def brought(database: Database) -> int:
    """How many came by an agent."""
    with database.connect() as db:
        row = db.execute("select count(*) from referrals").fetchone()
    assert row is not None
    return int(row[0])


@pytest.mark.parametrize("place", ["code", "touch", "invite"])
@pytest.mark.parametrize("garbage", GARBAGE)
def test_garbage_brings_nobody_and_keeps_nobody_out(database: Database, place: str, garbage: str) -> None:
    assert sign_up(referral={place: garbage}).status == 201
    assert brought(database) == 0
    with database.connect() as db:
        assert intents(db) == 0


@pytest.mark.parametrize(
    "shape", ["SPRING", 7, ["SPRING"], {"code": 7}, {"code": ["SPRING"]}, {"codes": "SPRING"}, True]
)
def test_what_has_another_shape_is_422_at_our_door_and_left_alone_at_the_other(
    database: Database, shape: object
) -> None:
    with database.connect() as db:
        make_code(db, make_agent(db), "SPRING")
    answer = sign_up(referral=shape)
    assert (answer.status, answer.body["code"]) == (422, "VALIDATION_FAILED")
    data = {"role": "brand", "full_name": "Maria Müller", "referral": shape}
    assert signed_up(data=data).status == 200
    assert brought(database) == 0
    with database.connect() as db:
        row = db.execute("select user_metadata from user_profiles where email = %s", (EMAIL,)).fetchone()
    assert row == ({},)


@pytest.mark.parametrize("nothing", [None, {}, {"code": None, "touch": None, "invite": None}])
def test_who_has_nothing_to_say_signs_up(database: Database, nothing: object) -> None:
    assert sign_up(referral=nothing).status == 201
    assert brought(database) == 0


def test_forty_sign_ups_at_once_with_a_code_of_ten_uses_make_forty_accounts_and_ten_referrals(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.connect() as db:
        make_code(db, make_agent(db), "SPRING", max_uses=10)
    limit(database, "sign_up", burst=1_000)
    wanted: list[Callable[[], Answer]] = [
        partial(sign_up, email=f"n{number}@example.com", password=PASSWORD, referral={"code": "spring"})
        for number in range(40)
    ]
    answers = call_at_once(monkeypatch, wanted)
    assert len({answer.body["user_id"] for answer in answers}) == 40
    assert brought(database) == 10
    with database.connect() as db:
        assert uses(db) == 10
        assert db.execute("select count(*) from auth.users where email like 'n%%'").fetchone() == (40,)
        failed = db.execute(
            "select count(*) from audit_logs where action like 'referrals.%%failed'"
        ).fetchone()
    assert failed == (0,)
