"""The words of a mail that Cognito sends: our template, with Cognito's placeholder where the code belongs."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from common.adapters.identity import cognito_rows
from common.database import transaction
from common.identity import SERVICE
from common.models.mailboxes import normalised
from common.settings import settings
from notifications.emails.rendering import account_mail

MINUTES = {"confirm": 24 * 60, "reset_password": 60, "magic_link": 15}
"""How long Cognito's codes live; the last as long as the sign-in that they belong to (`auth_session_validity`)."""
PURPOSES: Mapping[str, str] = {
    "CustomMessage_SignUp": "confirm",
    "CustomMessage_ResendCode": "confirm",
    "CustomMessage_ForgotPassword": "reset_password",
    "CustomMessage_Authentication": "magic_link",
}
LONGEST_MESSAGE, LONGEST_SUBJECT = 20_000, 140


def message_for(source: str, request: Mapping[str, Any]) -> dict[str, str]:
    """Subject and HTML of a code's mail; nothing where Cognito has words of its own.

    Raises `ValueError` where the mail cannot be made.
    """
    purpose, code = PURPOSES.get(source), request.get("codeParameter")
    email = normalised(str(request.get("userAttributes", {}).get("email") or ""))
    if purpose is None or not code or not email:
        return {}
    with transaction(SERVICE) as tx:
        link = cognito_rows.find_link(tx, email, purpose)
    mail = account_mail({
        "template": purpose, "to": email, "code": code, "minutes": MINUTES[purpose],
        "link": link or _page_of(purpose, email, code),
    })  # fmt: skip
    if len(mail.html) > LONGEST_MESSAGE or code not in mail.html:
        raise ValueError(f"The mail {purpose} does not fit.")
    return {"emailSubject": mail.subject[:LONGEST_SUBJECT], "emailMessage": mail.html}


def _page_of(purpose: str, email: str, code: str) -> str:
    """The front end's page for it, as a laptop's codes have it (`common.adapters.identity.codes`)."""
    return f"{settings().site_url}/{purpose.replace('_', '-')}?email={quote(email, safe='')}&code={code}"
