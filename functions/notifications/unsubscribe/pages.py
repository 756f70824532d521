"""The pages that whoever follows an unsubscribe link sees. They load nothing and may be framed by nobody."""

from html import escape

from common.errors import DomainError
from common.models.notifications import NotificationCategory
from common.pages import html_page
from notifications.errors import UnsubscribeLinkInvalid
from notifications.unsubscribe.links import ALL, Return, Scope, StrangersUnsubscription, Unsubscription

NAMES: dict[Scope, str] = {
    NotificationCategory.AGENTS: "about whom you brought and what you earn from it",
    NotificationCategory.CAMPAIGNS: "about campaigns",
    NotificationCategory.DEALS: "about deals",
    NotificationCategory.MESSAGES: "about messages",
    NotificationCategory.PAYMENTS: "about payments",
    NotificationCategory.REWARDS: "about rewards",
    NotificationCategory.SUBMISSIONS: "about submissions",
    NotificationCategory.SYSTEM: "about the platform",
    ALL: "of any kind",
}
# What mail clients send by themselves (RFC 8058, 3.1).
_BUTTON = (
    '<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click">'
    '<button type="submit">Unsubscribe</button></form>'
)
_RETURN = '<form method="post"><button type="submit">Subscribe again</button></form>'


def question(request: Unsubscription | StrangersUnsubscription | Return) -> str:
    """The page with the button. Link scanners open it too, so it changes nothing by itself."""
    if isinstance(request, Return):
        sentence = f"You will get e-mails {NAMES[request.scope]} from Atomic Influence again."
        return _page("Subscribe again?", sentence, _RETURN)
    sentence = f"You will get no more e-mails {NAMES[request.scope]} from Atomic Influence."
    return _page("Unsubscribe?", sentence, _BUTTON)


def farewell(request: Unsubscription, way_back: str) -> str:
    """The page after the button was pressed. `way_back`: the path that takes it back."""
    sentence = f"You get no more e-mails {NAMES[request.scope]} from Atomic Influence. Was it a mistake?"
    form = f'<form method="post" action="{escape(way_back)}"><button type="submit">Subscribe again</button></form>'
    return _page("You are unsubscribed", sentence, form)


def farewell_to_stranger() -> str:
    """The page after somebody who was invited by e-mail ended mail to their address."""
    sentence = (
        "This address gets no more invitations, nor other e-mails from Atomic Influence. Whoever signs up with it can"
        " subscribe again in the settings."
    )
    return _page("You are unsubscribed", sentence)


def welcome_back(request: Return) -> str:
    """The page after an unsubscription was taken back."""
    return _page("Welcome back", f"You get e-mails {NAMES[request.scope]} from Atomic Influence, as before.")


def refusal(error: DomainError) -> str:
    """The page of a link that is not valid, or that cannot be followed now."""
    if error.status != UnsubscribeLinkInvalid.status:
        return _page("One moment, please", error.message)
    return _page(
        "This unsubscribe link is not valid",
        "It may have been cut off, or its time is over; nothing was changed. Open it again from the mail, or choose in"
        " your settings at Atomic Influence which e-mails you get.",
    )


def _page(title: str, sentence: str, action: str = "") -> str:
    return html_page(escape(title), escape(sentence), action)
