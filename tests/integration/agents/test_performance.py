"""What came of an agent's links and people: counted each night for three days, shown to whom it concerns."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest

from agents import schedule
from tests.actors import Person
from tests.conftest import Database
from tests.factories.agents import make_agent, make_commission, make_referral, make_release, make_touch
from tests.factories.events import LambdaContext
from tests.factories.people import brand_of, join_brand, make_user
from tests.integration.agents.conftest import ask
from tests.typing import Connection

TODAY = datetime.now(UTC).date()
YESTERDAY = TODAY - timedelta(days=1)
DAY = timedelta(days=1)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def at(day: date, hour: int = 12) -> datetime:
    """An hour of a day (UTC)."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def night(day: date, tick: int = 0) -> Any:
    """The job's answer of the night in which a day begins."""
    event = {"job": "agent-metrics", "scheduled_time": (at(day, 1) + timedelta(minutes=tick)).isoformat()}
    return schedule.lambda_handler(event, LambdaContext())


def counted(db: Connection, agent: UUID) -> dict[date, tuple[int, ...]]:
    """By day: clicks, sign-ups, active people, deals."""
    rows = db.execute(
        "select day, clicks, signups, active, deals from agent_metrics where agent_user_id = %s", (agent,)
    ).fetchall()
    return {row[0]: row[1:] for row in rows}


def money(db: Connection, agent: UUID) -> dict[tuple[date, str], tuple[int, int]]:
    """By day and currency: what moved, what was earned."""
    rows = db.execute(
        "select day, currency, gmv, commission from agent_money_metrics where agent_user_id = %s", (agent,)
    ).fetchall()
    return {row[:2]: row[2:] for row in rows}


def brought(db: Connection, agent: UUID, role: str = "creator", *, when: datetime = LONG_AGO) -> UUID:
    """Somebody whom an agent brought."""
    person = make_user(db, role)
    make_referral(db, agent, person, at=when)
    return person


def test_a_day_is_counted_by_the_night_after_it(database: Database) -> None:
    with database.connect() as db:
        agent, idle = make_agent(db), make_agent(db)
        for kind in ("click", "deep_link", "code", "invite"):
            make_touch(db, agent, at(YESTERDAY), kind=kind)
        make_touch(db, agent, at(TODAY, 0))
        make_referral(db, agent, make_user(db), at=at(YESTERDAY, 0))
        make_referral(db, agent, make_user(db), at=at(YESTERDAY), status="rejected")
        creator, brand = brought(db, agent), brand_of(db, make_user(db, "brand"))
        for hour in (3, 4):
            make_release(db, brand, creator, at(YESTERDAY, hour))
        assert night(TODAY) == {"status": "succeeded", "counts": {"figures_changed": 1, "money_changed": 1}}
        assert counted(db, agent) == {YESTERDAY: (2, 1, 1, 2)}
        assert money(db, agent) == {(YESTERDAY, "usd"): (22_000, 0)}
        assert counted(db, idle) == {}
        assert night(TODAY) == {"status": "done"}
        assert night(TODAY, 1)["counts"] == {"figures_changed": 0, "money_changed": 0}, (
            "the same again changes nothing"
        )


def test_three_days_are_counted_anew_and_no_more(database: Database) -> None:
    with database.connect() as db:
        agent = make_agent(db)
        days = [TODAY - n * DAY for n in range(1, 5)]
        for day in days:
            make_touch(db, agent, at(day))
        night(TODAY)
        assert counted(db, agent) == dict.fromkeys(days[:3], (1, 0, 0, 0))
        db.execute("update agent_metrics set clicks = 99")
        db.execute("delete from referral_touches")
        night(TODAY, 1)
        assert counted(db, agent) == {}, "what is not there any more goes"
        db.execute(
            "insert into agent_metrics (agent_user_id, day, clicks) values (%s, %s, 5)", (agent, days[3])
        )
        night(TODAY, 2)
        assert counted(db, agent) == {days[3]: (5, 0, 0, 0)}, "an older day stays"


def test_a_deal_with_both_sides_is_one_deal_and_two_active_people(database: Database) -> None:
    with database.connect() as db:
        agent, other = make_agent(db), make_agent(db)
        owner, creator = brought(db, agent, "brand"), brought(db, agent)
        make_release(db, brand_of(db, owner), creator, at(YESTERDAY))
        theirs = brought(db, other)
        make_release(db, brand_of(db, owner), theirs, at(YESTERDAY), currency="eur")
        night(TODAY)
        assert counted(db, agent) == {YESTERDAY: (0, 0, 2, 2)}
        assert money(db, agent) == {(YESTERDAY, "usd"): (11_000, 0), (YESTERDAY, "eur"): (11_000, 0)}
        assert counted(db, other) == {YESTERDAY: (0, 0, 1, 1)}
        assert money(db, other) == {(YESTERDAY, "eur"): (11_000, 0)}


