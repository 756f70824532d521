"""The acts: who does what, in order. Each goes on from the one before; visitors have theirs in `visits`."""

import time
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

from atomic_influence import models
from tools.story import readings
from tools.story.deeds import Agreement
from tools.story.plot import (
    BRAND,
    DEPOSITS,
    HANDLES,
    HOLD_DAYS,
    JONAS,
    JONAS_TAKES,
    MARA,
    MARA_ASKS,
    PIECE,
    PIECES,
    WITHDRAWN,
)
from tools.story.stage import Stage, StoryStopped
from tools.story.telling import money

SECONDS_TO_READ_AN_ACCOUNT = 60.0
MATCHES = 20


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


def deposit(stage: Stage) -> None:
    """The brand pays in, twice."""
    stage.teller.act("Deposits")
    client, wallet = stage.cast[BRAND].client, stage.wallet(BRAND).wallet_id
    for amount in DEPOSITS:
        begun = client.wallets.start_deposit(wallet, models.DepositStart(amount=amount))
        paid = client.edge.call_payments(
            models.ConfirmDeposit(action="confirm-deposit", payment_intent_id=begun.payment_intent_id)
        )
        if not isinstance(paid, models.DepositConfirmed) or paid.status != "completed":
            raise StoryStopped(f"the deposit of {money(amount)} did not come through: {paid}")
        stage.deposits.append(begun.transaction_id)
        stage.deeds.deposits.append(amount)
        stage.teller.say(BRAND, f"deposits {money(amount)}")
    stage.told |= readings.of_deposits(stage)


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


def connect(stage: Stage) -> None:
    """The creators open their accounts at the pretended Stripe, so that they can be paid."""
    stage.teller.act("Stripe Connect")
    for creator in HANDLES:
        payouts = stage.cast[creator].client.payouts
        payouts.start_onboarding(models.OnboardingStart(country="DE"))
        if not payouts.read_connect_status().payouts_enabled:
            raise StoryStopped(f"{creator} cannot be paid after onboarding")
        stage.teller.say(creator, "can be paid")


def work(stage: Stage) -> None:
    """Mara hands in both reels; Jonas one, which has to be done again."""
    stage.teller.act("Work and reviews")
    for unit in (1, 2):
        submission = _hand_in(stage, MARA, unit)
        _approve(stage, submission)
    submission = _hand_in(stage, JONAS, 1)
    brand, jonas = stage.cast[BRAND].client.submissions, stage.cast[JONAS].client.submissions
    review = brand.review_submission(
        submission.id,
        models.ReviewDraft(decision="changes_requested", feedback="More light, please.", revision=1),
    )
    stage.teller.say(BRAND, f"wants it again: {review.feedback}")
    revised = jonas.revise_submission(
        submission.id, models.ContentInput(submission_type="url", content_url=_reel(JONAS, 2))
    )
    stage.teller.say(JONAS, f"hands in revision {revised.revision}")
    _approve(stage, revised)
    stage.told |= readings.after_the_reviews(stage)


def _hand_in(stage: Stage, creator: str, unit: int) -> models.Submission:
    submissions = stage.cast[creator].client.submissions
    reel = submissions.list_deliverables(stage.campaign).data[0]
    submission = submissions.submit_content(
        stage.campaign,
        models.SubmissionDraft(
            deliverable_id=reel.id, unit=unit, submission_type="url", content_url=_reel(creator, unit),
            description=f"Reel {unit} of {PIECES}",
        ),
    )  # fmt: skip
    stage.submissions[submission.id] = (creator, unit)
    stage.teller.say(creator, f"hands in reel {unit}: {submission.content_url}")
    return submission


def _approve(stage: Stage, submission: models.Submission) -> None:
    creator, unit = stage.submissions[submission.id]
    stage.cast[BRAND].client.submissions.review_submission(
        submission.id, models.ReviewDraft(decision="approved", revision=submission.revision)
    )
    stage.deeds.agreements[creator].approved.append(unit)
    stage.teller.say(BRAND, f"approves reel {unit} of {creator}")


def _reel(creator: str, number: int) -> str:
    return f"https://www.instagram.com/reel/{creator.lower()}Pot{number}/"


def pay_out(stage: Stage) -> None:
    """The campaign ends; when the hold is over, the creators are paid."""
    stage.teller.act("The end of the campaign, and payouts")
    campaign = stage.cast[BRAND].client.campaigns.complete_campaign(stage.campaign)
    stage.teller.say(BRAND, f"ends the campaign: it is {campaign.status}, and what nobody earned is released")
    stage.run_job("payouts", datetime.now(UTC) + timedelta(days=HOLD_DAYS, minutes=1))
    for creator in HANDLES:
        stage.deeds.paid_out.append(creator)
        for payout in stage.cast[creator].client.payouts.list_payouts().data:
            stage.teller.say(creator, f"is paid {money(payout.amount)}: {payout.status}")


def refund(stage: Stage) -> None:
    """The brand takes back what it does not need, and the books are proved."""
    stage.teller.act("A refund")
    wallet = stage.wallet(BRAND).wallet_id
    parts = (
        stage.cast[BRAND]
        .client.wallets.withdraw_from_wallet(wallet, models.WithdrawalStart(amount=WITHDRAWN))
        .data
    )
    stage.deeds.withdrawn = WITHDRAWN
    for part in parts:
        stage.teller.say(BRAND, f"gets {money(part.amount)} back: {part.status}")
    stage.told |= readings.of_refunds(stage, parts)
