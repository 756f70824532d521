"""What two copies of one imported process share, as two Lambdas restored from one snapshot (SnapStart) would: nothing.

Emulated by a fork: import, become two, both answer (`snapshot_program.py`).
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

import jwt
import pytest

from infra.topology import TOPOLOGY
from local.identity import ISSUER, WEB_CLIENT_ID, load_or_create
from tests.conftest import Database
from tests.factories.accounts import EMAIL, PASSWORD, sign_up
from tests.factories.campaigns import make_campaign
from tests.factories.events import http_event
from tests.factories.links import PHONE, make_link

PROGRAM = Path(__file__).with_name("snapshot_program.py")
SECRETS = {"access_token", "refresh_token", "id", "url", "location", "jti", "session_id"}
"""What answers hold that no two copies may say alike."""
Call = tuple[str, str, dict[str, Any]]


def copies(doors: list[str], calls: list[Call], path: list[str] | None = None) -> dict[str, Any]:
    """What the program says."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([*(path or []), *sys.path])}
    finished = subprocess.run(
        [sys.executable, "-P", str(PROGRAM)], input=json.dumps({"doors": doors, "calls": calls}),
        env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert finished.returncode == 0, finished.stderr
    *_, told = finished.stdout.splitlines()  # what is logged and counted stands before it
    said: dict[str, Any] = json.loads(told)
    return said


def secrets_of(child: dict[str, Any]) -> set[str]:
    """Every value that must be this copy's own: sockets, numbers by chance, ids and tokens."""
    own = {*child["sockets"], *map(repr, child["chance"])}
    for answer in child["answers"]:
        body = json.loads(answer["body"] or "{}")
        told = {**body, **answer["headers"]}
        if "access_token" in body:
            told |= jwt.decode(body["access_token"], options={"verify_signature": False})
        own |= {str(value) for name, value in told.items() if name in SECRETS}
    return own


def shared(said: dict[str, Any]) -> set[str]:
    """What both copies have, or the process had before it became two."""
    one, other = (secrets_of(child) for child in said["children"])
    return (one & other) | set(said["before"])


@pytest.fixture
def provider(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The identity provider of a laptop."""
    monkeypatch.setenv("IDENTITY_ISSUER", ISSUER)
    monkeypatch.setenv("IDENTITY_CLIENT_ID", WEB_CLIENT_ID)
    monkeypatch.setenv("LOCAL_IDENTITY_PRIVATE_KEY", load_or_create(tmp_path / "key.pem").pem)
    monkeypatch.setenv("SHORTEST_PASSWORD", str(TOPOLOGY.sign_in.shortest_password))
    monkeypatch.setenv("REFRESH_TOKEN_DAYS", str(TOPOLOGY.sign_in.refresh_token_days))


@pytest.fixture
def calls(provider: None, database: Database, owner: UUID) -> list[Call]:
    """A sign-in, a campaign, a link and a click."""
    sign_up()
    with database.connect() as db:
        campaign = make_campaign(db, owner)
        code = make_link(db, campaign)
    api, visitors = database.url("api_login"), database.url("redirect_login")
    link = {
        "action": "generate",
        "campaign_id": str(campaign),
        "destination_url": "https://shop.example.com/",
    }
    plan = {"name": "Summer", "currency": "usd", "budget_total": 1_000, "timeline_start": "2026-06-01"}
    key = {"email": EMAIL, "password": PASSWORD}
    click = http_event("GET", f"/t/{code}", user_agent=PHONE) | {"pathParameters": {"short_code": code}}
    return [
        ("user_management.api", api, http_event("POST", "/api/v1/auth/sign-in", body=key)),
        ("campaign_lifecycle.api", api, http_event("POST", "/api/v1/campaigns", user=owner, body=plan)),
        (
            "tracking_redirect.api",
            api,
            http_event("POST", "/functions/v1/tracking-links", user=owner, body=link),
        ),
        ("tracking_redirect.redirect", visitors, click),
    ]


def test_two_copies_of_every_door_answer_and_share_nothing(calls: list[Call]) -> None:
    said = copies([function.handler.rpartition(".")[0] for function in TOPOLOGY.functions], calls)
    for child in said["children"]:
        assert [answer["statusCode"] for answer in child["answers"]] == [200, 201, 200, 302]
        assert len(secrets_of(child)) >= 11
    assert said["before"] == []
    assert shared(said) == set()


@pytest.mark.parametrize(
    ("door", "what"),
    [
        ("import random\ndef answer():\n    return {'id': random.getrandbits(64)}", 1),
        (
            "import uuid\nMINE = uuid.uuid4().hex\ndef answer():\n    return {'access': 1, 'refresh_token': MINE}",
            1,
        ),
        ("import socket\nPAIR = socket.socketpair()\ndef answer():\n    return {}", 2),
    ],
    ids=["a number of random", "a token made at import", "a socket opened at import"],
)
def test_what_copies_share_is_found(tmp_path: Path, door: str, what: int) -> None:
    answer = "{'statusCode': 200, 'headers': {}, 'body': json.dumps(answer())}"
    handler = f"def lambda_handler(event, context):\n    return {answer}"
    (tmp_path / "planted.py").write_text(f"import json\n{door}\n{handler}\n")
    assert len(shared(copies(["planted"], [("planted", "", {})], [str(tmp_path)]))) == what
