"""Use case of the report."""

from uuid import UUID

from campaign_lifecycle.campaigns import repository as campaigns
from campaign_lifecycle.reports import repository
from campaign_lifecycle.reports.models import ReportLine
from common.database import Transaction
from common.money import decimal_text
from common.spreadsheets import csv_text

MONEY = ("agreed", "spent", "released")


def report_csv(tx: Transaction, campaign_id: UUID) -> str:
    """A line per participant, amounts as a person writes them. Raises `NotFound`."""
    campaigns.find_campaign(tx, campaign_id)
    repository.log_export(tx, campaign_id)
    return csv_text(
        ReportLine.model_fields, (_cells(line).values() for line in repository.report(tx, campaign_id))
    )


def _cells(line: ReportLine) -> dict[str, object]:
    cells = line.model_dump(mode="json")
    return cells | {name: decimal_text(cells[name], line.currency) for name in MONEY}
