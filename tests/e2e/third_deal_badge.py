"""The badge for a third deal, from the outside: published, seen, verified by others, and taken back."""

import base64
import json
from datetime import UTC, datetime
from time import sleep
from typing import Any
from urllib.parse import urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier

from tests.actors import Member, Person
from tests.e2e.system import RunningSystem
from tests.e2e.test_agents_story import run
from tools.browser import look

SECONDS_TO_WAIT = 30.0
NAME = "A third deal"
DESK = 1280


def eventually(look_for: Any) -> Any:
    """What is found, as soon as the worker, which the deed has woken, has done its part."""
    for _ in range(int(SECONDS_TO_WAIT * 10)):
        if found := look_for():
            return found
        sleep(0.1)
    raise AssertionError("nothing of it came")


def badge_of(found: list[Any]) -> Any:
    """The award of the badge for a third deal, among others."""
    [badge] = [one for one in found if one["kind"] == "badge" and one["name"] == NAME]
    return badge


def level_of(creator: Person, key: str) -> Any:
    """Where somebody is with an achievement of one level."""
    [found] = [one for one in creator.get("/achievements")["data"] if one["key"] == key]
    [level] = found["levels"]
    return level


def badge_is_shown_until_it_is_taken_back(
    system: RunningSystem, admin: Person, artist: Member, key: str
) -> None:
    """By its page and as a credential, which somebody else judges before and after."""
    page = published_page(system, artist, key)
    shown_in_a_browser(system, page)
    token = verified_by_others(system, page)
    revoked(system, admin, artist, page, token)


def published_page(system: RunningSystem, artist: Member, key: str) -> str:
    """The path of the badge's page: nobody's until its person publishes it, then everybody's."""
    creator = artist.person()
    page: str = urlsplit(eventually(lambda: level_of(creator, key)["badge_url"])).path
    for path in (page, f"{page}/credential.jwt", f"{page}/badge.png"):
        assert system.client.get(path).status_code == 404
    published = artist.send("PUT", f"/api/v1/achievements/{key}/publication", user=artist.id, body={})
    assert (published.status, published.body) == (200, {"published": 1})
    eventually(lambda: system.client.get(f"{page}/credential.jwt").status_code == 200)
    return page


def shown_in_a_browser(system: RunningSystem, page: str) -> None:
    """Whose it is, and for what."""
    [seen] = look({"url": f"{system.url}{page}", "width": DESK})
    assert seen["errors"] == []
    assert {answer["status"] for answer in seen["requests"]} == {200}
    for words in ("Three is a series", "Wanda Third", "Did three deals.", "Was paid for three deals."):
        assert words in seen["text"]


def verifier(system: RunningSystem) -> OB3Verifier:
    """Of somebody who knows the keys that the issuer publishes, and nothing else of us."""
    (key,) = system.client.get("/issuers/platform/jwks.json").json()["keys"]
    found = jwt.PyJWK.from_dict(key).key
    return OB3Verifier(
        found.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )


def verified_by_others(system: RunningSystem, page: str) -> str:
    """A library that is not ours accepts the credential, and refuses one that was changed; the credential."""
    token = system.client.get(f"{page}/credential.jwt").text
    judge = verifier(system)
    found = judge.verify(token, check_status=True, download=lambda url: system.client.get(url).content)
    assert found.issuer.id == f"{system.url}/issuers/platform"
    assert found.achievement.name == "Three is a series"
    header, payload, signature = token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    claims["credentialSubject"]["achievement"]["name"] = "Thirty is a series"
    changed = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    with pytest.raises(OB3VerificationError, match="signature"):
        judge.verify(f"{header}.{changed}.{signature}")
    return token


def revoked(system: RunningSystem, admin: Person, artist: Member, page: str, token: str) -> None:
    """An administrator takes the badge back: its page is gone, and a copy of it is no longer accepted."""
    award = badge_of(admin.get("/reward-awards", user_id=str(artist.id))["data"])
    assert (award["status"], award["level"]) == ("fulfilled", 3)
    taken = admin.post(f"/reward-awards/{award['id']}/revoke", reason="Two deals were one.")
    assert (taken["status"], taken["reason"]) == ("revoked", "Two deals were one.")
    assert system.client.get(page).status_code == 410
    run(system, "badges-sweep", datetime.now(UTC))
    judge = verifier(system)
    judge.verify(token)  # the signature is what it was
    with pytest.raises(OB3VerificationError, match="revocation"):
        judge.verify(token, check_status=True, download=lambda url: system.client.get(url).content)
