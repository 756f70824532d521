"""The question that a platform would ask, for a laptop that has none."""

from html import escape
from secrets import token_hex
from urllib.parse import quote

from local.http1 import Request, Response
from local.pages import asked, page

PATH = "/_local/oauth/consent"
PLATFORMS = {
    "instagram": "Instagram", "tiktok": "TikTok", "twitter": "X (Twitter)", "linkedin": "LinkedIn",
    "youtube": "YouTube",
}  # fmt: skip
"""What people call the platforms of our routes."""
EXPLANATION = (
    "<p><small>No platform is asked: this page plays it. What stands before the ~ decides whose account it is; the same"
    " name is the same account again. A name may bring trouble, such as <code>code-refused</code>,"
    " <code>profile-unavailable</code> or <code>followers-hidden</code>: the <a href='/docs/guides/sandbox'>sandbox</a>"
    " has all of them.</small></p>"
)


async def ask(request: Request) -> Response:
    """A page with two answers; both lead to our own callback, as the platform's would."""
    platform, state = asked(request, "platform"), asked(request, "state")
    if platform not in PLATFORMS or not state:
        return page("There is no such platform here", "", status=404)
    callback = f"/oauth/{platform}/callback"
    no = f"{callback}?error=access_denied&state={quote(state, safe='')}"
    return page(
        f"{PLATFORMS[platform]}, pretended",
        f'<form class="card" action="{callback}" method="get">'
        f'<input type="hidden" name="state" value="{escape(state)}">'
        "<p>Atomic Influence would like to see your profile, your posts and your audience.</p>"
        f'<p><label>You are <input name="code" value="creator~{token_hex(4)}"></label></p>'
        f'<button>Allow</button> <a href="{escape(no)}">Deny</a></form>{EXPLANATION}',
    )
