"""The leaderboard: written each night, for agents and administrators, with the names of those alone who want it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from agents import schedule
from tests.actors import Person
from tests.conftest import Database
from tests.factories.agents import make_agent
from tests.factories.events import LambdaContext
from tests.integration.agents.asking import ask
from tests.typing import Connection

BOARD = "/agents/leaderboard"
NIGHT = date(2027, 5, 20)
"""A Thursday; the last whole day is Wednesday, the 19th."""


def run(day: date = NIGHT, tick: int = 0) -> Any:
    """The job's answer of the night in which a day begins."""
    at = datetime(day.year, day.month, day.day, 1, 50 + tick, tzinfo=UTC)
    return schedule.lambda_handler(
        {"job": "agent-rankings", "scheduled_time": at.isoformat()}, LambdaContext()
    )


def did(db: Connection, agent: UUID, day: date, **figures: int) -> None:
    """What was counted for an agent on a day."""
    db.execute(
        "insert into agent_metrics (agent_user_id, day, signups, active, deals) values (%s, %s, %s, %s, %s)",
        (agent, day, figures.get("signups", 0), figures.get("active", 0), figures.get("deals", 0)),
    )


def earned(db: Connection, agent: UUID, day: date, amount: int, currency: str = "usd") -> None:
    """What was counted for an agent on a day, in money."""
    db.execute(
        "insert into agent_money_metrics (agent_user_id, day, currency, commission) values (%s, %s, %s, %s)",
        (agent, day, currency, amount),
    )


def ranks(board: dict[str, Any]) -> list[tuple[int, str, int, bool]]:
    """Rank, name, value and whether it is the reader, down the page."""
    return [(row["rank"], row["display_name"], row["value"], row["is_own"]) for row in board["data"]]


def board_of(reader: UUID, **query: str) -> dict[str, Any]:
    """The board as somebody sees it."""
    found: dict[str, Any] = Person(reader, ask).get(BOARD, **query)
    return found


def test_names_are_shown_of_those_who_want_it_and_ties_share_a_rank(database: Database, admin: UUID) -> None:
    with database.connect() as db:
        ann, bob, cid, dan = (make_agent(db, full_name=name) for name in ("Ann", "Bob", "Cid", "Dan"))
        for agent, signups in ((ann, 3), (bob, 5), (cid, 3), (dan, 1)):
            did(db, agent, date(2027, 5, 19), signups=signups)
        db.execute("update agent_profiles set leaderboard_name = true where user_id = any(%s)", ([ann, dan],))
        assert run() == {"status": "succeeded", "counts": {"ranked": 20}}
        assert run() == {"status": "done"}
        assert run(tick=1)["counts"] == {"ranked": 20}
    told = board_of(cid, metric="signups")
    assert ranks(told) == [
        (1, "Agent", 5, False),
        (2, "Ann", 3, False),
        (2, "Cid", 3, True),
        (4, "Dan", 1, False),
    ]
    assert told["own"] == {"rank": 2, "value": 3, "since": "2027-05-01", "until": "2027-05-19"}
    assert (told["period"], told["metric"], told["currency"]) == ("month", "signups", None)
    assert "Bob" not in str(told)
    assert str(bob) not in str(told)
    seen = board_of(admin, metric="signups")
    assert [row[1] for row in ranks(seen)] == ["Agent", "Ann", "Agent", "Dan"]
    assert seen["own"]["rank"] is None


def test_a_period_is_of_the_calendar_and_holds_the_last_whole_day(database: Database) -> None:
    with database.connect() as db:
        agent = make_agent(db)
        for day, signups in (
            (date(2027, 5, 20), 1), (date(2027, 5, 19), 10), (date(2027, 5, 17), 100), (date(2027, 5, 16), 1_000),
            (date(2027, 4, 30), 10_000), (date(2027, 3, 31), 100_000), (date(2026, 12, 31), 1_000_000),
        ):  # fmt: skip
            did(db, agent, day, signups=signups)
        run()
    found = {
        period: board_of(agent, metric="signups", period=period)["own"]
        for period in ("week", "month", "quarter", "year", "all")
    }
    assert {period: own["value"] for period, own in found.items()} == {
        "week": 110, "month": 1_110, "quarter": 11_110, "year": 111_110, "all": 1_111_110,
    }  # fmt: skip
    assert {period: own["since"] for period, own in found.items()} == {
        "week": "2027-05-17", "month": "2027-05-01", "quarter": "2027-04-01", "year": "2027-01-01", "all": None,
    }  # fmt: skip
    run(date(2027, 6, 1))
    assert board_of(agent, metric="signups")["own"]["since"] == "2027-05-01", "the month that has just ended"


def test_who_is_active_is_counted_as_of_the_last_day(database: Database) -> None:
    with database.connect() as db:
        agent = make_agent(db)
        did(db, agent, date(2027, 5, 18), active=7, deals=1)
        did(db, agent, date(2027, 5, 19), active=6, deals=1)
        run()
    assert board_of(agent, metric="active")["own"]["value"] == 6
    assert board_of(agent, metric="active", period="all")["own"]["value"] == 6
    assert board_of(agent, metric="deals")["own"]["value"] == 2


