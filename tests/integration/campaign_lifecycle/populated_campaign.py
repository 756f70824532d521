"""A running campaign with one of everything, and everybody who may look at it from some side."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from psycopg import sql

from tests.actors import Person
from tests.conftest import Database
from tests.factories.campaigns import make_asset
from tests.factories.ledger import fund_brand
from tests.factories.people import brand_of, make_member, make_user
from tests.integration.campaign_lifecycle.route_table import Route
from tests.typing import Connection

PEOPLE = ("brand", "analyst", "creator", "invited", "outsider", "stranger")
"""Owner of the brand, its reader, the participant, who is invited, another creator, another brand's owner."""


@dataclass(frozen=True)
class PopulatedCampaign:
    """`ids` holds the people's too, and `brand_id`."""

    db: Connection
    ids: dict[str, str]

    def person(self, name: str) -> Person:
        """One of `PEOPLE`."""
        return Person(UUID(self.ids[name]))

    def user(self, name: str) -> UUID:
        """The id of one of `PEOPLE`."""
        return UUID(self.ids[name])

    def fill(self, body: object) -> Any:
        """`body` with ids for its `{names}`."""
        text = json.dumps(body)
        for name, found in self.ids.items():
            text = text.replace(f"{{{name}}}", found)
        return json.loads(text)

    def fingerprint(self) -> dict[str, str]:
        """What all tables hold. Equal before and after what must leave nothing but that it was asked for."""
        tables = self.db.execute(
            "select tablename from pg_tables where schemaname = 'public' and tablename not in"
            " ('rate_buckets', 'tracking_hash_keys')"
        ).fetchall()
        digests = {}
        for (table,) in tables:
            row = self.db.execute(
                sql.SQL(
                    "select md5(coalesce(string_agg(t::text, '' order by t::text), '')) from {} as t"
                ).format(sql.Identifier(table))
            ).fetchone()
            assert row is not None
            digests[table] = row[0]
        return digests


def make_populated_campaign(database: Database) -> PopulatedCampaign:
    """A campaign that runs until 2090: nothing in it is answered, reviewed or closed yet; and an empty draft."""
    db = database.connect()
    owner = make_user(db, "brand")
    brand_id = brand_of(db, owner)
    people = {
        "brand": owner, "analyst": make_member(db, brand_id, "analyst"), "creator": make_user(db),
        "invited": make_user(db), "outsider": make_user(db), "stranger": make_user(db, "brand"),
    }  # fmt: skip
    fund_brand(db, brand_id, 100_000)
    world = PopulatedCampaign(
        db, {name: str(user) for name, user in people.items()} | {"brand_id": str(brand_id)}
    )
    _fill(world)
    return world


def _fill(world: PopulatedCampaign) -> None:
    ids = world.ids
    brand, creator, invited = (world.person(name) for name in ("brand", "creator", "invited"))
    ids["campaign"] = brand.post("/campaigns", name="Summer", timeline_end="2090-01-01")["id"]
    campaign = f"/campaigns/{ids['campaign']}"
    ids["deliverable"] = brand.post(
        f"{campaign}/deliverables", deliverable_type="tweet", quantity=3, compensation_amount=1_000
    )["id"]
    brand.post(f"{campaign}/launch")
    accepted = brand.post(f"{campaign}/invitations", creator_user_id=ids["creator"])["id"]
    ids["participant"] = creator.post(f"/invitations/{accepted}/accept")["id"]
    ids["asset"], _ = make_asset(world.db, ids["campaign"])
    _, ids["path"] = make_asset(world.db, ids["campaign"], creator.id)
    ids["submission"] = creator.post(
        f"{campaign}/submissions",
        deliverable_id=ids["deliverable"],
        submission_type="file",
        file_path=ids["path"],
        description="A poem",
    )["id"]
    ids["invitation"] = brand.post(f"{campaign}/invitations", creator_user_id=ids["invited"])["id"]
    asked = brand.post(f"{campaign}/email-invitations", email=f"asked-{uuid4().hex}@example.com")
    ids["email_invitation"] = asked["id"]
    ids["negotiation"] = invited.post(f"/invitations/{ids['invitation']}/negotiations", amount=2_500)["id"]
    survey = brand.post(
        f"{campaign}/surveys", title="How was it?", questions=[{"kind": "text", "prompt": "Well?"}]
    )
    ids["survey"], ids["question"] = survey["survey"]["id"], survey["questions"][0]["id"]
    brand.post(f"/surveys/{ids['survey']}/open")
    ids["draft"] = brand.post("/campaigns", name="Not yet")["id"]


def call_off(world: PopulatedCampaign) -> None:
    """The campaign is cancelled, its survey closed."""
    world.person("brand").post(f"/campaigns/{world.ids['campaign']}/cancel")
    world.person("brand").post(f"/surveys/{world.ids['survey']}/close")


def whoever_may(route: Route) -> str:
    """Somebody who is let in, whatever the state says then; the first of all where nobody is."""
    best = next(letter for letter in "ocF" if letter in route.access)
    return PEOPLE[route.access.index(best)]
