"""Links for a call to action: made by who runs the campaign, and followed as any other."""

from uuid import UUID

from tests.conftest import Database
from tests.factories.links import ask, visit
from tests.factories.people import make_user


def test_a_cta_link_redirects_as_any_other(owner: UUID, campaign: UUID, database: Database) -> None:
    body = {"label": "Link in bio", "destination_url": "https://shop.example.com/bio"}
    made = ask("POST", f"campaigns/{campaign}/cta-links", owner, body=body)
    assert made.status == 201
    assert visit(made.body["short_code"]).status == 302
    listed = ask("GET", f"campaigns/{campaign}/cta-links", owner)
    assert listed.body["data"] == [made.body]
    with database.connect() as db:
        stranger = make_user(db, "brand")
    assert ask("POST", f"campaigns/{campaign}/cta-links", stranger, body=body).status == 404
    assert ask("GET", f"campaigns/{campaign}/cta-links", stranger).body["data"] == []
