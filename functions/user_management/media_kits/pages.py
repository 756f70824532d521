"""The page of a media kit. No script, nothing from elsewhere, and what people wrote is text."""

from html import escape

from common.models.creators import Availability
from common.models.platform import Platform
from common.pages import PRODUCT, html_page
from common.public_pages import Frame
from common.settings import required
from user_management.media_kits.models import MediaKit, MediaKitAccount

FRAME = Frame(
    own_style="""
img { width: 6rem; height: 6rem; object-fit: cover; border-radius: 50% }
ul { list-style: none; margin: 0; padding: 0 }
section li { padding: .5rem 0 }
.tags li {
  display: inline-block; background: var(--ground); border-radius: 1rem; padding: .125rem .75rem; margin: .125rem 0;
}
""",
    footer="Figures are those of the platforms, of the day that stands beside them.",
)
KEPT_FOR_MINUTES = {"Cache-Control": "public, max-age=120"}
"""Who is barred, or takes the page back, is gone from caches within minutes."""

PLATFORMS = {
    Platform.INSTAGRAM: "Instagram",
    Platform.TIKTOK: "TikTok",
    Platform.TWITTER: "X",
    Platform.LINKEDIN: "LinkedIn",
    Platform.YOUTUBE: "YouTube",
}


def media_kit(slug: str, kit: MediaKit) -> str:
    """The page of a published kit. Raises `SettingMissing` without `API_BASE_URL`."""
    return FRAME.filled(
        title=kit.display_name,
        description=kit.headline or f"{kit.display_name} at {PRODUCT}",
        address=f"{required('API_BASE_URL').rstrip('/')}/creators/{slug}",
        body=_person(kit) + _accounts(kit.accounts) + _links(kit.portfolio_links),
    )


def not_found() -> str:
    """The page where there is no kit: never was, is not published, or its creator is barred. Which is not said."""
    return html_page("There is no such page", "Its creator may have moved it or taken it back.")


def _person(kit: MediaKit) -> str:
    # Pictures from elsewhere would tell their host who looks: the policy of the page lets none in.
    own = kit.avatar_url is not None and kit.avatar_url.startswith("/")
    picture = f'<img src="{escape(kit.avatar_url or "")}" alt="" />' if own else ""
    place = ", ".join(part for part in (kit.city, kit.country_code) if part)
    facts = [
        place,
        f"Languages: {', '.join(kit.languages)}" if kit.languages else "",
        _availability(kit),
        "Verified by Atomic Influence" if kit.verified else "",
    ]
    return (
        f'<section>{picture}<h1 dir="auto">{escape(kit.display_name)}</h1>'
        + (f'<p dir="auto">{escape(kit.headline)}</p>' if kit.headline else "")
        + _items(
            "tags", [f'<li dir="auto">{escape(category.capitalize())}</li>' for category in kit.categories]
        )
        + "".join(f'<p dir="auto">{escape(fact)}</p>' for fact in facts if fact)
        + "</section>"
    )


def _availability(kit: MediaKit) -> str:
    now = {
        Availability.OPEN: "Open to new work",
        Availability.LIMITED: "Takes little new work",
        Availability.CLOSED: "Takes no new work",
    }[kit.availability]
    return f"{now} until {_day(kit.available_from)}" if kit.available_from else now


def _accounts(accounts: list[MediaKitAccount]) -> str:
    items = [_account(account) for account in accounts]
    return f"<section><h2>Platforms</h2>{_items('accounts', items)}</section>" if items else ""


def _account(account: MediaKitAccount) -> str:
    name = f'<bdi dir="auto">{escape(account.username)}</bdi>'
    if (account.profile_url or "").startswith("https://"):
        name = _outward(account.profile_url or "", name)
    figures = f"{account.follower_count:,} followers"
    if account.engagement_rate > 0:
        figures += f", {account.engagement_rate * 100:.1f} % engagement"
    as_of = (
        f'<time datetime="{account.as_of:%Y-%m-%d}">As of {_day(account.as_of)}</time>'
        if account.as_of
        else "<small>Not read yet</small>"
    )
    return f"<li><strong>{PLATFORMS[account.platform]}</strong> {name}<br />{figures}<br />{as_of}</li>"


def _links(links: list[str]) -> str:
    items = [f"<li>{_outward(link, escape(link))}</li>" for link in links]
    return f"<section><h2>Work</h2>{_items('links', items)}</section>" if items else ""


def _outward(address: str, label: str) -> str:
    return f'<a href="{escape(address)}" rel="nofollow ugc noopener noreferrer">{label}</a>'


def _items(kind: str, items: list[str]) -> str:
    return f'<ul class="{kind}">{"".join(items)}</ul>' if items else ""


def _day(moment: object) -> str:
    return f"{moment:%d %B %Y}".lstrip("0")
