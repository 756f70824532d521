"""Use cases of the report: answered at once where it is short, written to a file however long it is."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from campaign_lifecycle.campaigns import repository as campaigns
from campaign_lifecycle.reports import repository
from campaign_lifecycle.reports.models import ReportLine
from common.database import Transaction, transaction
from common.errors import AnswerTooLarge
from common.exports import DueExport, request_export
from common.identity import SERVICE
from common.models.exports import Export, ExportKind
from common.models.results import Costs, PostSums
from common.money import decimal_text, fraction_text
from common.spreadsheets import csv_parts, csv_text

COLUMNS = (
    "creator_user_id", "status", "joined_at", "agreed", "spent", "released", "currency", "approved",
    "pending_review", "clicks", "conversions", "as_of", "final", "conversion_value", *Costs.model_fields,
    *(f"posts_{name}" for name in PostSums.model_fields), "creator_name",
)  # fmt: skip
"""New columns stand at the end: who reads them by their place goes on."""
MONEY = (
    "agreed", "spent", "released", "conversion_value", "spend", "cost_per_click", "cost_per_conversion", "posts_spend",
    "posts_cost_per_mille",
)  # fmt: skip
LINES_AT_ONCE = 500
MOST_LINES = 10_000
"""Of one answer: some 2.5 MB."""


def report_csv(tx: Transaction, campaign_id: UUID) -> str:
    """A line per participant, amounts as a person writes them.

    Raises `NotFound`, `AnswerTooLarge` where there are more lines than an answer has: that is a file.
    """
    campaigns.find_campaign(tx, campaign_id)
    repository.log_export(tx, campaign_id)
    lines = repository.report(tx, campaign_id, after=None, limit=MOST_LINES + 1)
    if len(lines) > MOST_LINES:
        raise AnswerTooLarge(details=[{"instead": f"POST /api/v1/campaigns/{campaign_id}/exports"}])
    return csv_text(COLUMNS, _rows(lines))


def request_report(tx: Transaction, campaign_id: UUID) -> Export:
    """A file of the report. Raises `NotFound`, `ExportPending`."""
    campaigns.find_campaign(tx, campaign_id)
    repository.log_export(tx, campaign_id)
    return request_export(tx, ExportKind.CAMPAIGN_REPORT, campaign_id=campaign_id)


def report_file(due: DueExport) -> Iterator[bytes]:
    """The same lines, piece by piece."""
    assert due.campaign_id is not None, "a report is about a campaign"
    return (text.encode() for text in csv_parts(COLUMNS, map(_rows, _pages_of(due.campaign_id))))


def _pages_of(campaign_id: UUID) -> Iterator[list[ReportLine]]:
    """Read as the service; no transaction is open between two pages."""
    after: UUID | None = None
    while True:
        with transaction(SERVICE) as tx:
            lines = repository.report(tx, campaign_id, after=after, limit=LINES_AT_ONCE)
        if not lines:
            return
        yield lines
        after = lines[-1].participant_id


def _rows(lines: Iterable[ReportLine]) -> Iterator[list[object]]:
    for line in lines:
        cells = line.model_dump(mode="json")
        cells |= {f"posts_{name}": cell for name, cell in cells["posts"].items()}
        cells |= {name: decimal_text(cells[name], line.currency) for name in MONEY if cells[name] is not None}
        if (cost := line.posts.cost_per_engagement) is not None:
            cells["posts_cost_per_engagement"] = fraction_text(cost, line.currency)
        cells["final"] = "yes" if line.final else "no"
        yield [cells[name] for name in COLUMNS]
