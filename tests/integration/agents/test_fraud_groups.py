"""What rules found waits for an administrator, who decides once; time ends what nothing came of."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from agents import schedule
from tests.actors import Person
from tests.counted import levels
from tests.factories.agents import make_agent
from tests.factories.deals import finish_deal, make_market, value
from tests.factories.events import LambdaContext
from tests.factories.fraud import earn, hold, note, set_rule, status_of
from tests.factories.people import make_user
from tests.factories.referrals import refer
from tests.integration.agents.asking import ask
from tests.logins import own_login
from tests.typing import Connection

GROUPS = "/fraud-groups"
YES, NO = {"resolution": "uphold", "reason": "They do."}, {"resolution": "dismiss", "reason": "They do not."}
DAY = timedelta(days=1)


@pytest.fixture
def agent(db: Connection) -> UUID:
    return make_agent(db)


def run(job: str, at: datetime) -> Any:
    """The job's counts of a time."""
    event = {"job": job, "scheduled_time": at.isoformat()}
    with own_login(schedule.lambda_handler):
        return schedule.lambda_handler(event, LambdaContext())["counts"]


def told(db: Connection, user: UUID, kind: str) -> int:
    return int(value(db, "select count(*) from notifications where user_id = %s and type = %s", user, kind))


def test_a_group_shows_what_was_found_and_what_it_holds(db: Connection, boss: Person, agent: UUID) -> None:
    earn(db, agent, 500)
    earn(db, agent, 250)
    group = hold(db, agent, day="2026-01-01")
    hold(db, agent, day="2026-01-02")
    shown = boss.get(f"{GROUPS}/{group}")
    assert [event["evidence"] for event in shown["events"]] == [{"day": "2026-01-02"}, {"day": "2026-01-01"}]
    assert shown["held"] == [{"currency": "usd", "commissions": 2, "amount": 750}]
    assert (shown["rule_key"], shown["subject_type"], shown["subject_id"]) == (
        "velocity",
        "agent",
        str(agent),
    )
    assert (shown["status"], shown["resolution"], shown["action"]) == ("pending", None, "hold")


def test_groups_are_listed_by_state_and_rule_page_by_page(db: Connection, boss: Person, agent: UUID) -> None:
    groups = [str(note(db, "self_deal", "agent", make_agent(db), number=number)) for number in range(3)]
    other = str(hold(db, agent))
    boss.post(f"{GROUPS}/{groups[0]}/resolve", **NO)
    assert [each["id"] for each in boss.get(GROUPS)["data"]] == [other, *reversed(groups)]
    assert [each["id"] for each in boss.get(GROUPS, status="resolved")["data"]] == [groups[0]]
    assert [each["id"] for each in boss.get(GROUPS, rule="velocity")["data"]] == [other]
    assert boss.get(GROUPS, rule="none")["data"] == []
    pages = boss.pages(GROUPS, limit="2", rule="self_deal")
    assert [[each["id"] for each in page] for page in pages] == [[groups[2], groups[1]], [groups[0]]]
    answer = ask("GET", f"/api/v1{GROUPS}", user=boss.id, query={"cursor": "x"})
    assert (answer.status, answer.body["code"]) == (422, "CURSOR_INVALID")


def test_what_is_dismissed_is_free_and_what_is_upheld_is_gone(
    db: Connection, boss: Person, agent: UUID
) -> None:
    other = make_agent(db)
    free, gone = earn(db, agent), earn(db, other)
    shown = boss.post(f"{GROUPS}/{hold(db, agent)}/resolve", **NO)
    assert (shown["status"], shown["resolution"], shown["reason"]) == (
        "resolved",
        "dismissed",
        "They do not.",
    )
    assert (shown["resolved_by"], shown["held"]) == (str(boss.id), [])
    shown = boss.post(f"{GROUPS}/{hold(db, other)}/resolve", **YES, ban_agent=True)
    assert (shown["resolution"], shown["held"]) == ("upheld", [])
    assert status_of(db, free, gone) == ["available", "reversed"]
    assert value(db, "select status from agent_profiles where user_id = %s", other) == "banned"
    assert value(db, "select status from agent_profiles where user_id = %s", agent) == "active"


def test_a_group_is_decided_once(db: Connection, boss: Person, agent: UUID) -> None:
    commission, group = earn(db, agent), hold(db, agent)
    boss.post(f"{GROUPS}/{group}/resolve", **NO)
    for body in (YES, NO):
        assert boss.refused("POST", f"{GROUPS}/{group}/resolve", **body) == (409, "FRAUD_GROUP_DECIDED")
    assert status_of(db, commission) == ["available"]


def test_who_is_involved_decides_nothing(db: Connection, boss: Person) -> None:
    market, agent = make_market(db), make_agent(db)
    refer(db, agent, market.creator)
    escrow = finish_deal(db, market)
    group = note(db, "price_outlier", "escrow", escrow, price=1)
    for user in (agent, market.owner, market.creator):
        db.execute("insert into user_roles (user_id, role) values (%s, 'admin')", (user,))
        assert Person(user, ask).refused("POST", f"{GROUPS}/{group}/resolve", **NO) == (
            403,
            "DECIDER_INVOLVED",
        )
    boss.post(f"{GROUPS}/{group}/resolve", **NO)


