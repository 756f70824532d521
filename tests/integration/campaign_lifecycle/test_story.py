"""A campaign from draft to completed, over the handlers of this process."""

from campaign_lifecycle import schedule
from common.jobs import Counts
from tests.actors import Person
from tests.conftest import Database
from tests.factories.events import LambdaContext
from tests.factories.payments import pay
from tests.factories.people import make_user
from tests.integration.campaign_lifecycle.campaign_scenario import Parties, run_scenario


def run_clock(time: str) -> Counts:
    run = schedule.lambda_handler({"job": "campaign-transitions", "scheduled_time": time}, LambdaContext())
    assert run["status"] == "succeeded", run
    counts: Counts = run["counts"]
    return counts


def test_a_campaign_from_draft_to_completed(database: Database) -> None:
    with database.connect() as db:
        brand, creator = make_user(db, "brand"), make_user(db, "creator")
        run_scenario(Parties(db, Person(brand), Person(creator), lambda cents: pay(brand, cents), run_clock))
