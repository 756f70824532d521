"""What campaign managers may promise is what those who move the brand's money have set as the campaign's budget."""

from typing import Any

import pytest

from tests.actors import Person
from tests.factories.people import make_member
from tests.integration.campaign_lifecycle.launched_campaign import LaunchedCampaign

FORBIDDEN = (403, "FORBIDDEN")


@pytest.fixture
def manager(launched: LaunchedCampaign) -> Person:
    with launched.database.connect() as db:
        return Person(make_member(db, launched.brand_id, "campaign_manager"))


def begin(manager: Person, **fields: object) -> Any:
    campaign = manager.post("/campaigns", name="Drain", timeline_end="2090-01-01", **fields)
    path = f"/campaigns/{campaign['id']}"
    manager.post(f"{path}/deliverables", deliverable_type="tweet", compensation_amount=30_000)
    return campaign


def test_a_manager_alone_moves_nothing_out_of_the_wallet(launched: LaunchedCampaign, manager: Person) -> None:
    campaign = begin(manager)
    assert campaign["budget_total"] == 0
    path = f"/campaigns/{campaign['id']}"
    manager.post(f"{path}/launch")
    invitation = manager.post(f"{path}/invitations", creator_user_id=str(launched.creator.id))["id"]
    accept = ("POST", f"/invitations/{invitation}/accept")
    assert launched.creator.refused(*accept) == (402, "BUDGET_EXHAUSTED")
    assert launched.available() == 50_000
    # Who may move money hears of it, and nobody else.
    assert (launched.told(launched.brand, "budget_low"), launched.told(manager, "budget_low")) == (1, 0)
    launched.brand.patch(path, budget_total=30_000)
    launched.creator.post(f"/invitations/{invitation}/accept")
    assert launched.available() == 20_000


@pytest.mark.parametrize("budget", [1, 1_000_000])
def test_a_manager_gives_a_campaign_no_budget(manager: Person, budget: int) -> None:
    assert manager.refused("POST", "/campaigns", name="Drain", budget_total=budget) == FORBIDDEN


def test_a_manager_lowers_a_budget_and_does_not_raise_it(launched: LaunchedCampaign, manager: Person) -> None:
    launched.brand.patch(launched.campaign, budget_total=20_000)
    for change in ({"budget_total": 20_001}, {"budget_total": None}):
        assert manager.refused("PATCH", launched.campaign, **change) == FORBIDDEN
    assert manager.patch(launched.campaign, budget_total=10_000)["budget_total"] == 10_000
    assert manager.refused("PATCH", launched.campaign, budget_total=20_000) == FORBIDDEN
    assert manager.patch(launched.campaign, name="Autumn", budget_total=10_000)["name"] == "Autumn"


def test_a_manager_does_not_change_what_a_budget_is_worth(
    launched: LaunchedCampaign, manager: Person
) -> None:
    path = f"/campaigns/{launched.brand.post('/campaigns', name='Winter', budget_total=10_000)['id']}"
    assert manager.refused("PATCH", path, currency="eur") == FORBIDDEN
    assert manager.patch(path, currency="eur", budget_total=0)["currency"] == "eur"


def test_a_copy_by_a_manager_has_no_budget(launched: LaunchedCampaign, manager: Person) -> None:
    launched.brand.patch(launched.campaign, budget_total=20_000)
    assert manager.post(f"{launched.campaign}/duplicate")["budget_total"] == 0
    assert launched.brand.post(f"{launched.campaign}/duplicate")["budget_total"] == 20_000
