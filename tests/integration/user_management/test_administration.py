"""Everything that is for administrators lets nobody else in."""

from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.accounts import send
from tests.factories.people import make_user

SETTING = "/api/v1/settings/payout_hold_days"


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/api/v1/audit-logs"), ("GET", "/api/v1/system/job-runs"), ("GET", "/api/v1/system/health"),
     ("GET", "/api/v1/system/capabilities"), ("GET", "/api/v1/settings"), ("PUT", SETTING), ("DELETE", SETTING)],
)  # fmt: skip
def test_only_administrators_come_in(database: Database, admin: UUID, method: str, path: str) -> None:
    body = {"value": 3} if method == "PUT" else None
    assert send(method, path, user=admin, body=body).status in (200, 204)
    with database.connect() as db:
        for role in ("brand", "creator"):
            answer = send(method, path, user=make_user(db, role), body=body)
            assert (answer.status, answer.body["code"]) == (403, "FORBIDDEN")