def test_a_deal_of_their_own_is_nobodys_merit(database: Database) -> None:
    with database.connect() as db:
        agent = make_agent(db)
        owner = brought(db, agent, "brand")
        make_release(db, brand_of(db, owner), agent, at(YESTERDAY))
        own = brand_of(db, make_user(db, "brand"))
        join_brand(db, own, agent, "analyst")
        make_release(db, own, brought(db, agent), at(YESTERDAY))
        night(TODAY)
        assert counted(db, agent) == {}
        assert money(db, agent) == {}
        person = Person(agent, ask)
        assert person.get("/agents/me")["active_referrals"] == 0


def test_people_stay_active_for_90_days(database: Database) -> None:
    with database.connect() as db:
        agent, brand = make_agent(db), brand_of(db, make_user(db, "brand"))
        make_release(db, brand, brought(db, agent), at(YESTERDAY - 89 * DAY, 0))
        make_release(db, brand, brought(db, agent), at(YESTERDAY - 90 * DAY, 23))
        make_release(db, brand, brought(db, agent), at(YESTERDAY - 91 * DAY, 0))
        night(TODAY)
        assert counted(db, agent) == {
            YESTERDAY: (0, 0, 1, 0), YESTERDAY - DAY: (0, 0, 2, 0), YESTERDAY - 2 * DAY: (0, 0, 3, 0),
        }  # fmt: skip


def test_what_was_released_before_somebody_was_brought_is_not_the_agents(database: Database) -> None:
    with database.connect() as db:
        agent, brand = make_agent(db), brand_of(db, make_user(db, "brand"))
        creator = brought(db, agent, when=at(YESTERDAY))
        make_release(db, brand, creator, at(YESTERDAY, 11))
        night(TODAY)
        assert counted(db, agent) == {YESTERDAY: (0, 1, 0, 0)}
    assert Person(agent, ask).get("/agents/me")["active_referrals"] == 0


def test_what_is_taken_back_counts_on_its_own_day(database: Database) -> None:
    with database.connect() as db:
        agent, brand = make_agent(db), brand_of(db, make_user(db, "brand"))
        escrow = make_release(db, brand, brought(db, agent), at(YESTERDAY - DAY))
        earned = make_commission(db, agent, escrow, at(YESTERDAY - DAY), 1_000)
        make_commission(db, agent, escrow, at(YESTERDAY), -300, reverses=earned)
        night(TODAY)
        assert money(db, agent) == {
            (YESTERDAY - DAY, "usd"): (11_000, 1_000), (YESTERDAY, "usd"): (0, -300),
        }  # fmt: skip


def test_days_are_those_of_utc(database: Database) -> None:
    with database.connect() as db:
        agent, brand = make_agent(db), brand_of(db, make_user(db, "brand"))
        creator = brought(db, agent, when=at(YESTERDAY, 0))
        for hour in (0, 23):
            make_touch(db, agent, at(YESTERDAY, hour))
            escrow = make_release(db, brand, creator, at(YESTERDAY, hour))
        make_commission(db, agent, escrow, at(YESTERDAY, 23), 10)
        db.execute("set timezone = 'Asia/Tokyo'")
        db.execute("select app.count_agent_metrics(%s, %s)", (YESTERDAY - DAY, YESTERDAY))
        db.execute("select app.count_agent_money_metrics(%s, %s)", (YESTERDAY - DAY, YESTERDAY))
        assert counted(db, agent) == {YESTERDAY: (2, 1, 1, 2)}
        assert money(db, agent) == {(YESTERDAY, "usd"): (22_000, 10)}


def test_both_ways_to_count_who_is_active_agree(database: Database) -> None:
    """One agent by their referrals, all of them by the deals, on two hundred deals drawn at random."""
    draw = Random(20)
    with database.connect() as db:
        agents = [make_agent(db) for _ in range(4)]
        owners = [make_user(db, "brand") for _ in range(8)]
        creators = [make_user(db) for _ in range(12)]
        for person in (*owners, *creators, *agents[1:]):
            agent = draw.choice([None, *agents])
            if agent and agent != person:
                make_referral(db, agent, person, at=at(TODAY - draw.randrange(200) * DAY))
        for agent, owner in zip(agents, owners, strict=False):
            join_brand(db, brand_of(db, owner), agent)
        for _ in range(200):
            make_release(
                db, brand_of(db, draw.choice(owners)), draw.choice([*creators, *agents]),
                at(TODAY - draw.randrange(1, 200) * DAY, draw.randrange(24)),
            )  # fmt: skip
        moment = at(TODAY - 3 * DAY)
        by_deals = dict(
            db.execute(
                "select agent_user_id, count(distinct referred_user_id)"
                " from app.deals_of_agents(%s::timestamptz - interval '90 days', %s) group by 1",
                (moment, moment),
            ).fetchall()
        )
        db.execute("set role admin")
        by_people = {
            agent: db.execute(
                "select active_referrals from app.agent_progress(%s, %s)", (agent, moment)
            ).fetchone()
            for agent in agents
        }
        db.execute("reset role")
    assert {agent: found and found[0] for agent, found in by_people.items()} == {
        agent: by_deals.get(agent, 0) for agent in agents
    }
    assert sum(by_deals.values()) > 5


