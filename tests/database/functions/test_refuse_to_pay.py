"""app.refuse_to_pay: why a creator who asks is not paid."""

import json

import pytest

from tests.database.sql_functions import Refusal, call, refusal
from tests.factories.people import make_user
from tests.typing import Connection


@pytest.mark.parametrize(
    ("passed_over", "refused"),
    [
        (None, Refusal("IM033", None, {"available": 0, "minimum": 4_000, "currency": "pln"})),
        ({"reason": "BELOW_MINIMUM", "amount": 3_999},
         Refusal("IM033", None, {"available": 3_999, "minimum": 4_000, "currency": "pln"})),
        *(({"reason": reason, "amount": 5_000}, Refusal("IM034", None, {"reason": reason}))
          for reason in ("NO_CONNECTED_ACCOUNT", "ACCOUNT_NOT_READY", "EARLIER_PAYOUT_UNCLEAR", "USER_BLOCKED")),
    ],
)  # fmt: skip
def test_it_says_what_a_run_would_have_noted(
    db: Connection, passed_over: dict[str, object] | None, refused: Refusal
) -> None:
    wallet = call(db, "app.wallet_of", None, make_user(db), "pln")
    text = db.execute("select w::text from wallets as w where w.id = %s", (wallet,)).fetchone()
    assert text is not None
    assert refusal(db, "app.refuse_to_pay", text[0], passed_over and json.dumps(passed_over)) == refused
