"""Nora opens a second brand, and Timo works in it; everybody says who they are."""

from urllib.parse import parse_qs, urlsplit

import httpx

from tests.examples.stage import Stage

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 100
TIMO = "timo@example.org"


def nora_says_who_she_is(stage: Stage) -> None:
    """A profile with a picture."""
    stage.call("readMe", "nora")
    profile = {"full_name": "Nora Lind", "location": "Bergen", "bio": "Tea from the fjord."}
    stage.call("changeMe", "nora", profile)
    picture = {"media_type": "image/png", "size_bytes": len(PNG)}
    avatar = stage.call("announceAvatar", "nora", picture)
    form = avatar["upload"]
    httpx.post(form["url"], data=form["fields"], files={"file": ("nora.png", PNG)}).raise_for_status()
    address = stage.call("completeAvatar", "nora", avatar_id=avatar["id"])["avatar_url"]
    stage.call("showAvatar", avatar_id=address.rpartition("/")[2])
    stage.call("removeAvatar", "nora")


def nora_opens_a_brand(stage: Stage) -> None:
    """A brand, and how it looks."""
    stage.ids["brand_id"] = stage.call("openBrand", "nora", {"name": "Fjord Tea"})["id"]
    change = {"slug": "fjord-tea", "website": "https://fjord-tea.example.com/", "industry": "Food"}
    stage.call("changeBrand", "nora", change)
    stage.call("readBrand", "nora")
    stage.call("listBrands", "nora")


def timo_joins_the_team(stage: Stage) -> None:
    """By a mail, with roles that change, until he leaves."""
    asked = {"email": "inga@example.org", "role": "analyst"}
    invitation = stage.call("inviteToTeam", "nora", asked)["id"]
    stage.call("listTeamInvitations", "nora")
    stage.call("revokeTeamInvitation", "nora", invitation_id=invitation)
    stage.call("inviteToTeam", "nora", {"email": TIMO, "role": "analyst"})
    words = stage.mail_to(TIMO, "/team-invitation?token=")["text"].split()
    link = next(word for word in words if "/team-invitation?token=" in word)
    (token,) = parse_qs(urlsplit(link).query)["token"]
    stage.call("acceptTeamInvitation", "timo", {"token": token})
    stage.call("listMembers", "nora")
    stage.call(
        "setMemberRoles", "nora", {"roles": ["campaign_manager", "analyst"]}, user_id=stage.ids["timo"]
    )


def timo_leaves_the_team(stage: Stage) -> None:
    """Brand admins remove members."""
    stage.call("removeMember", "nora", user_id=stage.ids["timo"])


ACTS = (
    nora_says_who_she_is,
    nora_opens_a_brand,
    timo_joins_the_team,
)
LAST_ACTS = (timo_leaves_the_team,)
