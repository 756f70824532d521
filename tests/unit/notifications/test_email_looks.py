"""How mails look: by day, in the dark, read from the right, and read aloud."""

import re
from pathlib import Path

import pytest

from common.adapters.email.port import Email
from notifications.emails.catalog import ACCOUNT_MAILS
from notifications.emails.rendering import account_mail, digest_mail, notification_mail
from tests.unit.notifications.mail_colours import contrast, draw
from tests.unit.notifications.test_emails import TYPES, UNSUBSCRIBE, account_payload, notice
from tools.emails import TEMPLATES, compiled

ENOUGH = 4.5
MAILS = [*TYPES, "digest", *sorted(ACCOUNT_MAILS)]


@pytest.fixture(autouse=True)
def address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_POSTAL_ADDRESS", "Atomic Influence, 1 Example Street")


def mail_of(kind: str) -> Email:
    """A mail of that kind that says all that it can say."""
    if kind in ACCOUNT_MAILS:
        return account_mail(account_payload(kind, "Acme"))
    told = notice(
        kind, "Something happened.", campaign_name="Spring", from_name="Acme", reader_name="Maria",
        net_amount=111, expires_at="2026-12-13T18:00:00+00:00", words="Dear Maria,\nplease come.",
    )  # fmt: skip
    if kind == "digest":
        return digest_mail("x@example.com", [told, told], UNSUBSCRIBE)
    return notification_mail("x@example.com", told, UNSUBSCRIBE)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("kind", MAILS)
def test_every_word_can_be_read(kind: str, dark: bool) -> None:
    ratio, text = draw(mail_of(kind).html, dark=dark).worst
    assert ratio >= ENOUGH, text


@pytest.mark.parametrize("kind", MAILS)
def test_the_dark_is_dark(kind: str) -> None:
    page = mail_of(kind).html
    grounds = {ground for _, _, ground in draw(page, dark=True).texts}
    assert not grounds & {ground for _, _, ground in draw(page, dark=False).texts} - {"#4f46e5"}
    assert page.count('name="color-scheme" content="light dark"') == 1


@pytest.mark.parametrize("kind", MAILS)
def test_a_mail_has_one_heading_and_turns_with_its_script(kind: str) -> None:
    page = mail_of(kind).html
    assert len(re.findall(r"<h1\b", page)) == 1
    assert not re.findall(r"<h[2-6]\b", page)
    assert re.search(r'<h1 dir="auto"[^>]*text-align:start', page)
    assert not [found for found in re.findall(r"<p\b[^>]*>", page) if 'dir="auto"' not in found]


@pytest.mark.parametrize("kind", MAILS)
def test_our_postal_address_stands_at_the_foot(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mail = mail_of(kind)
    assert "1 Example Street" in mail.text.splitlines()[-1]
    assert "1 Example Street" in mail.html
    monkeypatch.delenv("MAIL_POSTAL_ADDRESS")
    assert "Example Street" not in mail_of(kind).html + mail_of(kind).text


@pytest.mark.parametrize("kind", MAILS)
def test_answers_go_where_the_stage_says(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert mail_of(kind).reply_to is None
    monkeypatch.setenv("MAIL_REPLY_TO", "support@example.com")
    assert mail_of(kind).reply_to == "support@example.com"


def test_what_is_too_pale_is_found() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#ffffff", "#6366f1") < ENOUGH
    page = '<style>@media (prefers-color-scheme: dark) { .a b { color: #222222 } }</style><p class="a"><b>x</b></p>'
    assert draw(page, dark=False).texts == [("x", "#000000", "#ffffff")]
    assert draw(page, dark=True).texts == [("x", "#222222", "#ffffff")]


@pytest.mark.parametrize("path", sorted(compiled()), ids=lambda path: path.name)
def test_no_word_of_a_mail_is_drawn_in_the_colour_that_is_too_pale_for_it(path: Path) -> None:
    assert "color:#6366f1" not in (TEMPLATES / path.name).read_text().replace(
        "border-top:4px solid #6366f1", ""
    )
