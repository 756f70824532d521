"""What a trigger's form is made of: every type, with its fields, for whoever is signed in."""

from tests.conftest import Database
from tests.factories.people import make_user
from tests.integration.rewards.asking import ask

TYPES = "/api/v1/fact-types"


def test_everybody_who_is_signed_in_sees_every_type_with_its_fields(database: Database) -> None:
    with database.connect() as db:
        people = [make_user(db, role) for role in ("creator", "brand", "agent", "admin")]
        keys = [key for (key,) in db.execute("select key from fact_types order by key").fetchall()]
    for person in people:
        answer = ask("GET", TYPES, user=person)
        assert (answer.status, [found["key"] for found in answer.body["data"]]) == (200, keys)
    released = next(found for found in answer.body["data"] if found["key"] == "deal.released")
    assert released["numeric_fields"] == ["price"]
    assert {"brand_id", "platform", "role"} <= {*released["text_fields"]}
    assert released["is_reversible"] is True
    assert released["description"].startswith("A milestone of a deal")
