"""Mail to somebody who has no account and asked for nothing has a way to unsubscribe, or is not sent."""

from uuid import UUID

import pytest

from notifications.emails.catalog import MAILS_TO_STRANGERS
from notifications.emails.rendering import MailUnfit, account_mail
from notifications.unsubscribe import links
from tests.unit.notifications.test_emails import ID, SITE, Page, account_payload
from tests.unit.notifications.worst_texts import HOSTILE

TOKEN = "0123456789abcdef" * 4


def payload(template: str, text: str, invitation: str = str(ID)) -> dict[str, object]:
    told = account_payload(template, text)
    del told["link"]
    return told | {"token": TOKEN, "email_invitation_id": invitation}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("template", sorted(MAILS_TO_STRANGERS))
def test_it_has_two_links_its_button_and_the_way_out(template: str, text: str) -> None:
    mail = account_mail(payload(template, text))
    way_out = links.strangers_unsubscribe_url(ID)
    page = Page(mail.html)
    assert set(page.tags).isdisjoint({"script", "img", "iframe", "form", "object", "link"})
    assert [link for link, _ in page.links] == [f"{SITE}/campaign-invitation?token={TOKEN}", way_out]
    assert way_out in mail.text
    assert mail.headers == {
        "List-Unsubscribe": f"<{way_out}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


@pytest.mark.parametrize("template", sorted(MAILS_TO_STRANGERS))
def test_without_a_way_out_there_is_no_mail(template: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for wrong in ("", "none"):
        with pytest.raises(MailUnfit, match="unsubscribe"):
            account_mail(payload(template, "Acme", wrong))
    monkeypatch.delenv("UNSUBSCRIBE_SIGNING_KEY")
    with pytest.raises(MailUnfit, match="unsubscribe"):
        account_mail(payload(template, "Acme"))


def test_the_link_names_the_invitation_and_is_not_made_of_one_for_a_person() -> None:
    token = links.strangers_unsubscribe_url(ID).rpartition("/")[2]
    assert links.read(token) == links.StrangersUnsubscription(ID)
    assert links.read(links.sign(ID, links.ALL)) == links.Unsubscription(ID, links.ALL)
    assert token != links.sign(UUID(int=1), links.ALL)
