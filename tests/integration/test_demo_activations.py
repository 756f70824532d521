"""The demo's activations: what its welcome prints can be scanned, and has been."""

from activations import scan
from local.demo import BRAND, CREATOR, load
from local.welcome import DEMO_CODE, DEMO_GATE, DEMO_SCREEN
from tests.conftest import Database
from tests.factories.events import http_event
from tests.integration.test_demo import person
from tests.invariants import require_invariants
from tests.logins import own_login


def test_the_demo_is_scanned_and_what_its_welcome_prints_can_be(database: Database) -> None:
    load(database.url())
    brand, creator = person(database, BRAND), person(database, CREATOR)
    made = {one["code_mode"]: one for one in brand.get("/activations")["data"]}
    assert made.keys() == {"static", "single_use", "rotating"}
    assert {(one["status"], one["closed_because"]) for one in made.values()} == {("active", None)}
    wall = made["static"]["id"]
    assert brand.get(f"/activations/{wall}/live")["totals"] == {"accepted": 24, "flagged": 3, "refused": 0}
    assert {
        tuple(one["reasons"]) for one in brand.get("/scans", activation_id=wall, verdict="flagged")["data"]
    } == {("program_agent",)}
    for status, found in (("open", 2), ("cleared", 1), ("confirmed", 1)):
        assert len(brand.get("/scan-reviews", status=status)["data"]) == found, status
    [link] = creator.get("/fan-links")["data"]
    assert (link["brand_name"], link["devices"]) == ("Northwind Coffee", 1)
    with own_login(scan.lambda_handler):
        page = scan.lambda_handler(http_event("GET", f"/q/{DEMO_CODE}"), None)
    assert page["statusCode"] == 200
    with database.connect() as db:
        for token, kind in ((DEMO_GATE, "gate"), (DEMO_SCREEN, "screen")):
            opened = db.execute(
                "select kind from activation_staff where token_hash = sha256(convert_to(%s, 'UTF8'))"
                " and expires_at > now() + interval '300 days'",
                (token,),
            ).fetchall()
            assert opened == [(kind,)]
        facts = db.execute(
            "select count(*) from reward_facts where type = 'scan.accepted' and subject_user_id = %s",
            (creator.id,),
        )
        assert facts.fetchone() == (1,)
        require_invariants(db)
