"""The words of Cognito's mails: ours, where we have some, and a button to where the code is asked to come back."""

from typing import Any

import pytest

from common.adapters.identity import cognito_rows
from common.database import transaction
from common.identity import SERVICE
from notifications.codes import service
from tests.conftest import Database

EMAIL, CODE = "reader@example.com", "{####}"
LINK = "https://api.example.org/auth/v1/verify?token={####}.cmVhZGVy&type=magiclink"


def message(source: str, email: str | None = EMAIL, code: str | None = CODE) -> dict[str, str]:
    request: dict[str, Any] = {
        "userAttributes": {} if email is None else {"email": email},
        "codeParameter": code,
    }
    return service.message_for(f"CustomMessage_{source}", request)


def test_the_button_leads_where_the_code_was_asked_to_come_back(database: Database) -> None:
    with transaction(SERVICE) as tx:
        cognito_rows.note_link(tx, EMAIL, "magic_link", LINK)
    assert LINK.replace("&", "&amp;") in message("Authentication")["emailMessage"]
    assert LINK.replace("&", "&amp;") not in message("Authentication", "other@example.com")["emailMessage"]
    assert LINK.replace("&", "&amp;") not in message("ForgotPassword")["emailMessage"], (
        "nor of another purpose"
    )


@pytest.mark.parametrize(
    ("source", "email", "code"),
    [("UpdateUserAttribute", EMAIL, CODE), ("AdminCreateUser", EMAIL, CODE), ("SignUp", None, CODE),
     ("SignUp", EMAIL, None)],
)  # fmt: skip
def test_where_there_are_no_words_of_ours_cognito_has_its_own(
    database: Database, source: str, email: str | None, code: str | None
) -> None:
    assert message(source, email, code) == {}


def test_a_mail_that_cognito_would_not_take_is_a_fault(database: Database, monkeypatch: Any) -> None:
    monkeypatch.setattr(service, "LONGEST_MESSAGE", 100)
    with pytest.raises(ValueError, match="does not fit"):
        message("SignUp")
