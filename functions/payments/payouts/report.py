"""What a payout is made of: earnings, gross, fee and net, by campaign, and commissions, for the payee's own books."""

from collections import defaultdict
from itertools import chain
from uuid import UUID

from common.database import Transaction
from common.money import decimal_text
from common.spreadsheets import csv_text
from common.times import moment_text
from payments.errors import ReportTooLong
from payments.payouts import repository
from payments.payouts.models import CampaignShare, CommissionLine, PayoutLine, PayoutReport

LONGEST_REPORT = 10_000
"""Lines of one report: API Gateway answers at most 6 MB."""

CSV_COLUMNS = (
    "earning_id", "earned_at", "kind", "campaign", "brand", "reason", "gross", "fee", "net", "currency", "payout_id",
    "commission_id",
)  # fmt: skip
"""New columns stand at the end: who reads them by their place goes on."""
COMMISSION = "Commission"


def payout_report(tx: Transaction, payout_id: UUID) -> PayoutReport:
    """What a payout is made of. Raises `NotFound`, `ReportTooLong`."""
    payout = repository.find_payout(tx, payout_id)
    lines, commissions = _lines(tx, payout_id)
    brought = sum(line.amount for line in commissions)
    return PayoutReport(
        payout=payout,
        gross_amount=sum(line.gross_amount for line in lines) + brought,
        fee_amount=sum(line.fee_amount for line in lines),
        amount=sum(line.amount for line in lines) + brought,
        campaigns=_shares(lines),
        lines=lines,
        commissions=commissions,
    )


def payout_report_csv(tx: Transaction, payout_id: UUID) -> str:
    """The lines of the report as CSV, amounts as people write them. Raises `NotFound`, `ReportTooLong`."""
    currency = repository.find_payout(tx, payout_id).currency
    lines, commissions = _lines(tx, payout_id)
    return csv_text(
        CSV_COLUMNS,
        chain(
            (
                (line.earning_id, moment_text(line.earned_at), line.kind, line.campaign_name, line.brand_name,
                 line.reason,
                 *(decimal_text(amount, currency) for amount in (line.gross_amount, line.fee_amount, line.amount)),
                 currency, payout_id, "")
                for line in lines
            ),
            (
                ("", line.month, line.kind, COMMISSION, "", line.reason,
                 *(decimal_text(amount, currency) for amount in (line.amount, 0, line.amount)),
                 currency, payout_id, line.commission_id)
                for line in commissions
            ),
        ),
    )  # fmt: skip


def _lines(tx: Transaction, payout_id: UUID) -> tuple[list[PayoutLine], list[CommissionLine]]:
    lines = repository.list_lines(tx, payout_id, LONGEST_REPORT + 1)
    commissions = repository.list_commissions(tx, payout_id, LONGEST_REPORT + 1)
    if len(lines) + len(commissions) > LONGEST_REPORT:
        raise ReportTooLong(details=[{"most": LONGEST_REPORT}])
    return lines, commissions


def _shares(lines: list[PayoutLine]) -> list[CampaignShare]:
    """Campaigns, deals and programs in the order of their first earning."""
    of_campaign: defaultdict[tuple[UUID | None, UUID | None, UUID | None], list[PayoutLine]] = defaultdict(
        list
    )
    for line in lines:
        of_campaign[line.campaign_id, line.deal_id, line.program_id].append(line)
    return [
        CampaignShare(
            campaign_id=campaign_id,
            deal_id=deal_id,
            program_id=program_id,
            campaign_name=found[0].campaign_name,
            brand_name=found[0].brand_name,
            gross_amount=sum(line.gross_amount for line in found),
            fee_amount=sum(line.fee_amount for line in found),
            amount=sum(line.amount for line in found),
        )
        for (campaign_id, deal_id, program_id), found in of_campaign.items()
    ]
