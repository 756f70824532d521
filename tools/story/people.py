"""The acts of arriving: who comes, and what they show of themselves."""

import time
from urllib.parse import parse_qs, urlsplit

from atomic_influence import models
from tools.story.plot import BRAND, HANDLES, PIECE
from tools.story.stage import Stage, StoryStopped

SECONDS_TO_READ_AN_ACCOUNT = 60.0


def sign_up(stage: Stage) -> None:
    """A brand and two creators come."""
    stage.teller.act("Signing up")
    stage.sign_up(BRAND, "brand")
    for creator in HANDLES:
        stage.sign_up(creator, "creator")


def show_profiles(stage: Stage) -> None:
    """The creators say who they are, and prove an account at a platform."""
    stage.teller.act("Profiles")
    for creator, handle in HANDLES.items():
        client = stage.cast[creator].client
        profile = client.creators.save_own_profile(
            models.ProfileDraft(
                display_name=f"{creator} cooks", headline="Soup, every day", categories=["cooking", "food"],
                languages=["de"], country_code="DE", city="Köln", time_zone="Europe/Berlin",
                rates=[models.RateDraft(deliverable_type="instagram_reel", currency="usd", amount=PIECE)],
            )
        )  # fmt: skip
        account = _connect_instagram(stage, creator, handle)
        complete = client.creators.read_own_profile().completeness.percent
        stage.teller.say(
            creator,
            f"is “{profile.display_name}” from {profile.city}, @{account.username} with {account.follower_count:,}"
            f" followers; the profile is complete to {complete} %",
        )


def _connect_instagram(stage: Stage, creator: str, handle: str) -> models.SocialAccount:
    """Yes at the pretended platform, back with a ticket, which connects; then its figures are read by themselves."""
    client = stage.cast[creator].client
    (state,) = parse_qs(urlsplit(client.social.authorize_platform("instagram").url).query)["state"]
    back = client.social.receive_platform_callback(
        "instagram", code=f"{handle}~{stage.cast[creator].id}", state=state
    )
    (ticket,) = parse_qs(urlsplit(back).query)["ticket"]
    client.edge.call_social_connect(models.ConnectPlatform(action="connect-platform", ticket=ticket))
    until = time.monotonic() + SECONDS_TO_READ_AN_ACCOUNT
    while time.monotonic() < until:
        account = client.social.read_social_account("instagram")
        if float(account.engagement_rate) > 0:
            return account
        time.sleep(0.2)
    raise StoryStopped(f"the posts of {creator} were not read")
