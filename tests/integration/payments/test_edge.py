"""The edge function: what is no action of it."""

from typing import Any
from uuid import UUID

import pytest

from tests.factories.events import call, http_event
from tests.factories.payments import (
    edge,
)


def test_an_unknown_wallet_action_by_get_is_malformed(creator: UUID) -> None:
    from payments import api

    event = http_event("GET", "/functions/v1/payments", user=creator, query={"action": "steal"})
    assert call(api.lambda_handler, event).status == 422


@pytest.mark.parametrize("action", ["steal", "", None])
def test_an_unknown_action_is_malformed(owner: UUID, action: Any) -> None:
    assert edge(action, user=owner).status == 422
