"""Each night counts the last three whole days of every agent anew, in UTC, each currency by itself."""

from random import Random
from uuid import UUID

from agents import schedule
from tests.actors import Person
from tests.conftest import Database
from tests.factories.agents import make_agent
from tests.factories.commissions import make_commission, make_release
from tests.factories.events import LambdaContext
from tests.factories.people import brand_of, join_brand, make_user
from tests.factories.referrals import make_referral, make_touch
from tests.integration.agents.asking import ask
from tests.integration.agents.nights import DAY, TODAY, YESTERDAY, at, brought, counted, money, night


def test_a_day_is_counted_by_the_night_after_it(database: Database) -> None:
    with database.connect() as db:
        agent, idle = make_agent(db), make_agent(db)
        for kind in ("click", "deep_link", "code", "invite"):
            make_touch(db, agent, at(YESTERDAY), kind=kind)
        make_touch(db, agent, at(TODAY, 0))
        make_referral(db, agent, make_user(db), attributed_at=at(YESTERDAY, 0))
        make_referral(db, agent, make_user(db), attributed_at=at(YESTERDAY), status="rejected")
        creator, brand = brought(db, agent), brand_of(db, make_user(db, "brand"))
        for hour in (3, 4):
            make_release(db, brand, creator, at(YESTERDAY, hour))
        assert night(TODAY) == {"status": "succeeded", "counts": {"figures_changed": 1, "money_changed": 1}}
        assert counted(db, agent) == {YESTERDAY: (2, 1, 1, 2)}
        assert money(db, agent) == {(YESTERDAY, "usd"): (22_000, 0)}
        assert counted(db, idle) == {}
        again = {"job": "agent-metrics", "scheduled_time": at(TODAY, 1).isoformat()}
        assert schedule.lambda_handler(again, LambdaContext()) == {"status": "done"}
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
        make_commission(db, agent, escrow, 1_000, at=at(YESTERDAY - DAY))
        make_commission(db, agent, escrow, -300, at=at(YESTERDAY))
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
        make_commission(db, agent, escrow, 10, at=at(YESTERDAY, 23))
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
                make_referral(db, agent, person, attributed_at=at(TODAY - draw.randrange(200) * DAY))
        for agent, owner in zip(agents, owners, strict=False):
            join_brand(db, brand_of(db, owner), agent)
        for _ in range(200):
            make_release(
                db, brand_of(db, draw.choice(owners)), draw.choice([*creators, *agents]),
                at(TODAY - draw.randrange(1, 200) * DAY, draw.randrange(24)),
            )  # fmt: skip
        moment = at(TODAY - 3 * DAY)
        by_deals: dict[UUID, int] = dict(
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
