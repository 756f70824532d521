"""Random people do random things to campaigns; an independent model in Python says what must come of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import LiteralString
from uuid import UUID

import psycopg
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from psycopg.types.json import Jsonb

from tests.conftest import Database
from tests.factories.people import brand_of, make_member, make_user
from tests.typing import Connection

STEPS = {
    "draft": {"active", "cancelled"}, "active": {"paused", "completed", "cancelled"},
    "paused": {"active", "completed", "cancelled"}, "completed": set(), "cancelled": set(),
}  # fmt: skip
PEOPLE = [
    *(f"{role} {brand}" for brand in "AB" for role in ("admin", "manager", "analyst")),
    "carla",
    "carl",
    "root",
]
CREATORS = ["carla", "carl"]


@dataclass
class Campaign:
    """What the model knows of a campaign."""

    brand: str
    name: str
    budget: int = 100
    status: str = "draft"
    invited: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    history: list[tuple[str, str, str]] = field(default_factory=list)


def runs(person: str, brand: str) -> bool:
    """Page 1 and page 9: an administrator any, a brand's own; among members all but analysts."""
    return person in ("root", f"admin {brand}", f"manager {brand}")


def moves_money(person: str, brand: str) -> bool:
    """Managers run campaigns, and give none a budget."""
    return person in ("root", f"admin {brand}")


def sees(person: str, campaign: Campaign) -> bool:
    """Budgets included: creators are not among them."""
    return runs(person, campaign.brand) or person == f"analyst {campaign.brand}"


class Stage:
    """The people in the database, and statements in their names."""

    def __init__(self, database: Database) -> None:
        self.superuser = database.connect()
        self.api = database.connect("api_login", autocommit=False)
        self.ids: dict[str, UUID] = {name: make_user(self.superuser, "creator") for name in CREATORS}
        self.ids["root"] = make_user(self.superuser, "admin")
        self.brands: dict[str, UUID] = {}
        for brand in "AB":
            owner = make_user(self.superuser, "brand")
            self.brands[brand] = brand_of(self.superuser, owner)
            self.ids |= {
                f"admin {brand}": owner,
                f"manager {brand}": make_member(self.superuser, self.brands[brand], "campaign_manager"),
                f"analyst {brand}": make_member(self.superuser, self.brands[brand], "analyst"),
            }

    def request(
        self, person: str, query: LiteralString, *values: object
    ) -> tuple[str, list[tuple[object, ...]]]:
        """SQLSTATE (empty: accepted) and rows of one statement in a request of `person`."""
        try:
            with self.api.transaction():
                self.api.execute("select app.begin_request(%s)", (Jsonb({"sub": str(self.ids[person])}),))
                return "", self.api.execute(query, values).fetchall()
        except psycopg.Error as refused:
            return refused.sqlstate or "", []


@pytest.fixture(scope="module")
def stage(shared_database: Database) -> Iterator[Stage]:
    made = Stage(shared_database)
    yield made
    made.api.close()
    made.superuser.close()


Operation = tuple[str, str, int, str]
OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from(["create", "rename", "move", "move", "move", "delete", "spend", "steal", "invite"]),
        st.sampled_from(PEOPLE),
        st.integers(0, 3),
        st.sampled_from([*STEPS, *CREATORS, "A", "B"]),
    ),
    min_size=5, max_size=25,
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(OPERATIONS)
@example([("invite", "root", 0, "carla"), ("move", "root", 0, "cancelled"), ("invite", "root", 0, "carla")])
def test_nobody_sees_or_changes_what_the_matrix_forbids(stage: Stage, operations: list[Operation]) -> None:
    model: dict[UUID, Campaign] = {}
    for brand in "AB":
        act(stage, model, ("create", f"admin {brand}", 0, brand))
    for operation in operations:
        act(stage, model, operation)
        compare(stage, model)


def act(stage: Stage, model: dict[UUID, Campaign], operation: Operation) -> None:
    """Do it in the database; expect what the model expects, and let the model follow."""
    verb, person, number, word = operation
    if verb == "create":
        create(stage, model, person, word if word in "AB" else "A")
    elif model:
        chosen = sorted(model)[number % len(model)]
        ACTS[verb](stage, model, person, chosen, word)


def spend(stage: Stage, model: dict[UUID, Campaign], person: str, chosen: UUID, word: str) -> None:
    assert stage.request(person, "update campaigns set budget_spent = 1 where id = %s", chosen)[0] == "42501"


def steal(stage: Stage, model: dict[UUID, Campaign], person: str, chosen: UUID, word: str) -> None:
    brand = stage.brands["B"]
    assert (
        stage.request(person, "update campaigns set brand_id = %s where id = %s", brand, chosen)[0] == "42501"
    )


