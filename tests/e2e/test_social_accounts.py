"""A creator connects an account on the running system: away, a yes on the pretended platform's page, and back."""

import re
from urllib.parse import urlsplit

from tests.actors import newcomer
from tests.e2e.conftest import RunningSystem

ACCOUNT = "/api/v1/social/accounts/tiktok"


def test_a_creator_connects_an_account_and_disconnects_it(system: RunningSystem) -> None:
    creator = newcomer(system, "creator")
    begun = creator.send("GET", "/api/v1/social/tiktok/authorize", user=creator.id)
    assert begun.status == 200, begun.body
    page = system.client.get(begun.body["url"])
    assert "tiktok, pretended" in page.text
    state = re.search(r'name="state" value="([^"]+)"', page.text)
    code = re.search(r'name="code" value="([^"]+)"', page.text)
    assert state is not None
    assert code is not None

    query = {"code": code[1], "state": state[1]}
    back = system.client.get("/oauth/tiktok/callback", params=query, follow_redirects=False)
    assert back.status_code == 303, back.text
    assert urlsplit(back.headers["location"]).query == "platform=tiktok&result=ok"
    assert "result: ok" in system.client.get(back.headers["location"]).text
    again = system.client.get("/oauth/tiktok/callback", params=query, follow_redirects=False)
    assert urlsplit(again.headers["location"]).query == "platform=tiktok&error=OAUTH_STATE_INVALID"

    account = creator.send("GET", ACCOUNT, user=creator.id).body
    assert (account["username"], account["status"]) == ("creator", "connected")
    gone = creator.send("DELETE", ACCOUNT, user=creator.id)
    assert (gone.status, gone.body["status"]) == (200, "revoked")
