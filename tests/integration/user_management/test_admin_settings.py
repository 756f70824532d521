"""Settings: changed within their range by administrators, and reset."""

from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.accounts import send

SETTING = "/api/v1/settings/payout_hold_days"


def test_a_setting_is_changed_within_its_range_and_reset(database: Database, admin: UUID) -> None:
    listed = {s["key"]: s for s in send("GET", "/api/v1/settings", user=admin).body["data"]}
    assert (listed["payout_hold_days"]["value"], listed["payout_hold_days"]["updated_at"]) == (7, None)
    changed = send("PUT", SETTING, user=admin, body={"value": 30}).body
    assert (changed["value"], changed["updated_by"]) == (30, str(admin))
    with database.connect() as db:
        assert db.execute("select app.setting('payout_hold_days')").fetchone() == (30,)
    assert send("DELETE", SETTING, user=admin).status == 204
    listed = {s["key"]: s for s in send("GET", "/api/v1/settings", user=admin).body["data"]}
    assert listed["payout_hold_days"]["value"] == 7


@pytest.mark.parametrize("value", [-1, 366, 10**30, 1.5, "7", True, None, [7]])
def test_a_value_out_of_range_or_of_another_type_is_422(admin: UUID, value: object) -> None:
    send("PUT", SETTING, user=admin, body={"value": 8})
    assert send("PUT", SETTING, user=admin, body={"value": value}).status == 422
    (setting,) = [s for s in send("GET", "/api/v1/settings", user=admin).body["data"] if s["key"] in SETTING]
    assert setting["value"] == 8


def test_an_unknown_setting_is_404(admin: UUID) -> None:
    assert send("PUT", "/api/v1/settings/unknown", user=admin, body={"value": 1}).status == 404
    assert send("DELETE", "/api/v1/settings/unknown", user=admin).status == 404