def invite(stage: Stage, model: dict[UUID, Campaign], person: str, chosen: UUID, creator: str) -> None:
    """Not tried as people: invitations go through functions, which have tests of their own."""
    campaign = model[chosen]
    if creator in CREATORS and creator not in campaign.asked:
        stage.superuser.execute(
            "insert into campaign_invitations (campaign_id, brand_id, creator_user_id, invited_by, agreed_amount,"
            " expires_at) values (%s, %s, %s, %s, 1, now() + interval '1 day')",
            (chosen, stage.brands[campaign.brand], stage.ids[creator], stage.ids["root"]),
        )
        campaign.invited.add(creator)
        campaign.asked.add(creator)


def rename(stage: Stage, model: dict[UUID, Campaign], person: str, chosen: UUID, name: str) -> None:
    campaign = model[chosen]
    answer = stage.request(person, "update campaigns set name = %s where id = %s returning 1", name, chosen)
    assert answer == ("", [(1,)] if runs(person, campaign.brand) else [])
    campaign.name = name if runs(person, campaign.brand) else campaign.name


def create(stage: Stage, model: dict[UUID, Campaign], person: str, brand: str) -> None:
    insert: LiteralString = (
        "insert into campaigns (brand_id, created_by, name, budget_total)"
        " values (%s, %s, 'New', %s) returning id"
    )
    values, budget = (stage.brands[brand], stage.ids[person]), 100
    code, rows = stage.request(person, insert, *values, budget)
    if runs(person, brand) and not moves_money(person, brand):
        assert code == "IM005"
        budget = 0
        code, rows = stage.request(person, insert, *values, None)
    assert code == ("" if runs(person, brand) else "42501")
    for (campaign_id,) in rows:
        assert isinstance(campaign_id, UUID)
        model[campaign_id] = Campaign(brand, "New", budget)


def move(stage: Stage, model: dict[UUID, Campaign], person: str, chosen: UUID, to: str) -> None:
    if to not in STEPS:
        return
    campaign = model[chosen]
    answer = stage.request(person, "update campaigns set status = %s where id = %s returning 1", to, chosen)
    if not runs(person, campaign.brand):
        assert answer == ("", [])
    elif to == campaign.status:
        assert answer == ("", [(1,)])
    elif to not in STEPS[campaign.status]:
        assert answer == ("IC001", [])
    else:
        assert answer == ("", [(1,)])
        campaign.history.append((campaign.status, to, person))
        campaign.status = to
        if to in {"completed", "cancelled"}:
            campaign.invited.clear()  # what nobody answered expires with the campaign


def delete(stage: Stage, model: dict[UUID, Campaign], person: str, chosen: UUID, word: str) -> None:
    campaign = model[chosen]
    answer = stage.request(person, "delete from campaigns where id = %s returning 1", chosen)
    if person == "root" and campaign.history:
        assert answer[0] in ("23503", "23001"), "history outlives what would delete it"
    elif runs(person, campaign.brand) and (campaign.status == "draft" or person == "root"):
        assert answer == ("", [(1,)])
        del model[chosen]
    else:
        assert answer == ("", [])


ACTS = {"rename": rename, "move": move, "delete": delete, "spend": spend, "steal": steal, "invite": invite}


def compare(stage: Stage, model: dict[UUID, Campaign]) -> None:
    """Everybody sees what the model says; the superuser sees that nothing else has changed."""
    ids = list(model)
    for person in PEOPLE:
        _, rows = stage.request(person, "select id from campaigns where id = any(%s)", ids)
        assert {row[0] for row in rows} == {i for i in ids if sees(person, model[i])}, person
        _, briefs = stage.request(person, "select id from campaign_briefs where id = any(%s)", ids)
        assert {row[0] for row in briefs} == {i for i in ids if person in model[i].invited}, person
    db: Connection = stage.superuser
    rows = db.execute(
        "select id, name, status, budget_total, budget_reserved, budget_spent from campaigns where id = any(%s)",
        (ids,),
    ).fetchall()
    assert {row[0]: row[1:] for row in rows} == {
        i: (c.name, c.status, c.budget, 0, 0) for i, c in model.items()
    }
    history = db.execute(
        "select campaign_id, from_status, to_status, actor_user_id from campaign_history"
        " where campaign_id = any(%s) order by id", (ids,)
    ).fetchall()  # fmt: skip
    for i, campaign in model.items():
        expected = [(a, b, stage.ids[person]) for a, b, person in campaign.history]
        assert [row[1:] for row in history if row[0] == i] == expected
