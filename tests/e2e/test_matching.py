"""A brand says what fits it, searches, and invites the best: over HTTP, with the demo's creators."""

from typing import Any

from tests.actors import newcomer
from tests.e2e.system import RunningSystem


def test_a_brand_finds_creators_for_a_campaign(system: RunningSystem) -> None:
    brand = newcomer(system, "brand")

    def ask(method: str, path: str, body: object = None) -> Any:
        answer = brand.send(method, path, user=brand.id, body=body)
        assert answer.status < 300, answer.body
        return answer.body

    (profile,) = ask("GET", "/api/v1/brands")["data"]
    fit = f"/api/v1/brands/{profile['id']}/fit"
    ask("PUT", fit, {"categories": ["food"], "target_locations": ["DE", "FR"]})
    assert ask("GET", fit)["target_locations"] == ["DE", "FR"]
    campaign = ask(
        "POST", "/api/v1/campaigns", {"name": "Soup", "target_audience": {"min_followers": 1_000}}
    )["id"]
    search = {"campaign_id": campaign, "limit": 3}
    best = ask("POST", "/functions/v1/matching-intelligence", search)["matches"]
    assert len(best) == 3
    assert [match["rank"] for match in best] == [1, 2, 3]
    assert best == sorted(best, key=lambda match: -float(match["score"]))
    assert all(match["total_followers"] >= 1_000 for match in best)
    assert ask("GET", f"/api/v1/campaigns/{campaign}/matches")["data"] == best
    ask("POST", f"/api/v1/campaigns/{campaign}/invitations", {"creator_user_id": best[0]["creator_user_id"]})
    again = ask("POST", "/functions/v1/matching-intelligence", search)["matches"]
    assert best[0]["creator_user_id"] not in [match["creator_user_id"] for match in again]
