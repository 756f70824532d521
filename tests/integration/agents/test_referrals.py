"""Who brought whom: said late by the person, read by the agent, changed by administrators."""

from datetime import date
from uuid import uuid4

import pytest

from tests.actors import Person
from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.factories.agents import make_agent, make_code
from tests.factories.commissions import make_commission
from tests.factories.deals import make_deal, make_market
from tests.factories.people import make_user
from tests.factories.referrals import make_referral, uses
from tests.integration.agents.asking import ask, referral_of

CLAIM = "/agents/referrals"


@pytest.fixture
def agent(database: Database) -> Person:
    """An agent with the code SPRING."""
    with database.connect() as db:
        return Person(make_agent(db, full_name="Ada Agent", code="SPRING"), ask)


@pytest.mark.parametrize("role", ["creator", "brand", "agent"])
def test_whoever_signed_up_says_within_a_week_who_brought_them(
    database: Database, agent: Person, role: str
) -> None:
    with database.connect() as db:
        user = make_user(db, role)
        db.execute(
            "update auth.users set created_at = now() - interval '6 days 23 hours' where id = %s", (user,)
        )
    made = Person(user, ask).post(CLAIM, code=" spr-ing ")
    assert made == {
        "agent_name": "Ada Agent", "source": "code", "status": "active", "attributed_at": made["attributed_at"],
    }  # fmt: skip
    assert referral_of(database, Person(user)) == (agent.id, "code", "active", None)


def test_who_was_brought_already_cannot_say_it_again(
    database: Database, agent: Person, newcomer: Person
) -> None:
    with database.connect() as db:
        make_code(db, make_agent(db), "OTHER")
    newcomer.post(CLAIM, code="SPRING")
    assert newcomer.refused("POST", CLAIM, code="OTHER") == (409, "ALREADY_REFERRED")
    assert newcomer.refused("POST", CLAIM, code="SPRING") == (409, "ALREADY_REFERRED")
    assert referral_of(database, newcomer)[0] == agent.id
    with database.connect() as db:
        assert uses(db) == 1


@pytest.mark.usefixtures("agent")
def test_after_a_week_it_is_too_late(database: Database, newcomer: Person) -> None:
    with database.connect() as db:
        db.execute(
            "update auth.users set created_at = now() - interval '7 days' where id = %s", (newcomer.id,)
        )
    assert newcomer.refused("POST", CLAIM, code="SPRING") == (409, "REFERRAL_TOO_LATE")
    assert referral_of(database, newcomer) is None


def test_nobody_brings_themselves(database: Database, agent: Person) -> None:
    assert agent.refused("POST", CLAIM, code="5PRING") == (404, "NOT_FOUND")
    assert agent.refused("POST", CLAIM, code="SPR1NG") == (422, "SELF_REFERRAL")
    assert referral_of(database, agent) is None
    with database.connect() as db:
        assert uses(db) == 0


@pytest.mark.parametrize(
    "barred",
    [
        "update agent_profiles set status = 'paused'",
        "update agent_profiles set status = 'banned'",
        "update referral_codes set disabled_at = now()",
    ],
)
@pytest.mark.usefixtures("agent")
def test_a_code_that_brings_nobody_now_is_as_one_that_there_is_not(
    database: Database, newcomer: Person, barred: str
) -> None:
    with database.connect() as db:
        db.execute(barred.encode())
    assert newcomer.refused("POST", CLAIM, code="SPRING") == (404, "NOT_FOUND")
    assert newcomer.refused("POST", CLAIM, code="NO-SUCH") == (404, "NOT_FOUND")
    assert referral_of(database, newcomer) is None


@pytest.mark.usefixtures("agent")
def test_a_code_that_is_used_up_says_so(database: Database, newcomer: Person) -> None:
    with database.connect() as db:
        db.execute("update referral_codes set max_uses = 1, uses = 1")
    assert newcomer.refused("POST", CLAIM, code="SPRING") == (409, "REFERRAL_CODE_USED_UP")


@pytest.mark.parametrize("code", ["", "  ", "x" * 41, None, 7, "NUL \0", "half \ud800"])
@pytest.mark.usefixtures("agent")
def test_a_malformed_code_is_422(database: Database, newcomer: Person, code: object) -> None:
    assert newcomer.refused("POST", CLAIM, code=code) == (422, "VALIDATION_FAILED")
    assert referral_of(database, newcomer) is None


@pytest.mark.usefixtures("agent")
def test_a_claim_is_answered_alike_under_one_key(newcomer: Person) -> None:
    key = {"idempotency-key": uuid4().hex}
    answers = [
        ask("POST", f"/api/v1{CLAIM}", user=newcomer.id, body={"code": "SPRING"}, headers=key)
        for _ in range(2)
    ]
    assert [answer.status for answer in answers] == [201, 201]
    assert answers[0].body == answers[1].body


def test_of_two_claims_at_once_one_counts(database: Database, agent: Person, newcomer: Person) -> None:
    with database.connect() as db:
        make_code(db, make_agent(db), "OTHER")
    step = "select app.claim_referral(%s)"
    outcomes = run_at_once(
        database, *[(str(newcomer.id), step, (code,)) for code in ("SPRING", "OTHER", "SPRING")]
    )
    assert set(outcomes) <= {"ok", "IR004", "23505"}
    assert outcomes.count("ok") == 1
    with database.connect() as db:
        assert uses(db) == 1


