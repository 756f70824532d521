"""What came of an agent's links and people is shown to the agent and to administrators."""

from uuid import UUID, uuid4

import pytest

from tests.actors import Person
from tests.conftest import Database
from tests.factories.agents import make_agent
from tests.factories.commissions import make_commission, make_release
from tests.factories.people import brand_of, make_user
from tests.factories.referrals import make_touch
from tests.integration.agents.asking import ask
from tests.integration.agents.nights import DAY, TODAY, YESTERDAY, at, brought, night


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
        make_commission(db, agent, escrow, 1_000, at=at(YESTERDAY))
        euros = make_release(db, brand_of(db, owner), make_user(db), at(YESTERDAY), currency="eur")
        make_commission(db, agent, euros, 7, at=at(YESTERDAY), currency="eur")
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
