"""The list that creators choose from: all of it can be chosen, and it knows what the rest of matching knows."""

import json
import re
from uuid import UUID

import pytest

from database_migrations.folder import database_directory
from tests.factories.accounts import send
from tests.integration.user_management.test_creators import ME, WHOLE

LIST = "/api/v1/creator-categories"


@pytest.fixture(autouse=True)
def _addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_BASE_URL", "https://api.example.com")
    monkeypatch.setenv("SHORT_LINK_BASE_URL", "https://s.example.com")


def listed(user: UUID) -> list[str]:
    families = send("GET", LIST, user=user).body["data"]
    assert families[0]["family"] == "Food and drink"
    return sorted({member for family in families for member in family["members"]})


def test_the_list_of_categories_is_what_a_profile_takes(creator: UUID) -> None:
    members = listed(creator)
    assert len(members) > 80
    for start in range(0, len(members), 20):
        some = members[start : start + 20]
        assert send("PUT", ME, user=creator, body=WHOLE | {"categories": some}).body["categories"] == some


@pytest.mark.parametrize("function", ["category_terms", "listed_categories"])
def test_every_kind_and_every_other_name_leads_into_the_list(creator: UUID, function: str) -> None:
    source = (database_directory() / "functions" / "matching" / f"{function}.sql").read_text(encoding="utf-8")
    (constant,) = re.findall(r"'(\{\s*\".*?\})'::jsonb", source, re.DOTALL)
    reached = {key for keys in json.loads(constant).values() for key in keys.split(",")}
    assert len(reached) > 10
    assert reached - set(listed(creator)) == set()


def test_who_has_no_account_does_not_see_the_list(owner: UUID) -> None:
    assert send("GET", LIST).status == 403
    assert send("GET", LIST, user=owner).status == 200
