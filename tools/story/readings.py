"""Every figure as the API tells it, by the names that `arithmetic` gives them."""

import csv
import io
from collections.abc import Sequence
from decimal import Decimal

from atomic_influence import models
from tools.story.arithmetic import CAMPAIGN, Figures
from tools.story.plot import BRAND
from tools.story.stage import Stage, StoryStopped


def of_deposits(stage: Stage) -> Figures:
    """The wallet before anything is spent."""
    return {("Wallet, paid in", "available"): stage.wallet(BRAND).available}


def of_a_promise(creator: str, participant: models.Participant) -> Figures:
    """What a creator who accepts is told."""
    return {
        ("Promise", f"{creator}: fee, basis points"): participant.fee_basis_points,
        ("Promise", f"{creator}: gross"): participant.budget_allocated,
        ("Promise", f"{creator}: net"): participant.net_amount,
    }


def at_the_acceptance(stage: Stage) -> Figures:
    """Wallet and campaign when everybody takes part."""
    wallet, campaign = stage.wallet(BRAND), _campaign(stage)
    return {
        ("Wallet, all aboard", "available"): wallet.available,
        ("Wallet, all aboard", "reserved"): wallet.reserved,
        ("Wallet, all aboard", "reserved by the campaign"): campaign.budget_reserved,
    }


def after_the_reviews(stage: Stage) -> Figures:
    """Wallet and campaign when all work is reviewed, and what the creators earned."""
    figures: Figures = {
        ("Wallet, work reviewed", "reserved"): stage.wallet(BRAND).reserved,
        ("Wallet, work reviewed", "spent by the campaign"): _campaign(stage).budget_spent,
    }
    for creator in stage.deeds.agreements:
        client = stage.cast[creator].client
        figures["Earnings", f"{creator}: on hold"] = stage.wallet(creator).pending
        for earning in client.every(client.payouts.list_earnings):
            if earning.submission_id in stage.submissions:
                _, unit = stage.submissions[earning.submission_id]
                figures["Earnings", f"{creator}, reel {unit}: gross"] = earning.gross_amount
                figures["Earnings", f"{creator}, reel {unit}: fee"] = earning.fee_amount
                figures["Earnings", f"{creator}, reel {unit}: net"] = earning.amount
    return figures


def of_refunds(stage: Stage, parts: Sequence[models.WalletTransaction]) -> Figures:
    """What of which deposit went back."""
    of = dict.fromkeys(stage.deposits, 0)
    for part in parts:
        if part.relates_to is None or part.status != "completed":
            raise StoryStopped(f"a refund that is {part.status}, of the deposit {part.relates_to}")
        of[part.relates_to] += part.amount
    figures: Figures = {("Refund", "together"): sum(of.values())}
    return figures | {
        ("Refund", f"of deposit {number}"): amount for number, amount in enumerate(of.values(), 1)
    }


def at_the_end(stage: Stage) -> Figures:
    """Wallets, report, payouts, the proof of the books, and what the visitors brought."""
    brand, wallet = stage.cast[BRAND].client, stage.wallet(BRAND)
    figures: Figures = {
        ("Wallet, in the end", "available"): wallet.available,
        ("Wallet, in the end", "reserved"): wallet.reserved,
        ("Wallet, in the end", "debt"): wallet.debt,
        ("Wallet, in the end", "statement closes with"): brand.wallets.read_wallet_statement(
            wallet.wallet_id
        ).closing_balance,
        ("Wallet, in the end", "still reserved by the campaign"): _campaign(stage).budget_reserved,
        ("Books", "findings of the proof"): len(stage.admin.payouts.reconcile_books().findings),
    }
    figures |= _report(stage)
    for creator in stage.deeds.agreements:
        client = stage.cast[creator].client
        paid = [one.amount for one in client.every(client.payouts.list_payouts) if one.status == "paid"]
        left = stage.wallet(creator)
        figures["Payout", f"{creator}: paid"] = sum(paid)
        figures["Payout", f"{creator}: left in the wallet"] = left.available + left.pending
    return figures | _of_visitors(stage)


def _campaign(stage: Stage) -> models.Campaign:
    return stage.cast[BRAND].client.campaigns.read_campaign(stage.campaign)


def _report(stage: Stage) -> Figures:
    """The table that a brand downloads; it has amounts in dollars."""
    text = stage.cast[BRAND].client.campaigns.download_campaign_report(stage.campaign)
    names = {str(person.id): name for name, person in stage.cast.items()}
    figures: Figures = {}
    for row in csv.DictReader(io.StringIO(text)):
        for figure in ("agreed", "spent", "released"):
            figures["Report", f"{names[row['creator_user_id']]}: {figure}"] = int(Decimal(row[figure]) * 100)
    return figures


def _of_visitors(stage: Stage) -> Figures:
    """The campaign as its brand sees it, each creator's part as they see it."""
    today = max(visit.at for visit in stage.deeds.visits).date()
    brand = stage.cast[BRAND].client.tracking
    figures = _life(CAMPAIGN, brand.read_campaign_performance(stage.campaign))
    figures |= _day(CAMPAIGN, brand.read_daily_figures(stage.campaign, from_=today, to=today))
    for creator in stage.deeds.agreements:
        person = stage.cast[creator]
        own = person.client.tracking
        figures |= _life(creator, own.read_creator_performance(stage.campaign, person.id))
        days = own.read_daily_figures(stage.campaign, from_=today, to=today, creator_user_id=person.id)
        figures |= _day(creator, days)
    return figures


def _life(section: str, told: models.CampaignPerformance | models.CreatorPerformance) -> Figures:
    return {
        (section, "clicks"): told.total_clicks,
        (section, "unique clicks"): told.unique_clicks,
        (section, "scans"): told.total_scans,
        (section, "views"): told.total_views,
        (section, "conversions"): told.total_conversions,
        (section, "converted clicks"): told.converted_clicks,
        (section, "conversion value"): told.conversion_value,
        (section, "conversion rate"): _decimal(told.conversion_rate),
        (section, "spend"): told.spend,
        (section, "cost per click"): told.cost_per_click,
        (section, "cost per conversion"): told.cost_per_conversion,
        (section, "return on spend"): _decimal(told.return_on_spend),
        (section, "return on investment"): _decimal(told.return_on_investment),
    }


def _day(section: str, series: models.DailySeries) -> Figures:
    (day,) = series.data
    return {
        (section, "clicks of the day"): day.clicks,
        (section, "unique clicks of the day"): day.unique_clicks,
        (section, "conversions of the day"): day.conversions,
        (section, "conversion value of the day"): day.conversion_value,
    }


def _decimal(told: str | None) -> Decimal | None:
    return None if told is None else Decimal(told)
