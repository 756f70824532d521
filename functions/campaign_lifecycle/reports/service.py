"""Use case of the report."""

import csv
import io
from uuid import UUID

from campaign_lifecycle.campaigns import repository as campaigns
from campaign_lifecycle.reports import repository
from campaign_lifecycle.reports.models import ReportLine
from common.database import Transaction
from common.money import decimal_text

MONEY = ("agreed", "spent", "released")


def report_csv(tx: Transaction, campaign_id: UUID) -> str:
    """A line per participant, amounts as a person writes them. Raises `NotFound`."""
    campaigns.find_campaign(tx, campaign_id)
    repository.log_export(tx, campaign_id)
    text = io.StringIO()
    writer = csv.DictWriter(text, list(ReportLine.model_fields))
    writer.writeheader()
    for line in repository.report(tx, campaign_id):
        cells = line.model_dump(mode="json")
        writer.writerow(cells | {name: decimal_text(cells[name], line.currency) for name in MONEY})
    return text.getvalue()
