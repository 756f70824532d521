"""The acts before the work: a campaign, whom it fits, and what is agreed on."""

from datetime import UTC, datetime, timedelta

from atomic_influence import models
from tools.story import readings
from tools.story.deeds import Agreement
from tools.story.plot import BRAND, DEPOSITS, HANDLES, JONAS, JONAS_TAKES, MARA, MARA_ASKS, PIECE, PIECES
from tools.story.stage import Stage, StoryStopped
from tools.story.telling import money

MATCHES = 20


def begin_campaign(stage: Stage) -> None:
    """A campaign of two reels from each creator, launched."""
    stage.teller.act("A campaign")
    client, today = stage.cast[BRAND].client, datetime.now(UTC).date()
    campaign = client.campaigns.create_campaign(
        models.CampaignDraft(
            name="The pot that does not burn", category="cooking", budget_total=sum(DEPOSITS),
            destination_url="https://shop.example.com/pots?utm_source=creators",
            timeline_start=today, timeline_end=today + timedelta(days=30),
            target_audience=models.TargetAudience(
                min_followers=1_000, max_followers=5_000,
                location=models.TargetLocation(country="DE", city="Köln"),
            ),
        )
    )  # fmt: skip
    stage.campaign = campaign.id
    client.submissions.add_deliverable(
        campaign.id,
        models.DeliverableDraft(
            deliverable_type="instagram_reel", quantity=PIECES, compensation_amount=PIECE
        ),
    )
    launched = client.campaigns.launch_campaign(campaign.id)
    stage.teller.say(
        BRAND, f"launches “{campaign.name}”: {PIECES} reels of {money(PIECE)} each; it is {launched.status}"
    )


def find_matches(stage: Stage) -> None:
    """The search finds both. Raises `StoryStopped` where it does not."""
    stage.teller.act("Matches")
    found = stage.cast[BRAND].client.edge.call_matching_intelligence(
        models.FindMatches(campaign_id=stage.campaign, limit=MATCHES)
    )
    wanted = {stage.cast[creator].id for creator in HANDLES}
    fitting = [match for match in found.matches if match.creator_user_id in wanted]
    if len(fitting) < len(wanted):
        raise StoryStopped(
            f"of {len(wanted)} creators for whom the campaign is made, {len(fitting)} are found"
        )
    for match in fitting:
        stage.teller.say(
            "matching", f"no. {match.rank} is {match.display_name}, {match.score} points: {match.reason}"
        )


def agree(stage: Stage) -> None:
    """Mara is invited and asks for more, which she is given; Jonas takes what he is offered."""
    stage.teller.act("Invitations, an offer, acceptances")
    brand, mara, jonas = (stage.cast[name].client.invitations for name in (BRAND, MARA, JONAS))
    asked = brand.invite_creator(
        stage.campaign,
        models.InvitationDraft(creator_user_id=stage.cast[MARA].id, message="We like your soups."),
    )
    stage.teller.say(BRAND, f"invites {MARA} for {money(asked.agreed_amount)}")
    offer = mara.make_offer(
        asked.id, models.NegotiationDraft(amount=MARA_ASKS, terms="Two reels, one with onions.")
    )
    stage.teller.say(MARA, f"asks for {money(offer.amount)}, {money(offer.net_amount)} after the fee")
    brand.accept_offer(offer.id)
    stage.teller.say(BRAND, "says yes")
    taken = brand.invite_creator(
        stage.campaign,
        models.InvitationDraft(creator_user_id=stage.cast[JONAS].id, agreed_amount=JONAS_TAKES),
    )
    stage.teller.say(BRAND, f"invites {JONAS} for {money(taken.agreed_amount)}")
    for creator, client, invitation, amount in (
        (MARA, mara, asked, MARA_ASKS), (JONAS, jonas, taken, JONAS_TAKES),
    ):  # fmt: skip
        participant = client.accept_invitation(invitation.id)
        stage.deeds.agreements[creator] = Agreement(amount)
        stage.told |= readings.of_a_promise(creator, participant)
        stage.teller.say(creator, f"takes part; {money(participant.budget_allocated)} are reserved")
    stage.told |= readings.at_the_acceptance(stage)