def test_the_agent_and_administrators_read_it_and_nobody_else(
    database: Database, admin: UUID, creator: UUID
) -> None:
    with database.connect() as db:
        agent, other = make_agent(db), make_agent(db)
        make_touch(db, agent, at(YESTERDAY))
    night(TODAY)
    path = f"/agents/{agent}/performance"
    own = Person(agent, ask).get(path)
    assert own["totals"]["clicks"] == 1
    assert Person(admin, ask).get(path) == own
    for stranger in (other, creator):
        assert Person(stranger, ask).refused("GET", path) == (404, "NOT_FOUND")
    assert Person(admin, ask).refused("GET", f"/agents/{uuid4()}/performance") == (404, "NOT_FOUND")
    assert Person(admin, ask).refused("GET", f"/agents/{creator}/performance") == (404, "NOT_FOUND")


def test_performance_tells_days_totals_and_money_by_currency(database: Database) -> None:
    with database.connect() as db:
        agent = make_agent(db)
        owner = brought(db, agent, "brand", when=at(YESTERDAY - DAY))
        for _ in range(3):
            make_touch(db, agent, at(YESTERDAY - DAY))
        escrow = make_release(db, brand_of(db, owner), make_user(db), at(YESTERDAY))
        make_commission(db, agent, escrow, at(YESTERDAY), 1_000)
        euros = make_release(db, brand_of(db, owner), make_user(db), at(YESTERDAY), currency="eur")
        make_commission(db, agent, euros, at(YESTERDAY), 7, currency="eur")
    night(TODAY)
    person = Person(agent, ask)
    told = person.get(f"/agents/{agent}/performance", **{"from": str(YESTERDAY - 4 * DAY), "to": str(TODAY)})
    assert (told["since"], told["until"]) == (str(YESTERDAY - 4 * DAY), str(TODAY))
    assert (told["tier"], told["active_referrals"]) == ("bronze", 1)
    assert told["totals"] == {"clicks": 3, "signups": 1, "deals": 2, "conversion": "0.3333"}
    assert [day["day"] for day in told["days"]] == [str(YESTERDAY - n * DAY) for n in range(4, -1, -1)], (
        "every day up to yesterday"
    )
    assert told["days"][-1] == {"day": str(YESTERDAY), "clicks": 0, "signups": 0, "active": 1, "deals": 2}
    assert [(m["currency"], m["gmv"], m["commission"]) for m in told["money"]] == [
        ("eur", 11_000, 7), ("usd", 11_000, 1_000),
    ]  # fmt: skip
    assert told["money"][0]["days"] == [
        {"day": str(YESTERDAY), "currency": "eur", "gmv": 11_000, "commission": 7}
    ]


def test_without_clicks_there_is_no_conversion(database: Database) -> None:
    with database.connect() as db:
        agent = make_agent(db)
    told = Person(agent, ask).get(f"/agents/{agent}/performance")
    assert told["totals"] == {"clicks": 0, "signups": 0, "deals": 0, "conversion": None}
    assert (len(told["days"]), told["money"]) == (29, []), "thirty days without today"


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"from": str(TODAY - 365 * DAY), "to": str(TODAY)}, 200),
        ({"from": str(TODAY - 366 * DAY), "to": str(TODAY)}, 422),
        ({"from": str(TODAY), "to": str(TODAY)}, 200),
        ({"from": str(TODAY), "to": str(YESTERDAY)}, 422),
        ({"from": "yesterday"}, 422),
        ({"from": "1999-12-31"}, 422),
        ({"since": str(TODAY)}, 422),
    ],
)
def test_a_span_is_bounded(database: Database, query: dict[str, str], status: int) -> None:
    with database.connect() as db:
        agent = make_agent(db)
    answer = ask("GET", f"/api/v1/agents/{agent}/performance", user=agent, query=query)
    assert answer.status == status, answer.body
