"""Where the buttons of account mails may lead: to the front end, and to where codes come back."""

import pytest

from notifications.emails.rendering import MailUnfit, account_mail
from tests.unit.notifications.test_emails import Page, account_payload


def test_account_mail_may_lead_to_where_codes_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_BASE_URL", "https://api.example.org")
    link = "https://api.example.org/auth/v1/verify?token=ABC&type=recovery"
    told = account_mail(account_payload("reset_password", "x") | {"link": link})
    assert [found for found, _ in Page(told.html).links] == [link]
    for elsewhere in ("https://api.example.org/auth/v1/verifying?", "https://api.example.org/", f"{link} x"):
        with pytest.raises(MailUnfit, match="leads elsewhere"):
            account_mail(account_payload("reset_password", "x") | {"link": elsewhere})
