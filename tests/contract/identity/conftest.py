"""The two houses: a laptop, and a stage in AWS whose user pool is played behind boto3's own client."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from common.adapters.identity import cognito_pool
from common.settings import settings
from infra.topology import TOPOLOGY
from local.identity import ISSUER as LOCAL_ISSUER
from local.identity import WEB_CLIENT_ID, IdentityKey, load_or_create
from notifications import custom_message
from tests.conftest import Database
from tests.factories.accounts import mails
from tests.factories.user_pool import CLIENT_ID, ISSUER, POOL_ID
from tests.factories.user_pool_client import Calls
from tests.factories.user_pool_sign_in import UserPool
from tests.logins import own_login
from user_management import challenges, post_confirmation

OURS = frozenset({"reauthenticate", "change_email", "email_changed"})
"""Mails that we send ourselves with either provider."""
API_BASE_URL = "https://api.example.org"


@dataclass(frozen=True)
class House:
    """Where somebody signs in. `pool` and `calls` are None on a laptop."""

    name: str
    database: Database
    key: IdentityKey
    pool: UserPool | None = None
    calls: Calls | None = None

    def codes(self, template: str) -> list[dict[str, Any]]:
        """The mails of a kind, oldest first; each has `to` and `code`."""
        if self.pool is None or template in OURS:
            return mails(self.database, template)
        return [mail for mail in self.pool.mails if mail["kind"] == template]

    def code(self, template: str) -> str:
        """The newest code of a kind."""
        code: str = self.codes(template)[-1]["code"]
        return code

    def let_a_minute_pass(self) -> None:
        """Codes go out once a minute."""
        with self.database.connect() as db:
            db.execute(
                "update local_identity.one_time_codes set created_at = created_at - interval '2 minutes'"
            )
            db.execute("update local_identity.sent_codes set sent_at = sent_at - interval '2 minutes'")


def with_login(handler: Callable[[dict[str, Any], Any], dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """A trigger with the database login that the map gives it."""

    def run(event: dict[str, Any], context: object) -> dict[str, Any]:
        with own_login(handler):
            return handler(event, context)

    return run


TRIGGERS = {
    "postConfirmation": with_login(post_confirmation.lambda_handler),
    "customMessage": with_login(custom_message.lambda_handler),
    "defineAuthChallenge": with_login(challenges.lambda_handler),
    "createAuthChallenge": with_login(challenges.lambda_handler),
    "verifyAuthChallengeResponse": with_login(challenges.lambda_handler),
}


@pytest.fixture(scope="session")
def key(tmp_path_factory: pytest.TempPathFactory) -> IdentityKey:
    return load_or_create(tmp_path_factory.mktemp("identity") / "key.pem")


def in_aws(monkeypatch: pytest.MonkeyPatch, key: IdentityKey, database: Database) -> House:
    """A stage of AWS, with a pool of its own."""
    pool = UserPool(key, dict(TRIGGERS))
    calls = Calls(pool.answer)
    monkeypatch.setenv("STAGE", "dev")
    monkeypatch.setenv("IDENTITY_POOL_ID", POOL_ID)
    monkeypatch.setenv("IDENTITY_CLIENT_ID", CLIENT_ID)
    monkeypatch.setenv("IDENTITY_ISSUER", ISSUER)
    cognito_pool.forget()
    monkeypatch.setattr(cognito_pool, "pool_client", lambda: calls.client)
    return House("cognito", database, key, pool, calls)


def on_a_laptop(monkeypatch: pytest.MonkeyPatch, key: IdentityKey, database: Database) -> House:
    """The stage `local`, which asks for a code, too."""
    monkeypatch.setenv("IDENTITY_ISSUER", LOCAL_ISSUER)
    monkeypatch.setenv("IDENTITY_CLIENT_ID", WEB_CLIENT_ID)
    monkeypatch.setenv("LOCAL_IDENTITY_PRIVATE_KEY", key.pem)
    monkeypatch.setenv("SIGN_UP_CONFIRMATION", "code")
    return House("laptop", database, key)


HOUSES = {"laptop": on_a_laptop, "cognito": in_aws}


@pytest.fixture(params=sorted(HOUSES))
def house(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, key: IdentityKey, database: Database
) -> Iterator[House]:
    """Each of the two."""
    yield from _stage(monkeypatch, HOUSES[request.param], key, database)


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch, key: IdentityKey, database: Database) -> Iterator[House]:
    """The one with a user pool."""
    yield from _stage(monkeypatch, in_aws, key, database)


def _stage(
    monkeypatch: pytest.MonkeyPatch, build: Callable[..., House], key: IdentityKey, database: Database
) -> Iterator[House]:
    monkeypatch.setenv("SHORTEST_PASSWORD", str(TOPOLOGY.sign_in.shortest_password))
    monkeypatch.setenv("REFRESH_TOKEN_DAYS", str(TOPOLOGY.sign_in.refresh_token_days))
    monkeypatch.setenv("API_BASE_URL", API_BASE_URL)
    monkeypatch.setenv("RESEND_REQUESTS_PER_SECOND", os.environ.get("RESEND_REQUESTS_PER_SECOND", "2"))
    settings.cache_clear()
    made = build(monkeypatch, key, database)
    settings.cache_clear()
    yield made
    monkeypatch.undo()
    settings.cache_clear()
    cognito_pool._client_secret.cache_clear()