def test_an_agent_reads_names_and_months_and_nothing_that_leads_further(
    database: Database, agent: Person, boss: Person
) -> None:
    with database.connect() as db:
        db.execute(
            "insert into user_roles (user_id, role) values (%s, 'brand') on conflict do nothing", (agent.id,)
        )
        person = make_user(db, "brand", email="secret@example.com", full_name="Nina New")
        db.execute("update auth.users set created_at = '2026-03-31 23:59:59+00' where id = %s", (person,))
        gone = make_user(db, full_name="Gone")
        db.execute(
            "update auth.users set status = 'suspended', created_at = '2026-03-01' where id = %s", (gone,)
        )
        first = make_referral(db, agent.id, person, attributed_at="2026-03-31 23:59:59+00")
        second = make_referral(
            db,
            agent.id,
            gone,
            status="rejected",
            reject_reason="self",
            attributed_at="2026-03-01 00:00:00+00",
        )
        make_referral(db, make_agent(db), make_user(db))
    people = agent.get(f"/agents/{agent.id}/referrals")["data"]
    assert {row["id"]: row for row in people} == {
        str(first): {"id": str(first), "name": "Nina New", "role": "brand", "joined_month": "2026-03",
                     "status": "active", "commissions": []},
        str(second): {"id": str(second), "name": "Former member", "role": "creator", "joined_month": "2026-03",
                      "status": "rejected", "commissions": []},
    }  # fmt: skip
    assert str(person) not in str(people)
    assert boss.get(f"/agents/{agent.id}/referrals")["data"] == people
    assert [row["id"] for row in agent.get(f"/agents/{agent.id}/referrals", status="rejected")["data"]] == [
        str(second)
    ]


def test_a_list_of_referrals_is_of_the_agents_own(
    database: Database, agent: Person, newcomer: Person
) -> None:
    with database.connect() as db:
        make_referral(db, agent.id, newcomer.id)
        other = Person(make_agent(db), ask)
    for stranger in (other, newcomer):
        assert stranger.refused("GET", f"/agents/{agent.id}/referrals") == (404, "NOT_FOUND")
    assert newcomer.refused("GET", f"/agents/{newcomer.id}/referrals") == (404, "NOT_FOUND"), "no agent"
    assert other.get(f"/agents/{other.id}/referrals")["data"] == []
    assert len(agent.get(f"/agents/{agent.id}/referrals")["data"]) == 1


def test_pages_go_back_by_month_and_no_cursor_tells_a_day(database: Database, agent: Person) -> None:
    with database.connect() as db:
        made = [
            make_referral(
                db,
                agent.id,
                make_user(db),
                attributed_at=f"2026-{1 + number % 3:02}-{number + 1:02} 12:00+00",
            )
            for number in range(7)
        ]
        rows = db.execute("select id::text, month from referrals").fetchall()
    pages = agent.pages(f"/agents/{agent.id}/referrals", limit="3")
    assert [len(page) for page in pages] == [3, 3, 1]
    found = [row["id"] for page in pages for row in page]
    assert sorted(found) == sorted(map(str, made))
    months: dict[str, date] = dict(rows)
    assert [months[each] for each in found] == sorted(months.values(), reverse=True)
    cursor = agent.get(f"/agents/{agent.id}/referrals", limit="3")["next_cursor"]
    for broken in ("x", cursor[:-3], "W10", "WyIyMDI2LTEzLTAxIiwgIngiXQ"):
        assert agent.refused("GET", f"/agents/{agent.id}/referrals?cursor={broken}")[0] in (404, 422)
        answer = ask("GET", f"/api/v1/agents/{agent.id}/referrals", user=agent.id, query={"cursor": broken})
        assert (answer.status, answer.body["code"]) == (422, "CURSOR_INVALID")


def test_what_an_agent_earned_by_somebody_stands_beside_them_per_currency(
    database: Database, agent: Person
) -> None:
    with database.connect() as db:
        market, euros = make_market(db), make_market(db, currency="eur")
        other = make_agent(db)
        for user in (market.owner, market.creator, euros.owner):
            make_referral(db, agent.id, user)
        both, creators, taken_back = make_deal(db, market, 10_000, 10_000, 10_000)
        (euro,) = make_deal(db, euros, 10_000, currency="eur")
        make_commission(db, agent.id, both, 1_001, side="both")
        make_commission(db, agent.id, creators, 50, side="creator")
        make_commission(db, other, creators, 70, side="brand")
        make_commission(db, agent.id, taken_back, 500, side="brand")
        make_commission(db, agent.id, taken_back, -200, side="brand")
        make_commission(db, agent.id, euro, 30, side="brand", currency="eur")
        names = db.execute("select r.id::text, r.referred_user_id from referrals r").fetchall()
    earned = {row["id"]: row["commissions"] for row in agent.get(f"/agents/{agent.id}/referrals")["data"]}
    by_user = {user: earned[name] for name, user in names}
    assert by_user == {
        market.owner: [{"currency": "usd", "amount": 501 + 300}],
        market.creator: [{"currency": "usd", "amount": 500 + 50}],
        euros.owner: [{"currency": "eur", "amount": 30}],
    }
