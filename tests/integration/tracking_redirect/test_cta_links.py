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


def test_links_come_in_pages_and_a_campaign_has_two_hundred(
    owner: UUID, campaign: UUID, database: Database
) -> None:
    path, body = (
        f"campaigns/{campaign}/cta-links",
        {"label": "Bio", "destination_url": "https://shop.example.com/"},
    )
    made = [ask("POST", path, owner, body=body).body["id"] for _ in range(200)]
    answer = ask("POST", path, owner, body=body)
    assert (answer.status, answer.body["code"]) == (409, "TOO_MANY_CTA_LINKS")
    assert answer.body["details"] == [{"most": 200}]
    with database.connect() as db:
        links = db.execute(
            "select count(*) from tracking_links where campaign_id = %s", (campaign,)
        ).fetchone()
    assert links == (200,), "the link of a label that was refused went with it"
    first = ask("GET", path, owner, query={"limit": "100"}).body
    second = ask("GET", path, owner, query={"limit": "100", "cursor": first["next_cursor"]}).body
    assert [link["id"] for page in (first, second) for link in page["data"]] == made
    assert second["next_cursor"] is None
