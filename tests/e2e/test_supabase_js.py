"""The existing front end signs in unchanged: its real client, @supabase/supabase-js, goes through `/auth/v1`."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from common.access_tokens import ACCESS_TOKEN_SECONDS
from local.welcome import DEMO_PASSWORD
from tests.e2e.system import RunningSystem, running
from tools.node import installed, run

HERE = Path(__file__).parent / "supabase_js"
PASSWORD, NEW_PASSWORD = "a-long-enough-secret", "another-long-secret"
Tell = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSystem]:
    """A system that asks newcomers for a code, as all do in AWS."""
    folder = tmp_path_factory.mktemp("asking") / "data"
    with running(folder, settings={"SIGN_UP_CONFIRMATION": "code"}) as started:
        yield started


@pytest.fixture(scope="module")
def tell(asking: RunningSystem) -> Tell:
    """A story, told by the client that its lock file pins."""
    folder = installed(HERE)
    for program in HERE.glob("*.mjs"):
        shutil.copy(program, folder)

    def told(story: str, **given: object) -> dict[str, Any]:
        said = run("stories.mjs", asking.url, story, json.dumps(given), cwd=folder)
        answer: dict[str, Any] = json.loads(said.splitlines()[-1])
        return answer

    return told


@pytest.fixture
def maria(asking: RunningSystem) -> str:
    """The address of somebody who has confirmed it."""
    email = f"maria-{uuid4().hex[:12]}@example.com"
    body = {"email": email, "password": PASSWORD, "role": "creator", "full_name": "Maria"}
    assert asking.client.post("/api/v1/auth/sign-up", json=body).status_code == 201
    with psycopg.connect(asking.database_url) as db:
        db.execute("update auth.users set confirmed_at = now() where email = %s", (email,))
    return email


def refused(said: dict[str, Any]) -> tuple[int, str]:
    return said["error"]["status"], said["error"]["code"]


def user_in(said: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = said["data"]["user"]
    return found


def test_somebody_signs_up_confirms_and_is_who_they_are(tell: Tell) -> None:
    email = f"{uuid4().hex[:12]}@example.com"
    told = tell(
        "signUp", email=email, password=PASSWORD,
        data={"role": "brand", "full_name": "Acme", "plan": "trial"},
    )  # fmt: skip
    assert (user_in(told["signUp"])["email"], told["signUp"]["data"]["session"]) == (email, None)
    assert user_in(told["signUp"])["identities"] != [], "an empty list would say that there is an account"
    assert refused(told["twice"]) == (422, "user_already_exists")
    assert (refused(told["weak"]), told["weak"]["error"]["name"]) == (
        (422, "weak_password"), "AuthWeakPasswordError",
    )  # fmt: skip
    assert refused(told["unconfirmed"]) == (400, "email_not_confirmed")
    assert refused(told["wrong"]) == refused(told["again"]) == (403, "otp_expired")
    user = user_in(told["confirmed"])
    assert (user["email"], user["user_metadata"]["plan"]) == (email, "trial")
    assert user_in(told["user"])["id"] == told["claims"]["data"]["claims"]["sub"] == user["id"]
    assert told["claims"]["data"]["header"]["alg"] == "RS256"
    assert told["forged"]["error"]["name"] == "AuthInvalidJwtError"


def test_a_session_outlives_the_page_and_ends_when_its_token_comes_twice(
    tell: Tell, maria: str, tmp_path: Path
) -> None:
    told = tell("sessions", email=maria, password=PASSWORD, file=str(tmp_path / "storage.json"))
    assert refused(told["wrong"]) == (400, "invalid_credentials")
    assert told["signedIn"]["data"]["session"]["expires_in"] == ACCESS_TOKEN_SECONDS
    for step in ("nextPage", "set", "refreshed"):
        assert user_in(told[step])["email"] == maria, step
    assert refused(told["spent"]) == refused(told["ended"]) == (400, "refresh_token_not_found")


def test_signing_out_here_elsewhere_and_everywhere(tell: Tell, maria: str) -> None:
    told = tell("signOut", email=maria, password=PASSWORD)
    assert [step for step in ("local", "others", "global") if "error" in told[step]] == []
    assert told["hereAfterwards"]["error"]["name"] == "AuthSessionMissingError"
    assert user_in(told["thereStill"])["email"] == maria
    assert told["othersGone"]["error"]["name"] == "AuthSessionMissingError"
    assert refused(told["everywhere"]) == (400, "refresh_token_not_found")


def test_the_clients_own_timer_refreshes_the_session(tell: Tell, maria: str, tmp_path: Path) -> None:
    told = tell("timer", email=maria, password=PASSWORD, file=str(tmp_path / "storage.json"))
    assert told["changed"] is True
    assert told["milliseconds"] > 5_000, "by its timer, not when it was made"
    assert user_in(told["user"])["email"] == maria


def test_somebody_changes_data_password_and_address(
    tell: Tell, maria: str, tmp_path: Path, asking: RunningSystem
) -> None:
    new, file = f"new-{maria}", str(tmp_path / "storage.json")
    told = tell("update", email=maria, newEmail=new, password=PASSWORD, newPassword=NEW_PASSWORD, file=file)
    assert user_in(told["data"])["user_metadata"]["full_name"] == "Maria M."
    assert user_in(told["data"])["user_metadata"]["theme"] == "dark"
    assert refused(told["bad"]) == (400, "validation_failed")
    assert refused(told["weak"]) == (422, "weak_password")
    assert user_in(told["password"])["email"] == maria
    assert refused(told["oldPassword"]) == (400, "invalid_credentials")
    assert user_in(told["email"])["new_email"] == new
    assert refused(told["taken"]) == (403, "otp_expired")
    assert user_in(told["confirmed"])["email"] == user_in(told["signedIn"])["email"] == new
    with psycopg.connect(asking.database_url) as db:
        db.execute("update local_identity.refresh_token_families set created_at = now() - interval '2 hours'")
    later = tell("updateLater", email=new, password=NEW_PASSWORD, newPassword=f"{PASSWORD}-3", file=file)
    assert refused(later["needed"]) == (400, "reauthentication_needed")
    assert refused(later["wrong"]) == (422, "reauthentication_not_valid")
    assert user_in(later["current"])["email"] == user_in(later["nonce"])["email"] == new
    assert "error" not in later["reauthenticated"]


def test_a_forgotten_password_is_replaced_by_the_link_of_a_mail(
    tell: Tell, maria: str, asking: RunningSystem
) -> None:
    place = f"{asking.url}/new-password"
    told = tell("recover", email=maria, newPassword=NEW_PASSWORD, redirectTo=place)
    assert "error" not in told["asked"]
    assert told["unknown"] == told["asked"]
    assert (told["status"], told["place"], told["type"]) == (303, place, "recovery")
    for step in ("session", "password", "signedIn"):
        assert user_in(told[step])["email"] == maria, step
    assert told["again"]["error_code"] == "otp_expired"


def test_a_magic_link_signs_in_once(tell: Tell, maria: str) -> None:
    told = tell("otp", email=maria)
    assert told["unknown"] == told["asked"]
    assert "error" not in told["asked"]
    assert refused(told["wrongKind"]) == refused(told["again"]) == (403, "otp_expired")
    assert user_in(told["signedIn"])["email"] == maria
    assert "error" not in told["resend"]


def test_all_seven_functions_are_called_with_the_session(tell: Tell, asking: RunningSystem) -> None:
    owner = asking.signed_in("brand@example.com")
    campaign = asking.client.get("/api/v1/campaigns?status=active", headers=owner).json()["data"][0]["id"]
    people = {
        name: {"email": f"{name}@example.com", "password": DEMO_PASSWORD}
        for name in ("admin", "brand", "creator")
    }
    shop = "https://shop.example.com/"
    calls = [
        ("admin", "campaign-lifecycle", {"body": {"action": "process-transitions"}}),
        ("brand", "matching-intelligence", {"body": {"campaign_id": campaign}}),
        ("creator", "notifications", {"body": {"action": "mark-all-read"}}),
        ("brand", "payments?action=get-wallet-balance", {"method": "GET"}),
        ("admin", "social-connect", {"body": {"action": "sync-all-platforms"}}),
        ("brand", "tracking-links",
         {"body": {"action": "generate", "campaign_id": campaign, "destination_url": shop}}),
        ("admin", "user-management?action=list-users", {"method": "GET"}),
    ]  # fmt: skip
    told = tell(
        "functions", people=people,
        calls=[{"as": who, "name": name, "options": options} for who, name, options in calls],
    )  # fmt: skip
    answers = {name: (told[name]["status"], told[name]["refusal"]) for _, name, _ in calls}
    assert answers == {name: (200, None) for _, name, _ in calls}
    assert (told["signedOut"], told["tables"]) == (401, 404), "tables are routes of ours"
