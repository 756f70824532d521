"""No mail client makes a link of what a person wrote: in subject, text and HTML."""

import html
import re
from unicodedata import normalize

import pytest
from jinja2.utils import urlize
from markupsafe import escape

from notifications.emails.links import unlinked
from notifications.emails.rendering import Notice, account_mail, notification_mail
from tests.unit.notifications.test_emails import SITE, UNSUBSCRIBE, account_payload

TRICKS = [
    "evil.example",
    "Free iPhone - claim at evil.example",
    "https://evil.example/claim?x=1",
    "HTTPS://EVIL.COM",
    "http:\\\\evil.com",
    "hxxp://evil.com",
    "www.evil.com",
    "evil.com/path",
    "(evil.com)",
    '"evil.com".',
    "evil[.]example",
    "evil..example",
    "evil.co.uk",
    "xn--80ak6aa92e.com",
    "\u0435vil.com",
    "пример.испытание",
    "例え.テスト",
    "مثال.إختبار",
    "evil\u3002com",
    "evil\uff0ecom",
    "evil\uff61com",
    "evil\u2024com",
    "evil\ufe52com",
    "\uff45\uff56\uff49\uff4c\uff0e\uff43\uff4f\uff4d",
    "\uff48\uff54\uff54\uff50\uff53\uff1a\uff0f\uff0fevil\uff0ecom",
    "evil.\u200dcom",
    "evil\u200d.com",
    "evil\u2060.\u2060com",
    "me@evil.com",
    "me\uff20evil\uff0ecom",
    "mailto:me@evil",
    "tel:+4930123456",
    "javascript:alert(1)",
    "192.168.0.1",
    "http://192.168.0.1/x",
    "http://[::1]/",
    "localhost:3000/x",
    "\\\\evil\\share",
    "a.b.c.d.e.com",
    "1.evil.com",
    "evil.1com",
]
LIKE_A_LINK = re.compile(
    r"[^\W\d_][\w+-]*:[^\s]|\S@\S|\\\\|[^\s.][.。][^\W\d_]|[^\W\d_][.。][^\s.\"')\],]|\d\.\d+\.\d"
)
"""More than any client links, on the text as they fold it: a scheme, an address, two names with a dot between."""
NO_LINKS = {"evil[.]example", "evil..example", "evil\u2060.\u2060com"}
"""What a person may read as one, and no client does."""


def looks_like_a_link(text: str) -> bool:
    """By our own eyes, and by those of a library that makes links."""
    folded = normalize("NFKC", text)
    return bool(LIKE_A_LINK.search(folded)) or any(
        urlize(one, extra_schemes=("hxxp:", "javascript:")) != str(escape(one)) for one in (text, folded)
    )


def shown(page: str) -> str:
    """What a reader sees of a page, element by element."""
    return html.unescape(re.sub(r"<[^>]*>", "\n", page[page.index("<body") :]))


@pytest.mark.parametrize("trick", [trick for trick in TRICKS if trick not in NO_LINKS], ids=ascii)
def test_a_trick_is_one_before_and_none_after(trick: str) -> None:
    assert looks_like_a_link(trick)
    assert not looks_like_a_link(unlinked(trick))


@pytest.mark.parametrize("trick", TRICKS, ids=ascii)
def test_nothing_is_lost_but_the_link(trick: str) -> None:
    assert unlinked(trick).replace(" ", "") == trick.replace(" ", "")
    assert unlinked(unlinked(trick)) == unlinked(trick)


@pytest.mark.parametrize(
    "text",
    ["Acme", "Acme Inc.", "Müller & Söhne", "A. Turing", "100.50 EUR", "1.5 %", "at 10:30", "@anna", "Wait...",
     "Really?! (Yes.)", "می\u200cکنم", "👩\u200d👩\u200d👧", "", " ", "Summer: the campaign", "50/50"],
    ids=ascii,
)  # fmt: skip
def test_what_is_no_link_stays_as_it_is(text: str) -> None:
    assert unlinked(text) == text


@pytest.mark.parametrize("trick", TRICKS, ids=ascii)
def test_no_mail_links_a_name(trick: str) -> None:
    told = Notice("invitation_sent", f"{trick} invites you", f"{trick} invites you to {trick}.", {})
    mails = [
        notification_mail("x@example.com", told, UNSUBSCRIBE),
        account_mail(account_payload("team_invitation", trick)),
    ]
    for mail in mails:
        ours = mail.text
        for link in (UNSUBSCRIBE, *re.findall(rf"{re.escape(SITE)}/\S*", mail.text)):
            ours = ours.replace(link, "")
        assert not looks_like_a_link(mail.subject)
        assert not looks_like_a_link(ours)
        assert not looks_like_a_link(shown(mail.html))
        assert not looks_like_a_link(" ".join(re.findall(r'aria-label="([^"]*)"', mail.html)))
