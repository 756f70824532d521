"""A campaign from draft to completed over HTTP: two people sign up, money comes in, the clock completes."""

import psycopg

from common.jobs import Counts
from tests.actors import newcomer
from tests.e2e.system import RunningSystem
from tests.integration.campaign_lifecycle.campaign_scenario import Parties, run_scenario
from tests.invariants import OF_THE_STORY, require_invariants


def test_a_campaign_from_draft_to_completed_over_http(system: RunningSystem) -> None:
    def run_clock(time: str) -> Counts:
        run = system.fire("campaign-transitions", time).json()
        assert run["status"] == "succeeded", run
        counts: Counts = run["counts"]
        return counts

    brand, creator = newcomer(system, "brand"), newcomer(system, "creator")
    with psycopg.connect(system.database_url, autocommit=True) as db:
        run_scenario(Parties(db, brand.person(), creator.person(), brand.deposit, run_clock))
        require_invariants(db, *OF_THE_STORY)
    proof = system.fire("payments-reconciliation", "2033-03-02T01:30:00Z")
    assert proof.json()["status"] == "succeeded", proof.text
