"""The edge function: what is no action of it."""

from uuid import UUID

import pytest

from tests.factories.accounts import send

EDGE = "/functions/v1/user-management"


@pytest.mark.parametrize(
    "body",
    [{"action": "delete-user"}, {}, {"action": "ban-user"}, {"action": "ban-user", "user_id": "me", "reason": "x"},
     {"action": "update-role", "user_id": str(UUID(int=1)), "role": "owner"}],
)  # fmt: skip
def test_an_unknown_action_or_field_is_422(admin: UUID, body: dict[str, str]) -> None:
    assert send("POST", EDGE, user=admin, body=body).status == 422
