"""Every mail, told with the worst texts that people write."""

import html
import re
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

import pytest

from common.adapters.email.port import Email
from notifications.emails import catalog
from notifications.emails.catalog import ACCOUNT_MAILS, BUTTONS, DIGEST, GENERAL, INBOX, MAILS_TO_STRANGERS
from notifications.emails.links import unlinked
from notifications.emails.rendering import (
    LONGEST_DIGEST_LINE,
    LONGEST_SUBJECT,
    MailUnfit,
    Notice,
    account_mail,
    digest_mail,
    notification_mail,
)  # fmt: skip
from tests.unit.notifications.worst_texts import HOSTILE
from tools.emails import TEMPLATES, compiled

SITE = "http://127.0.0.1:3000"
UNSUBSCRIBE = "https://api.example.org/unsubscribe/a-token"
ID = UUID("01993c5e-0000-7000-8000-000000000001")
KINDS_OF_IDS = ("campaign_id", "invitation_id", "submission_id", "deal_id", "application_id", "gig_id",
                "dispute_id", "conversation_id")  # fmt: skip
IDS = dict.fromkeys(KINDS_OF_IDS, str(ID))
TURNS = str.maketrans({"\u202e": "", "\u202c": "", "\x0b": " "})
FORGED = [
    f"Acme{line_break}{line_break}Accept the invitation: https://evil.example/\u202etxt\u202c{line_break}--"
    for line_break in (
        "\n",
        "\r\n",
        "\r",
        "\x0b",
        "\x0c",
        "\x1c",
        "\x85",
        "\u2028",
        "\u2029",
        "\u200b\n\ufeff",
    )
]
"""Names that bring a layout of their own."""
TYPES = [*BUTTONS, "something_else"]
BUTTON = "background:#4f46e5"


class Page(HTMLParser):
    """What a mail's HTML is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect tags, links with their style, and every attribute's name."""
        self.tags.append(tag)
        given = dict(attrs)
        assert not [name for name in given if name.startswith("on")]
        if tag == "a":
            self.links.append((given["href"] or "", given.get("style") or ""))

    def handle_data(self, data: str) -> None:
        """Collect the text."""
        self.text += data


def notice(kind: str, text: str, **metadata: Any) -> Notice:
    return Notice(kind, text[:200], text, IDS | {"amount": 123456, "currency": "eur"} | metadata)


def account_payload(template: str, text: str) -> dict[str, Any]:
    return {
        "template": template, "to": "x@example.com", "code": "ABCD2345", "minutes": 15, "days": 7,
        "link": f"{SITE}/{template}?email=a%40b.example&code=ABCD2345", "role": "campaign_manager",
        "brand_name": text, "campaign_name": text, "request_id": str(ID), "token": "t",
        "email_invitation_id": str(ID),
    }  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("kind", TYPES)
def test_a_notification_is_told_whatever_people_write(kind: str, text: str) -> None:
    mail = notification_mail("x@example.com", notice(kind, text), UNSUBSCRIBE)
    page = Page(mail.html)
    assert set(page.tags).isdisjoint({"script", "img", "iframe", "form", "object", "link"})
    assert [link for link, style in page.links if BUTTON in style] == [
        f"{SITE}/{_path(kind)}"
    ]  # one action, to the front end
    assert [link for link, style in page.links if BUTTON not in style] == [UNSUBSCRIBE]
    said = unlinked(" ".join(text.translate(TURNS).split()))
    assert said in page.text
    assert said in mail.text.splitlines() or not said
    assert f"{SITE}/{_path(kind)}" in mail.text
    assert UNSUBSCRIBE in mail.text
    _check_subject(mail.subject)
    assert mail.headers == {
        "List-Unsubscribe": f"<{UNSUBSCRIBE}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("template", sorted(ACCOUNT_MAILS - MAILS_TO_STRANGERS))
def test_account_mail_is_told_whatever_people_write(template: str, text: str) -> None:
    payload = account_payload(template, text)
    mail = account_mail(payload)
    page = Page(mail.html)
    assert set(page.tags).isdisjoint({"script", "img", "iframe", "form", "object", "link"})
    assert [link for link, _ in page.links] == [payload["link"]]
    assert payload["link"] in mail.text
    assert "nsubscribe" not in mail.html + mail.text
    assert mail.headers == {}
    _check_subject(mail.subject)
    if template in ("confirm", "magic_link", "reset_password", "change_email", "reauthenticate"):
        assert "ABCD2345" in page.text
        assert "ABCD2345" in mail.text.replace(payload["link"], "")


@pytest.mark.parametrize("name", FORGED, ids=ascii)
def test_a_name_adds_no_line_to_a_mail(name: str) -> None:
    said = "Acme Accept the invitation: https: //evil. example/txt --"
    for make in (_told_of, _invited_by):
        forged, honest = make(name), make("Acme")
        assert forged.text == honest.text.replace("Acme", said)
        assert forged.html == honest.html.replace("Acme", said)


def test_joined_characters_stay_joined_in_a_mail() -> None:
    family = "👩\u200d👩\u200d👧 می\u200cکنم"
    assert family in account_mail(account_payload("team_invitation", family)).text


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize(("number", "more"), [(2, 0), (20, 0), (23, 3)])
def test_a_digest_tells_what_came_first_and_how_much_more(number: int, more: int, text: str) -> None:
    told = [notice("invitation_sent", f"No. {n} {text}") for n in range(number)]
    mail = digest_mail("x@example.com", told, UNSUBSCRIBE)
    page = Page(mail.html)
    assert mail.subject == f"{number} messages wait for you"
    assert [f"No. {n}" in page.text for n in range(number)] == [n < 20 for n in range(number)]
    assert (f"And {more} more." in mail.text, f"And {more} more." in page.text) == (more > 0, more > 0)
    assert max(map(len, mail.text.splitlines())) <= LONGEST_DIGEST_LINE
    assert set(page.tags).isdisjoint({"script", "img", "iframe", "form", "object", "link"})
    assert [link for link, _ in page.links] == [f"{SITE}/{INBOX}", UNSUBSCRIBE]
    assert mail.headers["List-Unsubscribe"] == f"<{UNSUBSCRIBE}>"


def test_no_text_of_a_person_is_markup() -> None:
    mail = notification_mail("x@example.com", notice("invitation_sent", HOSTILE["script"]), UNSUBSCRIBE)
    assert "<script" not in mail.html
    assert html.escape(HOSTILE["script"]) in mail.html
    mail = notification_mail("x@example.com", notice("invitation_sent", HOSTILE["quotes"]), UNSUBSCRIBE)
    assert "49" not in Page(mail.html).text
    assert "{{ 7 * 7 }}" in Page(mail.html).text


@pytest.mark.parametrize(
    "metadata", [{}, {"campaign_id": "../evil"}, {"campaign_id": None}, {"campaign_id": 7}]
)
def test_a_button_without_an_id_leads_to_the_inbox(metadata: dict[str, object]) -> None:
    mail = notification_mail("x@e.example", Notice("budget_low", "Low", "Low", metadata), UNSUBSCRIBE)
    assert f'href="{SITE}/notifications"' in mail.html


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [(123456, "eur", "1\u00a0234.56\u00a0EUR"), (-5, "usd", "-0.05\u00a0USD"), (7, "jpy", "7\u00a0JPY"),
     (-1234567890, "jpy", "-1\u00a0234\u00a0567\u00a0890\u00a0JPY"), (True, "eur", None),
     (1.5, "eur", None), (5, "<b>", None), (5, None, None)],
)  # fmt: skip
def test_money_is_told_with_its_currency_or_not_at_all(amount: Any, currency: Any, said: str | None) -> None:
    told = notice("payment_received", "Paid", amount=amount, currency=currency)
    mail = notification_mail("x@example.com", told, UNSUBSCRIBE)
    if said is None:
        assert re.search(r"\d\s[A-Z]{3}\b", mail.text) is None
    else:
        assert said in mail.text
        assert said in Page(mail.html).text


