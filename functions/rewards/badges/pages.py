"""The pages of badges. No script, nothing from elsewhere, and what people wrote is text."""

from html import escape
from uuid import UUID

from common.pages import PRODUCT, html_page
from common.public_pages import Frame
from rewards.badges import links
from rewards.badges.models import Badge

FRAME = Frame(
    own_style="""
img { width: 10rem; height: 10rem }
ul { margin: 0; padding: 0 0 0 1.25rem }
""",
    footer=f"Issued by {PRODUCT}.",
)


def badge(credential_id: UUID, shown: Badge) -> str:
    """The page of a badge that its person published. Raises `SettingMissing`."""
    address = links.badge_url(credential_id)
    place, linkedin = f"/badges/{credential_id}", links.linkedin_url(shown, address)
    day = f"{shown.awarded_at.day} {shown.awarded_at:%B %Y}"
    whose = f'<p>Earned by <strong dir="auto">{escape(shown.person)}</strong></p>' if shown.person else ""
    body = (
        f'<section><img src="/badge-achievements/{escape(shown.achievement_key)}/picture.svg" alt="" />'
        f'<h1 dir="auto">{escape(shown.title)}</h1>{whose}'
        f'<p>On <time datetime="{shown.awarded_at:%Y-%m-%d}">{day}</time></p>'
        f'<p dir="auto">{escape(shown.description)}</p></section>'
        f"{_criteria(shown.criteria)}"
        f"<section><h2>Check it, keep it, show it</h2><ul>"
        f'<li><a href="{place}/badge.png">Picture with the signed badge in it</a></li>'
        f'<li><a href="{place}/credential.jwt">Signed badge (Open Badges 3.0, VC-JWT)</a></li>'
        f'<li><a href="/issuers/{links.ISSUER}">Who issued it, and the keys that verify it</a></li>'
        f'<li><a href="{escape(linkedin)}" rel="nofollow noopener noreferrer">Add it to a LinkedIn profile</a></li>'
        "</ul></section>"
    )
    return FRAME.filled(title=shown.title, description=shown.description, address=address, body=body)


def achievement(key: str, name: str, description: str, criteria: str) -> str:
    """The page of what badges are for. Raises `SettingMissing`."""
    body = (
        f'<section><img src="/badge-achievements/{escape(key)}/picture.svg" alt="" />'
        f'<h1 dir="auto">{escape(name)}</h1><p dir="auto">{escape(description)}</p></section>{_criteria(criteria)}'
    )
    return FRAME.filled(title=name, description=description, address=links.achievement_url(key), body=body)


def issuer(kids: list[str]) -> str:
    """The page of who issues badges. Raises `SettingMissing`."""
    address = links.issuer_url()
    keys = "".join(f"<li><code>{escape(kid)}</code></li>" for kid in kids)
    sentence = f"{PRODUCT} issues badges for what people achieved, as Open Badges 3.0."
    body = (
        f"<section><h1>{PRODUCT}</h1><p>{sentence}</p><p>A badge is ours where it names <code>{escape(address)}</code>"
        " as its issuer, one of these keys verifies its signature, and its place in its status list is not set.</p>"
        f"</section><section><h2>Keys</h2><ul>{keys or '<li>None was used yet.</li>'}</ul>"
        f'<p><a href="/issuers/{links.ISSUER}/jwks.json">The keys, for programs</a></p></section>'
    )
    return FRAME.filled(title="Issuer of badges", description=sentence, address=address, body=body)


def not_found() -> str:
    """The page where there is none: it never was, or is private. Which is not said."""
    return html_page("There is no such page", "A badge is shown here while its person publishes it.")


def revoked() -> str:
    """The page of a badge that is void."""
    return html_page("This badge was revoked", "It was valid once, and proves nothing any more.")


def _criteria(criteria: str) -> str:
    return f'<section><h2>What it takes</h2><p dir="auto">{escape(criteria)}</p></section>'
