"""Whom the campaign engine's operations are for, as they say, is who is let in, as `route_table` holds them to."""

import json
import re
from typing import Any

import pytest

from tests.audiences import faults_of
from tests.integration.campaign_lifecycle.route_table import ROUTES, Route
from tools.openapi import DOCUMENT

LET_IN = frozenset("oc")
NOBODYS = "FFFFFF"
ANYBODYS = "oooooo"
"""Lists of one's own: nobody is refused, and who has nothing finds nothing."""

ELSEWHERE = {
    "POST /api/v1/campaigns/{campaign}/assets": "the table announces a brand's file; creators announce theirs",
    "POST /api/v1/campaigns/{campaign}/assets/{asset}/complete": "whoever announced the file",
    "DELETE /api/v1/campaigns/{campaign}/assets/{asset}": "the table deletes a brand's file",
    "GET /api/v1/campaigns/{campaign}/assets/{asset}": "whoever may see it: listAssets says who",
}
PUBLISHED: dict[str, Any] = json.loads(DOCUMENT.read_text(encoding="utf-8"))["paths"]


def description_of(route: Route) -> str:
    """What is published of it, however its places are called."""
    shape = re.sub(r"\{[^}]+\}", "{}", route.path)
    (path,) = (path for path in PUBLISHED if re.sub(r"\{[^}]+\}", "{}", path) == shape)
    description: str = PUBLISHED[path][route.method.lower()]["description"]
    return description


def faults(access: str, description: str) -> list[str]:
    brand, analyst, creator, invited, _, _ = (letter in LET_IN for letter in access)
    return faults_of(description, admin=brand, manager=brand, analyst=analyst, creator=creator or invited)


@pytest.mark.parametrize(
    "route",
    [one for one in ROUTES if one.access != ANYBODYS and one.name not in ELSEWHERE],
    ids=lambda one: one.name,
)
def test_it_says_who_is_let_in(route: Route) -> None:
    if route.access == NOBODYS:
        assert description_of(route).startswith("For administrators and the machine client.")
    else:
        assert faults(route.access, description_of(route)) == []


@pytest.mark.parametrize(
    ("access", "description"),
    [
        ("oF----", "For members of the brand. It is there."),
        ("oo----", "For brand admins and campaign managers. It is there."),
        ("oo----", "For members of the brand; a creator sees their own."),
        ("oooo--", "For members of the brand. Creators read something else."),
        ("oF----", "For brand admins."),
    ],
)
def test_what_is_said_wrongly_is_found(access: str, description: str) -> None:
    assert faults(access, description)
