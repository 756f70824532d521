"""A creator connects an account on the running system: away, a yes on the pretended platform's page, back, and in."""

import re
from urllib.parse import parse_qs, urlsplit

from tests.actors import newcomer
from tests.e2e.conftest import RunningSystem

ACCOUNT = "/api/v1/social/accounts/tiktok"
EDGE = "/functions/v1/social-connect"


def test_a_creator_connects_an_account_and_disconnects_it(system: RunningSystem) -> None:
    creator = newcomer(system, "creator")
    begun = creator.send("GET", "/api/v1/social/tiktok/authorize", user=creator.id)
    assert begun.status == 200, begun.body
    page = system.client.get(begun.body["url"])
    assert "TikTok, pretended" in page.text
    state = re.search(r'name="state" value="([^"]+)"', page.text)
    code = re.search(r'name="code" value="([^"]+)"', page.text)
    assert state is not None
    assert code is not None

    query = {"code": code[1], "state": state[1]}
    back = system.client.get("/oauth/tiktok/callback", params=query, follow_redirects=False)
    assert back.status_code == 303, back.text
    assert creator.send("GET", ACCOUNT, user=creator.id).status == 404, "the callback connects nothing"
    found = parse_qs(urlsplit(back.headers["location"]).query)
    assert (set(found), found["platform"]) == ({"platform", "ticket"}, ["tiktok"])
    assert found["ticket"][0] in system.client.get(back.headers["location"]).text
    again = system.client.get("/oauth/tiktok/callback", params=query, follow_redirects=False)
    assert urlsplit(again.headers["location"]).query == "platform=tiktok&error=OAUTH_STATE_INVALID"

    asked = {"action": "connect-platform", "ticket": found["ticket"][0]}
    assert system.client.post(EDGE, json=asked).status_code == 401
    stranger = newcomer(system, "creator")
    refused = stranger.send("POST", EDGE, user=stranger.id, body=asked)
    assert (refused.status, refused.body["code"]) == (400, "OAUTH_TICKET_INVALID")
    assert creator.send("POST", EDGE, user=creator.id, body=asked).body["status"] == "connected"
    spent = creator.send("POST", EDGE, user=creator.id, body=asked)
    assert (spent.status, spent.body["code"]) == (400, "OAUTH_TICKET_INVALID")

    account = creator.send("GET", ACCOUNT, user=creator.id).body
    assert (account["username"], account["status"]) == ("creator", "connected")
    gone = creator.send("DELETE", ACCOUNT, user=creator.id)
    assert (gone.status, gone.body["status"]) == (200, "revoked")
