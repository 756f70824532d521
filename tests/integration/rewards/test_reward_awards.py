"""One's own rewards, what programs granted, and what time does to both."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from payments import api as payments
from rewards import api, schedule
from tests.database.rewards_money import (
    AMOUNT,
    budget,
    make_budget,
    make_money_award,
    owed,
    owner_of,
    program_of,
    revoke,
    status,
)
from tests.factories.deals import act
from tests.factories.events import Answer, LambdaContext, call, http_event
from tests.factories.fraud import RESOLVE, hold
from tests.factories.people import make_user
from tests.factories.rewards import grant, make_program, make_trigger
from tests.typing import Connection

NOW = datetime.now(UTC)


@pytest.fixture
def person(db: Connection) -> UUID:
    return make_user(db)


@pytest.fixture
def award(db: Connection, person: UUID) -> UUID:
    return make_money_award(db, person)


def ask(method: str, path: str, user: UUID | None, **more: Any) -> Answer:
    return call(api.lambda_handler, http_event(method, f"/api/v1/{path}", user=user, **more))


def run(as_of: datetime, job: str = "reward-awards") -> dict[str, Any]:
    event = {"job": job, "scheduled_time": as_of.isoformat()}
    answer: dict[str, Any] = schedule.lambda_handler(event, LambdaContext())
    return answer


def test_people_read_their_own_rewards_and_points(db: Connection, person: UUID, award: UUID) -> None:
    grant(db, make_trigger(db, make_program(db), name="Ten deals"), person)
    make_money_award(db, make_user(db))
    answer = ask("GET", "rewards", person)
    assert answer.status == 200
    newest, oldest = answer.body["data"]
    assert (newest["kind"], newest["amount"], newest["currency"], newest["brand"]) == (
        "points",
        10,
        None,
        None,
    )
    assert (newest["name"], newest["status"], newest["reward"]) == (
        "Ten deals",
        "granted",
        {"kind": "points", "points": 10},
    )
    assert (oldest["id"], oldest["amount"], oldest["currency"]) == (str(award), AMOUNT, "eur")
    assert oldest["brand"]["id"] == oldest["brand_id"]
    assert [one["points"] for one in answer.body["points"]] == [10]
    assert ask("GET", f"rewards/{award}", person).body == oldest


def test_rewards_are_asked_for_by_state_and_page_by_page(db: Connection, person: UUID, award: UUID) -> None:
    ask("POST", f"rewards/{award}/claim", person)
    for _ in range(2):
        make_money_award(db, person)
    assert len(ask("GET", "rewards", person, query={"status": "granted"}).body["data"]) == 2
    first = ask("GET", "rewards", person, query={"limit": "2"}).body
    rest = ask("GET", "rewards", person, query={"limit": "2", "cursor": first["next_cursor"]}).body
    assert [one["id"] for one in rest["data"]] == [str(award)]
    assert ask("GET", "rewards", person, query={"status": "eaten"}).status == 422
    assert ask("GET", "rewards", person, query={"cursor": "x"}).status == 422


def test_anothers_reward_is_not_there(db: Connection, award: UUID) -> None:
    stranger = make_user(db)
    assert ask("GET", f"rewards/{award}", stranger).status == 404
    assert ask("POST", f"rewards/{award}/claim", stranger).status == 404
    assert ask("GET", f"rewards/{award}", owner_of(db, program_of(db, award))).status == 404
    assert ask("GET", f"rewards/{uuid4()}", stranger).status == 404
    assert status(db, award) == "granted"


def test_a_claim_pays_once_and_says_the_same_under_its_key(db: Connection, person: UUID, award: UUID) -> None:
    first = ask("POST", f"rewards/{award}/claim", person, headers={"idempotency-key": "one"})
    assert (first.status, first.body["status"]) == (200, "claimed")
    again = ask("POST", f"rewards/{award}/claim", person, headers={"idempotency-key": "one"})
    assert (again.status, again.body) == (200, first.body)
    other = ask("POST", f"rewards/{award}/claim", person, headers={"idempotency-key": "two"})
    assert (other.status, other.body["code"]) == (409, "ALREADY_CLAIMED")
    assert other.body["details"] == [{"claimed_at": first.body["claimed_at"]}]
    assert owed(db, person) == AMOUNT


def test_what_is_too_late_revoked_or_held_is_refused(db: Connection, person: UUID, award: UUID) -> None:
    agent = make_user(db, "agent")
    held = make_money_award(db, agent)
    hold(db, agent)
    assert ask("POST", f"rewards/{held}/claim", agent).body["code"] == "REWARD_HELD"
    db.execute("update reward_awards set claim_by = now() where id = %s", (award,))
    late = ask("POST", f"rewards/{award}/claim", person)
    assert (late.status, late.body["code"]) == (409, "REWARD_EXPIRED")
    revoke(db, None, award)
    gone = ask("POST", f"rewards/{award}/claim", person)
    assert (gone.status, gone.body["code"]) == (409, "REWARD_STEP_NOT_ALLOWED")


def test_a_person_who_is_banned_claims_nothing(db: Connection, person: UUID, award: UUID) -> None:
    db.execute("update auth.users set status = 'banned' where id = %s", (person,))
    assert ask("POST", f"rewards/{award}/claim", person).status == 403
    assert (status(db, award), owed(db, person)) == ("granted", 0)


def test_who_runs_a_program_reads_what_it_granted(
    db: Connection, person: UUID, award: UUID, admin: UUID
) -> None:
    owner = owner_of(db, program_of(db, award))
    other = make_money_award(db, person)
    listed = ask("GET", "reward-awards", owner)
    assert [one["id"] for one in listed.body["data"]] == [str(award)]
    assert [one["id"] for one in ask("GET", "reward-awards", admin).body["data"]] == [str(other), str(award)]
    assert ask("GET", "reward-awards", person).body["data"] == []  # their own are no business of a program's
    wanted = {"program_id": str(program_of(db, award)), "user_id": str(person), "status": "granted"}
    assert len(ask("GET", "reward-awards", admin, query=wanted).body["data"]) == 1
    assert ask("GET", "reward-awards", admin, query={"trigger_id": str(uuid4())}).body["data"] == []


def test_a_brand_revokes_what_waits_and_an_administrator_what_was_claimed(
    db: Connection, person: UUID, award: UUID, admin: UUID
) -> None:
    owner = owner_of(db, program_of(db, award))
    body = {"reason": "The post was bought"}
    ask("POST", f"rewards/{award}/claim", person)
    assert ask("POST", f"reward-awards/{award}/revoke", owner, body=body).status == 403
    assert ask("POST", f"reward-awards/{award}/revoke", make_user(db, "brand"), body=body).status == 404
    assert ask("POST", f"reward-awards/{award}/revoke", admin, body={"reason": " "}).status == 422
    taken = ask("POST", f"reward-awards/{award}/revoke", admin, body=body, headers={"idempotency-key": "k"})
    assert (taken.status, taken.body["status"], taken.body["reason"]) == (
        200,
        "revoked",
        "The post was bought",
    )
    again = ask("POST", f"reward-awards/{award}/revoke", admin, body=body, headers={"idempotency-key": "k"})
    assert again.body == taken.body
    assert (
        ask("POST", f"reward-awards/{award}/revoke", admin, body=body).body["code"]
        == "REWARD_STEP_NOT_ALLOWED"
    )
    told = db.execute(
        "select message, metadata -> 'amount' from notifications where type = 'award_revoked'"
    ).fetchall()
    assert told == [("The post was bought", AMOUNT)]
    waiting = make_money_award(db, person, program_of(db, award))
    assert ask("POST", f"reward-awards/{waiting}/revoke", owner, body=body).status == 200


def test_nobody_claims_in_time_and_the_budget_is_free_again(
    db: Connection, person: UUID, award: UUID
) -> None:
    points = grant(db, make_trigger(db, make_program(db)), person)
    assert points is not None
    assert run(NOW + timedelta(days=89))["counts"]["expired"] == 0
    assert run(NOW + timedelta(days=91))["counts"]["expired"] == 1
    assert run(NOW + timedelta(days=92))["counts"]["expired"] == 0
    assert (status(db, award), status(db, points)) == ("expired", "granted")
    assert budget(db, program_of(db, award)) == (10 * AMOUNT, 0, 0, 10 * AMOUNT)


def test_people_hear_a_week_before_once(db: Connection, person: UUID, award: UUID) -> None:
    assert run(NOW + timedelta(days=82))["counts"]["told"] == 0
    assert run(NOW + timedelta(days=84))["counts"]["told"] == 1
    assert run(NOW + timedelta(days=85))["counts"]["told"] == 0
    told = db.execute(
        "select user_id, category, metadata ->> 'award_id' from notifications where type = 'award_expiring'"
    ).fetchall()
    assert told == [(person, "rewards", str(award))]


def test_what_waits_for_a_check_does_not_run_out(db: Connection) -> None:
    agent = make_user(db, "agent")
    award = make_money_award(db, agent)
    group = hold(db, agent)
    for day in range(84, 100):
        assert run(NOW + timedelta(days=day))["counts"] == {"kept": 1, "expired": 0, "told": 0}
    act(db, make_user(db, "admin"), RESOLVE, group, "dismissed", False)
    assert run(NOW + timedelta(days=105))["counts"]["expired"] == 0
    assert run(NOW + timedelta(days=107))["counts"]["expired"] == 1
    assert status(db, award) == "expired"


def test_many_expire_in_batches(db: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rewards.reward_awards.service.BATCH", 2)
    program = make_budget(db)
    for _ in range(5):
        make_money_award(db, make_user(db), program)
    assert run(NOW + timedelta(days=100))["counts"]["expired"] == 5
    assert budget(db, program)[1] == 0


@pytest.mark.parametrize("role", ["creator", "agent", "brand"])
def test_whoever_claimed_sees_it_among_their_earnings(db: Connection, role: str) -> None:
    person = make_user(db, role, full_name="Ada")
    award = make_money_award(db, person)
    ask("POST", f"rewards/{award}/claim", person)
    answer = call(payments.lambda_handler, http_event("GET", "/api/v1/earnings", user=person))
    (earning,) = answer.body["data"]
    assert (earning["kind"], earning["award_id"], earning["amount"]) == ("reward", str(award), AMOUNT)
    assert (earning["creator"]["display_name"], earning["brand"]["id"] is not None) == ("Ada", True)
    assert earning["reason"] == "Reward: A trigger"
