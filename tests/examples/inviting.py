"""Nora invites creators, by name and by mail; they bargain, take part, write, and some go."""

from urllib.parse import parse_qs, urlsplit

from tests.examples.stage import Stage

FRIDA, GUSTAV = "frida@example.org", "gustav@example.org"


def lena_is_invited_and_bargains(stage: Stage) -> None:
    """Three offers, of which the last one is taken."""
    invitation = {"creator_user_id": stage.ids["lena"], "agreed_amount": 50_000,
                  "message": "We like your kitchen.", "terms": "Two reels within the month."}  # fmt: skip
    stage.ids["invitation_id"] = stage.call("inviteCreator", "nora", invitation)["id"]
    stage.call("listInvitations", "lena")
    stage.call("readInvitation", "lena")
    wish = {"amount": 70_000, "terms": "Two reels, one story."}
    offer = stage.call("makeOffer", "lena", wish)["id"]
    stage.call("rejectOffer", "nora", negotiation_id=offer)
    offer = stage.call("makeOffer", "lena", {"amount": 65_000})["id"]
    stage.call("withdrawOffer", "lena", negotiation_id=offer)
    offer = stage.call("makeOffer", "lena", {"amount": 60_000})["id"]
    stage.call("acceptOffer", "nora", negotiation_id=offer)
    stage.call("listOffers", "lena")
    stage.call("acceptInvitation", "lena")
    stage.ids["participant_id"] = stage.call("listParticipants", "lena")["data"][0]["id"]
    stage.call("readParticipant", "lena")


def others_are_invited_at_once(stage: Stage) -> None:
    """One declines, one is invited for nothing, one takes part and leaves, one is removed."""
    batch = [
        {"creator_user_id": stage.ids[name], "agreed_amount": 10_000} for name in ("omar", "priya", "sven")
    ]
    stage.call("inviteCreators", "nora", {"invitations": batch})
    stage.call("listCampaignInvitations", "nora")
    places = {
        name: stage.call("listInvitations", name)["data"][0]["id"] for name in ("omar", "priya", "sven")
    }
    stage.call("declineInvitation", "sven", {"reason": "No time this month."}, invitation_id=places["sven"])
    for name in ("omar", "priya"):
        stage.call("acceptInvitation", name, invitation_id=places[name])
    stage.call("listCampaignParticipants", "nora")
    omar, priya = (stage.call("listParticipants", name)["data"][0]["id"] for name in ("omar", "priya"))
    stage.call("leaveCampaign", "omar", {"reason": "I am moving."}, participant_id=omar)
    stage.call("removeParticipant", "nora", {"reason": "We lost touch."}, participant_id=priya)


def frida_comes_by_a_mail(stage: Stage) -> None:
    """Who has no account is invited by address; one such invitation is taken back, another leads to an account."""
    for address in (FRIDA, GUSTAV):
        asked = {"email": address, "agreed_amount": 20_000, "message": "Join us for tea."}
        stage.ids["email_invitation_id"] = stage.call("inviteByEmail", "nora", asked)["id"]
    stage.call("listEmailInvitations", "nora")
    stage.call("readEmailInvitation", "nora")
    stage.call("withdrawEmailInvitation", "nora")
    words = stage.mail_to(FRIDA, "token=")["text"].split()
    link = next(word for word in words if "token=" in word)
    (token,) = parse_qs(urlsplit(link).query)["token"]
    stage.join("frida", "creator", "Frida Holm")
    found = stage.call("findEmailedInvitation", "frida", {"token": token})
    stage.call("withdrawInvitation", "nora", invitation_id=found["invitation_id"])


def nora_and_lena_write(stage: Stage) -> None:
    """Messages within the campaign."""
    stage.call("sendMessage", "nora", {"body": "Welcome! The tea is on its way."})
    stage.call("countUnreadMessages", "lena")
    stage.call("listMessages", "lena")
    stage.call("markMessagesRead", "lena")


ACTS = (
    lena_is_invited_and_bargains,
    others_are_invited_at_once,
    frida_comes_by_a_mail,
    nora_and_lena_write,
)