def test_each_currency_has_a_board_of_its_own(database: Database, admin: UUID) -> None:
    with database.connect() as db:
        agent, other = make_agent(db), make_agent(db)
        for day in (17, 18):
            earned(db, agent, date(2027, 5, day), 100, "eur")
        earned(db, agent, date(2027, 5, 19), 900_000, "usd")
        earned(db, other, date(2027, 5, 19), 300, "usd")
        earned(db, other, date(2027, 5, 18), -500, "eur")
        run()
    mine = board_of(agent)
    assert (mine["currency"], mine["metric"]) == ("eur", "commission"), "the one of the most days"
    assert [row[:3:2] for row in ranks(mine)] == [(1, 200)]
    assert board_of(agent, currency="USD")["own"] == {
        "rank": 1, "value": 900_000, "since": "2027-05-01", "until": "2027-05-19",
    }  # fmt: skip
    theirs = board_of(other, currency="eur")
    assert (theirs["own"]["rank"], theirs["own"]["value"]) == (2, 0), (
        "below zero is behind all who have something"
    )
    assert board_of(admin)["currency"] == "usd", "where most agents have earned"


def test_the_own_rank_is_told_beyond_the_page_and_without_anything(database: Database) -> None:
    with database.connect() as db:
        agents = [make_agent(db) for _ in range(5)]
        idle = make_agent(db)
        for number, agent in enumerate(agents):
            did(db, agent, date(2027, 5, 19), signups=10 - number)
        run()
    told = board_of(agents[4], metric="signups", limit="2")
    assert [row["rank"] for row in told["data"]] == [1, 2]
    assert (told["own"]["rank"], told["own"]["value"]) == (5, 6)
    pages = Person(idle, ask).pages(BOARD, metric="signups", limit="2")
    assert [[row["rank"] for row in rows] for rows in pages] == [[1, 2], [3, 4], [5]]
    assert board_of(idle, metric="signups")["own"]["rank"] == 6


def test_before_the_first_night_there_is_an_empty_board(database: Database) -> None:
    with database.connect() as db:
        agent = make_agent(db)
    told = board_of(agent)
    assert (told["data"], told["currency"], told["next_cursor"]) == ([], "usd", None)
    assert told["own"] == {"rank": 1, "value": 0, "since": None, "until": None}


def test_who_is_banned_is_not_listed_and_does_not_look(database: Database) -> None:
    with database.connect() as db:
        good, bad, gone = make_agent(db), make_agent(db), make_agent(db)
        for agent, signups in ((good, 1), (bad, 2), (gone, 3)):
            did(db, agent, date(2027, 5, 19), signups=signups)
        db.execute("update auth.users set status = 'suspended' where id = %s", (gone,))
        run()
        assert [row[2] for row in ranks(board_of(good, metric="signups"))] == [2, 1]
        db.execute("update agent_profiles set status = 'banned' where user_id = %s", (bad,))
    assert [row[2] for row in ranks(board_of(good, metric="signups"))] == [1], "at once"
    assert Person(bad, ask).refused("GET", BOARD) == (403, "FORBIDDEN")
    run(tick=1)
    assert board_of(good, metric="signups")["own"]["rank"] == 1


def test_only_agents_and_administrators_look(database: Database, creator: UUID, owner: UUID) -> None:
    with database.connect() as db:
        former, paused = make_agent(db), make_agent(db)
        db.execute("insert into user_roles (user_id, role) values (%s, 'brand')", (former,))
        db.execute("delete from user_roles where user_id = %s and role = 'agent'", (former,))
        db.execute(
            "update agent_profiles set status = 'paused', status_reason = 'x' where user_id = %s", (paused,)
        )
    for stranger in (creator, owner, former):
        assert Person(stranger, ask).refused("GET", BOARD) == (403, "FORBIDDEN")
    assert board_of(paused)["data"] == []


@pytest.mark.parametrize(
    "query",
    [
        {"period": "day"}, {"metric": "clicks"}, {"currency": "dollars"}, {"metric": "signups", "currency": "usd"},
        {"limit": "101"}, {"limit": "0"}, {"cursor": "x"}, {"cursor": "WyJhIl0"},
    ],
)  # fmt: skip
def test_a_board_that_is_none_is_refused(database: Database, query: dict[str, str]) -> None:
    with database.connect() as db:
        agent = make_agent(db)
    assert ask("GET", f"/api/v1{BOARD}", user=agent, query=query).status == 422


def test_the_board_of_the_night_before_is_gone(database: Database) -> None:
    with database.connect() as db:
        agent = make_agent(db)
        did(db, agent, date(2027, 5, 19), signups=1)
        run()
        db.execute("update agent_metrics set signups = 0")
        assert run(tick=1)["counts"] == {"ranked": 0}
    assert board_of(agent, metric="signups")["data"] == []


def test_a_leaderboard_is_cut_at_a_page_by_the_database_too(database: Database) -> None:
    with database.connect() as db:
        agent = make_agent(db)
        db.execute(
            "insert into auth.users (email, app_metadata) select 'a' || n || '@example.com', '{\"role\": \"agent\"}'"
            " from generate_series(1, 150) as n"
        )
        db.execute(
            "insert into agent_metrics (agent_user_id, day, signups)"
            " select user_id, '2027-05-19', 1 from agent_profiles"
        )
        run()
        db.execute("select set_config('role', 'admin', false)")
        found = db.execute(
            "select count(*), count(distinct rank) from app.agent_leaderboard('all', 'signups', '', null, 1000000)"
        ).fetchone()
        db.execute("reset role")
    assert found == (101, 1)
    assert len(board_of(agent, metric="signups", limit="100")["data"]) == 100


def test_nights_go_from_one_to_the_next(database: Database) -> None:
    with database.connect() as db:
        agent = make_agent(db)
        did(db, agent, NIGHT - timedelta(days=1), deals=1)
        did(db, agent, NIGHT, deals=1)
        run()
        assert board_of(agent, metric="deals")["own"]["value"] == 1
        run(NIGHT + timedelta(days=1))
    assert board_of(agent, metric="deals")["own"]["value"] == 2
