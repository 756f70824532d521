"""The pages that whoever wants no invites sees. They load nothing and may be framed by nobody."""

from html import escape

from agents.errors import InviteLinkInvalid
from common.errors import DomainError
from common.pages import html_page

# The first is what mail clients send by themselves (RFC 8058, 3.1); no field of a form is read.
_OPT_OUT = (
    '<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click">'
    '<button type="submit">No more invitations</button></form>'
)
_FORGET = '<form method="post" action="?forget=true"><button type="submit">Forget me</button></form>'


def question() -> str:
    """The page with the buttons. Link scanners open it too, so it changes nothing by itself."""
    sentence = (
        "No agent will reach this address through Atomic Influence any more. Forget me also deletes the name and the"
        " address that the agent gave us; what stays is a fingerprint of the address, so that nobody invites it again."
    )
    return html_page("No more invitations?", escape(sentence), f"{_OPT_OUT}<br />{_FORGET}")


def farewell(*, is_forgotten: bool) -> str:
    """The page after a button was pressed."""
    if is_forgotten:
        return html_page(
            "You are forgotten",
            "Your name and address are deleted, and no invitation reaches the address any more.",
        )
    sentence = "No invitation of an agent reaches this address any more."
    return html_page("You get no more invitations", sentence, _FORGET)


def refusal(error: DomainError) -> str:
    """The page of a link that is not valid, or that cannot be followed now."""
    if error.status != InviteLinkInvalid.status:
        return html_page("One moment, please", escape(error.message))
    return html_page(
        "This link is not valid",
        "It may have been cut off; nothing was changed. Open it again from the mail.",
    )