def test_a_submission_review_has_a_template_for_every_decision() -> None:
    decisions = ("approved", "rejected", "changes_requested")
    mails = [
        notification_mail("x@example.com", notice(f"submission_{d}", "Fine"), UNSUBSCRIBE) for d in decisions
    ]
    assert mails == [mails[0]] * 3  # one text serves them all
    assert f"See the review: {SITE}/submissions/{ID}" in mails[0].text
    assert "See the review" in Page(mails[0].html).text


@pytest.mark.parametrize(
    "link",
    ["https://evil.example/", f"{SITE}@evil.example/", f"{SITE}.evil.example/", f"{SITE}/a b", f"{SITE}/\\evil",
     "javascript:alert(1)", "", 7],
)  # fmt: skip
def test_account_mail_links_nowhere_else(link: object) -> None:
    with pytest.raises(MailUnfit, match="leads elsewhere"):
        account_mail(account_payload("confirm", "x") | {"link": link})


def test_the_button_of_a_team_invitation_leads_to_us_with_its_token_and_nothing_else() -> None:
    """The database writes this message, and knows no site."""
    payload = account_payload("team_invitation", "Acme")
    del payload["link"]
    token = "0123456789abcdef" * 4
    mail = account_mail(payload | {"token": token})
    assert [link for link, _ in Page(mail.html).links] == [f"{SITE}/team-invitation?token={token}"]
    for forged in ("", "short", f"{token}&next=https://evil.example", token.upper(), None):
        with pytest.raises(MailUnfit, match="no token"):
            account_mail(payload | {"token": forged})


def test_account_mail_that_lacks_something_is_no_mail() -> None:
    payload = account_payload("confirm", "x")
    del payload["code"]
    with pytest.raises(MailUnfit, match="code"):
        account_mail(payload)


def test_the_compiled_templates_are_current() -> None:
    wanted = compiled()
    assert {path: path.read_text() for path in TEMPLATES.glob("*.html.j2")} == wanted


def test_every_mail_of_the_catalog_has_its_templates() -> None:
    names = BUTTONS.keys() | {catalog.AGENT_INVITE, DIGEST, GENERAL} | ACCOUNT_MAILS
    assert names == {path.name.removesuffix(".html.j2") for path in compiled()}
    for name in names:
        page = (TEMPLATES / f"{name}.html.j2").read_text()
        assert "max-width:600px" in page
        # Nothing is fetched: no fonts, no images, no scripts.
        assert set(re.findall(r"https?://[^\"]*|@import", page)) == {"http://www.w3.org/1999/xhtml"}


def _told_of(name: str) -> Email:
    return notification_mail("x@example.com", notice("invitation_sent", name), UNSUBSCRIBE)


def _invited_by(name: str) -> Email:
    return account_mail(account_payload("team_invitation", name))


def _path(kind: str) -> str:
    return BUTTONS.get(kind, INBOX).format(**IDS)


def _check_subject(subject: str) -> None:
    assert 0 < len(subject) <= LONGEST_SUBJECT
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", subject)
