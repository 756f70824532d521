"""Cognito's trigger before it mails a code: our words, and a button that leads where ours do."""

from typing import Any

import pytest

from common.adapters.identity import cognito_rows
from common.database import transaction
from common.identity import SERVICE
from notifications import custom_message
from notifications.codes import service
from tests.conftest import Database
from tests.logins import own_login

EMAIL, CODE = "reader@example.com", "{####}"


def ask(source: str, email: str | None = EMAIL, code: str | None = CODE) -> dict[str, Any]:
    """Cognito's event of a mail, answered; what the handler says."""
    attributes = {"sub": "x"} | ({} if email is None else {"email": email})
    event: dict[str, Any] = {
        "version": "1", "triggerSource": f"CustomMessage_{source}", "region": "us-east-1", "userPoolId": "pool",
        "userName": "user", "request": {"userAttributes": attributes, "codeParameter": code},
        "response": {"emailSubject": None, "emailMessage": None, "smsMessage": None},
    }  # fmt: skip
    with own_login(custom_message.lambda_handler):
        assert custom_message.lambda_handler(event, None) is event
    told: dict[str, Any] = event["response"]
    return told


@pytest.mark.parametrize(
    ("source", "page"),
    [("SignUp", "confirm"), ("ResendCode", "confirm"), ("ForgotPassword", "reset-password"),
     ("Authentication", "magic-link")],
)  # fmt: skip
def test_a_mail_says_our_words_and_leads_to_the_front_end(database: Database, source: str, page: str) -> None:
    told = ask(source, EMAIL.upper())
    address = f"http://127.0.0.1:3000/{page}?email=reader%40example.com&amp;code={CODE}"
    assert f'href="{address}"' in told["emailMessage"]
    assert told["emailMessage"].count(CODE) >= 2, "the code itself, and the one in the link"
    assert "Atomic Influence" in told["emailMessage"]
    assert 0 < len(told["emailSubject"]) <= 140
    assert len(told["emailMessage"]) <= 20_000, "Cognito takes no more"


def test_a_fault_of_ours_keeps_nobody_from_their_code(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction(SERVICE) as tx:
        cognito_rows.note_link(tx, EMAIL, "confirm", "https://elsewhere.example/{####}")
    assert ask("SignUp")["emailMessage"] is None, "our mails lead nowhere else"
    monkeypatch.setattr(service, "LONGEST_MESSAGE", 100)
    assert ask("ResendCode", "other@example.com")["emailMessage"] is None