def test_groups_are_for_administrators_alone(db: Connection, boss: Person, agent: UUID) -> None:
    group = hold(db, agent)
    for user in (agent, make_user(db, "brand"), make_user(db)):
        person = Person(user, ask)
        assert person.refused("GET", GROUPS) == (403, "FORBIDDEN")
        assert person.refused("GET", f"{GROUPS}/{group}") == (403, "FORBIDDEN")
        assert person.refused("POST", f"{GROUPS}/{group}/resolve", **NO) == (403, "FORBIDDEN")
    assert boss.get(f"{GROUPS}/{group}")["status"] == "pending"


def test_what_is_not_there_is_not_found(boss: Person) -> None:
    assert boss.refused("GET", f"{GROUPS}/{uuid4()}") == (404, "NOT_FOUND")
    assert boss.refused("POST", f"{GROUPS}/{uuid4()}/resolve", **NO) == (404, "NOT_FOUND")


@pytest.mark.parametrize(
    "body",
    [
        {}, {"resolution": "uphold"}, {"reason": "x"}, YES | {"reason": ""}, YES | {"reason": "\u200b \u00a0"},
        YES | {"reason": "x" * 1_001}, YES | {"resolution": "upheld"}, NO | {"ban_agent": True},
        YES | {"ban_agent": "x"},
        YES | {"ban_agent": None}, YES | {"more": 1},
    ],
)  # fmt: skip
def test_what_is_no_decision_is_refused(
    db: Connection, boss: Person, agent: UUID, body: dict[str, Any]
) -> None:
    group = hold(db, agent)
    status, code = boss.refused("POST", f"{GROUPS}/{group}/resolve", **body)
    assert (status, code) == (422, "VALIDATION_FAILED")
    assert value(db, "select status from fraud_groups") == "pending"


def test_what_nothing_came_of_expires_unless_it_holds_money_or_is_bad(db: Connection, agent: UUID) -> None:
    person = make_user(db)
    refer(db, agent, person)
    flag = note(db, "paid_traffic", "referral", person)
    empty = hold(db, make_agent(db))
    bad = note(db, "self_deal", "agent", agent, number=1)
    earn(db, agent)
    money = hold(db, agent)
    now = datetime.now(UTC)
    assert run("fraud-queue", now + 29 * DAY)["expired"] == 0
    assert run("fraud-queue", now + 31 * DAY)["expired"] == 2
    assert run("fraud-queue", now + 31 * DAY + timedelta(hours=1))["expired"] == 0
    states = dict(db.execute("select id, status from fraud_groups").fetchall())
    assert states == {flag: "expired", empty: "expired", bad: "pending", money: "pending"}
    assert (
        note(db, "paid_traffic", "referral", value(db, "select referred_user_id from referrals"), new=1)
        != flag
    )


def test_an_expired_group_is_decided_no_more(db: Connection, boss: Person) -> None:
    group = hold(db, make_agent(db))
    run("fraud-queue", datetime.now(UTC) + 31 * DAY)
    assert boss.refused("POST", f"{GROUPS}/{group}/resolve", **YES) == (409, "FRAUD_GROUP_DECIDED")


def test_administrators_are_reminded_of_money_once_a_week(db: Connection, boss: Person, agent: UUID) -> None:
    earn(db, agent)
    group = hold(db, agent)
    note(db, "self_deal", "agent", agent, number=1)
    now = datetime.now(UTC)
    reminded = [run("fraud-queue", now + days * DAY)["reminded"] for days in (29, 31, 32, 37, 39, 47)]
    assert reminded == [0, 1, 0, 0, 1, 1]
    assert told(db, boss.id, "fraud_waits") == 3
    boss.post(f"{GROUPS}/{group}/resolve", **NO)
    assert run("fraud-queue", now + 60 * DAY)["reminded"] == 0


def test_the_job_says_how_much_waits_and_for_how_long(
    db: Connection, boss: Person, agent: UUID, capsys: pytest.CaptureFixture[str]
) -> None:
    now = datetime.now(UTC)
    run("fraud-queue", now)
    assert levels(capsys) == {"fraud_groups_pending": 0, "fraud_waits_hours": 0}
    note(db, "self_deal", "agent", agent, number=1)
    run("fraud-queue", now + timedelta(hours=30))
    assert levels(capsys) == {"fraud_groups_pending": 1, "fraud_waits_hours": 0}, "no money waits"
    earn(db, agent)
    group = hold(db, agent)
    run("fraud-queue", now + timedelta(hours=50, minutes=5))
    assert levels(capsys) == {"fraud_groups_pending": 2, "fraud_waits_hours": 50}
    boss.post(f"{GROUPS}/{group}/resolve", **YES)
    run("fraud-queue", now + timedelta(hours=60))
    assert levels(capsys) == {"fraud_groups_pending": 1, "fraud_waits_hours": 0}


def test_what_was_booked_while_a_group_opened_is_held_by_the_job(db: Connection, agent: UUID) -> None:
    hold(db, agent)
    set_rule(db, "velocity", active=False)  # what waits still holds
    db.execute("alter table commissions disable trigger hold_new_commission")
    missed = earn(db, agent)
    db.execute("alter table commissions enable trigger hold_new_commission")
    assert status_of(db, missed) == ["available"]
    now = datetime.now(UTC)
    assert [run("fraud-queue", now + hours * timedelta(hours=1))["held"] for hours in (1, 2)] == [1, 0]
    assert status_of(db, missed) == ["held"]
