"""The mail of an agent's invite, told with the worst that people write: whose it is, whence the address, a way out."""

from typing import Any

import pytest

from notifications.agent_invites.rendering import BASES, invite_mail
from notifications.emails.catalog import ACCOUNT_MAILS, AGENT_INVITE
from notifications.emails.links import unlinked
from notifications.emails.rendering import MailUnfit, account_mail
from tests.unit.notifications.test_emails import ID, Page
from tests.unit.notifications.worst_texts import HOSTILE

TOKEN = "0123456789abcdef" * 4
LINK = f"https://api.example.org/invites/{TOKEN}"
TURNS = str.maketrans({"\u202e": "", "\u202c": "", "\x0b": " "})


@pytest.fixture(autouse=True)
def stage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_BASE_URL", "https://api.example.org")
    monkeypatch.setenv("MAIL_POSTAL_ADDRESS", "Atomic Influence, 1 Example Street")


def payload(**changes: Any) -> dict[str, Any]:
    return {
        "template": AGENT_INVITE, "to": "x@example.com", "token": TOKEN, "agent_invite_id": str(ID),
        "agent_name": "Ann Agent", "first_name": "Nora", "basis": "consent", "note": "", "is_reminder": False,
        **changes,
    }  # fmt: skip


@pytest.mark.parametrize("is_reminder", [False, True])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_it_has_two_links_and_says_whose_it_is_whatever_people_write(text: str, *, is_reminder: bool) -> None:
    told = invite_mail(payload(agent_name=f"A{text}", first_name=text, note=text, is_reminder=is_reminder))
    page = Page(told.html)
    assert set(page.tags).isdisjoint({"script", "img", "iframe", "form", "object", "link"})
    assert [link for link, _ in page.links] == [LINK, f"{LINK}/opt-out"]
    said = unlinked(" ".join(f"A{text}".translate(TURNS).split()))[:300]
    for part in (page.text, told.text):
        assert said in part
        assert "1 Example Street" in part
        assert BASES["consent"] in part
    assert f"{LINK}/opt-out" in told.text
    assert told.subject.startswith("Reminder: ") == is_reminder
    assert "\n" not in told.subject
    assert told.headers == {
        "List-Unsubscribe": f"<{LINK}/opt-out>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }  # fmt: skip


@pytest.mark.parametrize("basis", BASES)
def test_it_says_what_the_agent_declared_of_the_address(basis: str) -> None:
    assert f"given to us by Ann Agent, who {BASES[basis]}" in invite_mail(payload(basis=basis)).text


@pytest.mark.parametrize(
    "wrong",
    [
        {"token": "short"}, {"token": None}, {"to": None}, {"agent_name": " "}, {"agent_name": None}, {"basis": "luck"},
        {"token": f"{TOKEN[:-1]}/"},
    ],
)  # fmt: skip
def test_what_lacks_something_is_no_mail(wrong: dict[str, Any]) -> None:
    with pytest.raises(MailUnfit, match="lacks"):
        invite_mail(payload(**wrong))


def test_without_a_postal_address_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAIL_POSTAL_ADDRESS")
    with pytest.raises(MailUnfit, match="postal address"):
        invite_mail(payload())


def test_it_is_no_account_mail() -> None:
    assert AGENT_INVITE not in ACCOUNT_MAILS
    with pytest.raises(MailUnfit, match="no account mail"):
        account_mail(payload())
