"""The text that agents send themselves, where we may not write or they would rather."""

from agents.invites.models import ShareText
from agents.settings import referral_base_url
from common.models.lines import one_line
from common.settings import required

LONGEST_MESSAGE = 500


def by_code(agent_name: str, code: str, message: str = "") -> ShareText:
    """The text with the link of a referral code. Raises `SettingMissing`."""
    return _text(agent_name, f"{referral_base_url()}/{code}", message)


def by_invite(agent_name: str, token: str, message: str = "") -> ShareText:
    """The text with the link of an invite of its own. Raises `SettingMissing`."""
    return _text(agent_name, f"{required('API_BASE_URL').rstrip('/')}/invites/{token}", message)


def _text(agent_name: str, link: str, message: str) -> ShareText:
    said = one_line(message, LONGEST_MESSAGE) or (
        "I am at Atomic Influence, where brands and creators work together, and think that it is something for you."
    )
    told = f"{said} Have a look: {link}\n(I earn a part of their fee if you make a deal there; it costs you nothing.)"
    return ShareText(text=f"{told}\n{one_line(agent_name)}", link=link)
