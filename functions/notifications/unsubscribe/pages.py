"""The pages that whoever follows an unsubscribe link sees. They load nothing and may be framed by nobody."""

from html import escape

from common.errors import DomainError
from common.models.notifications import NotificationCategory
from common.pages import html_page
from notifications.unsubscribe.links import ALL, Scope

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}
NAMES: dict[Scope, str] = {
    NotificationCategory.CAMPAIGNS: "about campaigns",
    NotificationCategory.PAYMENTS: "about payments",
    NotificationCategory.SUBMISSIONS: "about submissions",
    NotificationCategory.SYSTEM: "about the platform",
    ALL: "of any kind",
}
# What mail clients send by themselves (RFC 8058, 3.1).
_BUTTON = (
    '<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click">'
    '<button type="submit">Unsubscribe</button></form>'
)


def question(scope: Scope) -> str:
    """The page with the button. Link scanners open it too, so it changes nothing by itself."""
    sentence = f"You will get no more e-mails {NAMES[scope]} from Atomic Influence."
    return _page("Unsubscribe?", sentence, _BUTTON)


def confirmation(scope: Scope) -> str:
    """The page after the button was pressed."""
    sentence = f"You get no more e-mails {NAMES[scope]}. Your settings let you change your mind."
    return _page("You are unsubscribed", sentence)


def refusal(error: DomainError) -> str:
    """The page of a link that is not valid, or that cannot be followed now."""
    title = "This link leads nowhere" if error.status == 404 else "One moment, please"
    return _page(title, error.message)


def _page(title: str, sentence: str, action: str = "") -> str:
    return html_page(escape(title), escape(sentence), action)
