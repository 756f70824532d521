"""What the real client of AppSync Events may not do, and what an open line no longer hears."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import jwt
import psycopg
import pytest

from common import access_tokens
from local.identity import ISSUER, WEB_CLIENT_ID
from tests.e2e.amplify.people import attempt, workshop
from tests.e2e.system import RunningSystem, running
from tests.e2e.test_messages import Talk, conversation_of_demo_accounts
from tests.realtime import RealtimeClient, connected, listening

PASSWORD = "a-long-enough-secret"


@dataclass(frozen=True)
class Person:
    """Somebody who is signed in, and where they may listen."""

    id: str
    token: str
    refresh_token: str
    channel: str
    domain: str

    @property
    def headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"}


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    """Brand and creator of a deal."""
    scratch = tmp_path_factory.mktemp("refused")
    with running(scratch / "data") as system:
        yield Talk(system, workshop(), scratch, conversation_of_demo_accounts(system))


def signed_in(system: RunningSystem, email: str, password: str) -> Person:
    answer = system.client.post("/api/v1/auth/sign-in", json={"email": email, "password": password}).json()
    headers = {"authorization": f"Bearer {answer['access_token']}"}
    found = system.client.get("/api/v1/realtime/connection", headers=headers).json()
    user = found["channel"].split("/")[2]
    return Person(
        user, answer["access_token"], answer["refresh_token"], found["channel"], found["http_domain"]
    )


@pytest.fixture
def maria(talk: Talk) -> Person:
    """A newcomer."""
    email = f"maria-{uuid4().hex[:12]}@example.com"
    body = {"email": email, "password": PASSWORD, "role": "creator", "full_name": "Maria"}
    talk.system.client.post("/api/v1/auth/sign-up", json=body).raise_for_status()
    return signed_in(talk.system, email, PASSWORD)


@pytest.fixture
def carla(talk: Talk) -> Person:
    """The demo creator."""
    return signed_in(talk.system, "creator@example.com", "correct-horse-battery")


def tried(talk: Talk, person: Person, action: str = "subscribe", **changes: str) -> dict[str, Any]:
    given = {"domain": person.domain, "token": person.token, "channel": person.channel, "action": action}
    return attempt(talk.folder, talk.system.data_dir.realtime_roots, **(given | changes))


def token_of(talk: Talk, person: Person, **changes: Any) -> str:
    """A token of the person with other claims, by the key of the system."""
    key = access_tokens.private_key(talk.system.data_dir.identity_key.read_text())
    claims = jwt.decode(person.token, options={"verify_signature": False}) | changes
    return jwt.encode(claims, key, algorithm="RS256", headers={"kid": access_tokens.key_id(key.public_key())})


def heard(line: RealtimeClient, body: str) -> None:
    """Wait for a message; what was told before of the demo story may still come."""
    while line.event().get("body") != body:
        pass


def test_a_person_listens_to_their_own_channel(talk: Talk, maria: Person) -> None:
    assert tried(talk, maria) == {"done": True}


def test_other_channels_are_refused(talk: Talk, maria: Person, carla: Person) -> None:
    key = maria.channel.rpartition("/")[2]
    for channel in (
        carla.channel,  # somebody else's, by its right name
        f"/users/{carla.id}/{key}",
        f"/users/{maria.id}/{'k' * 22}",  # a key that was never drawn
        f"/users/{maria.id}/*",
        "/users/*",
        f"/users/{maria.id}",
        f"{maria.channel}/more",
        f"/people/{maria.id}/{key}",
        f"/default/{key}",
    ):
        said = tried(talk, maria, channel=channel)
        assert said["done"] is False, channel
        assert "SubscriptionRefused" in said["why"] or "BadRequestException" in said["why"], said


def test_tokens_that_are_no_access_tokens_of_today_are_refused(talk: Talk, maria: Person) -> None:
    identity = token_of(talk, maria, token_use="id", aud=WEB_CLIENT_ID)
    expired = token_of(talk, maria, exp=int(time.time()) - 1)
    for token, why in ((identity, "SubscriptionRefused"), (expired, "expired")):
        on_an_open_line = tried(talk, maria, connect_token=maria.token, token=token)
        assert (on_an_open_line["done"], why in on_an_open_line["why"]) == (False, True), on_an_open_line
    assert tried(talk, maria, token=identity)["done"] is False
    assert tried(talk, maria, token=expired)["done"] is False
    assert tried(talk, maria, token=token_of(talk, maria, iss=f"{ISSUER}.example.com"))["done"] is False


def test_an_old_key_is_refused_and_the_new_one_is_not(talk: Talk, maria: Person) -> None:
    with psycopg.connect(talk.system.database_url) as db:
        db.execute("select app.new_channel_key(%s)", (maria.id,))
    assert "SubscriptionRefused" in tried(talk, maria)["why"]
    found = talk.system.client.get("/api/v1/realtime/connection", headers=maria.headers).json()
    assert tried(talk, maria, channel=found["channel"]) == {"done": True}


def test_whoever_was_banned_listens_no_more(talk: Talk, maria: Person) -> None:
    with listening(maria.domain, maria.token, maria.channel) as line:
        with psycopg.connect(talk.system.database_url) as db:
            db.execute("update auth.users set status = 'banned' where id = %s", (maria.id,))
            name = db.execute("select key from realtime_channels where user_id = %s", (maria.id,)).fetchone()
        assert name is not None
        for channel in (maria.channel, f"/users/{maria.id}/{name[0]}"):
            assert "SubscriptionRefused" in tried(talk, maria, channel=channel)["why"]
        assert line.hears_nothing()


def test_nobody_publishes_with_a_persons_token(talk: Talk, maria: Person) -> None:
    with listening(maria.domain, maria.token, maria.channel) as line:
        for action in ("publish", "post"):
            said = tried(talk, maria, action=action)
            assert (said["done"], "Unauthorized" in said["why"] or "401" in said["why"]) == (False, True), (
                said
            )
        assert line.hears_nothing()


def test_after_signing_out_everywhere_an_open_line_hears_nothing_more(talk: Talk, carla: Person) -> None:
    client_ids = [str(uuid4()) for _ in range(2)]
    with listening(carla.domain, carla.token, carla.channel) as line:
        talk.send("brand", client_ids[0], "Can you hear me?")
        heard(line, "Can you hear me?")
        line.hear_out()
        talk.system.client.post(
            "/api/v1/auth/sign-out", json={"refresh_token": carla.refresh_token, "everywhere": True}
        ).raise_for_status()
        again = signed_in(talk.system, "creator@example.com", "correct-horse-battery")
        assert again.channel != carla.channel
        with connected(again.domain, again.token) as next_line:
            next_line.subscribe(again.channel)
            talk.send("brand", client_ids[1], "And now?")
            heard(next_line, "And now?")
        assert line.hears_nothing(1.0)
        assert "SubscriptionRefused" in tried(talk, carla)["why"]
