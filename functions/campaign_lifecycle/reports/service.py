"""Use cases of a campaign as a whole: launch, duplicate, snapshots, report, and what the clock does."""

import csv
import io
from datetime import datetime
from uuid import UUID

from campaign_lifecycle.assets import repository as asset_repository
from campaign_lifecycle.assets import service as assets
from campaign_lifecycle.campaigns import repository as campaigns
from campaign_lifecycle.campaigns.service import (
    delete_campaign,
    move_campaign,
    require_manager,
    run_transitions,
)
from campaign_lifecycle.errors import LaunchRefused
from campaign_lifecycle.models import CampaignSnapshot, ReportLine
from campaign_lifecycle.reports import repository
from common.database import Transaction, transaction
from common.identity import SERVICE
from common.jobs import Counts
from common.models.base import Page
from common.models.campaigns import Campaign, CampaignBrief, CampaignStatus
from common.money import decimal_text
from common.pagination import decode_id_cursor, page

A_PASS = 200
LAST_PASS = 1_000
MONEY = ("agreed", "spent", "released")


def launch(tx: Transaction, campaign_id: UUID) -> Campaign:
    """Draft → active, if it is ready. Raises `LaunchRefused` with every reason."""
    campaign = require_manager(tx, campaign_id)
    problems = repository.launch_problems(tx, campaign_id)
    if campaign.status is CampaignStatus.DRAFT and problems:
        raise LaunchRefused(details=[problem.model_dump() for problem in problems])
    return move_campaign(tx, campaign_id, CampaignStatus.ACTIVE)


def delete_with_files(tx: Transaction, campaign_id: UUID) -> None:
    """Delete a draft and its files. Raises `NotFound`, `CampaignNotDraft`, `Forbidden`."""
    files = asset_repository.delete_assets_of_draft(tx, campaign_id)
    delete_campaign(tx, campaign_id)
    assets.delete_files(files)


def duplicate(tx: Transaction, campaign_id: UUID) -> Campaign:
    """A draft with the same content and deliverables, without dates and people. Raises `NotFound`, `Forbidden`."""
    require_manager(tx, campaign_id)
    copy = repository.duplicate_campaign(tx, campaign_id)
    repository.duplicate_deliverables(tx, campaign_id, copy)
    return campaigns.find_campaign(tx, copy)


def list_snapshots(
    tx: Transaction, campaign_id: UUID, *, cursor: str | None, limit: int
) -> Page[CampaignSnapshot]:
    """Figures over time, newest first. Raises `NotFound`."""
    campaigns.find_campaign(tx, campaign_id)
    rows = repository.list_snapshots(tx, campaign_id, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda snapshot: snapshot.id)


def list_briefs(tx: Transaction, *, cursor: str | None, limit: int) -> Page[CampaignBrief]:
    """Campaigns that the actor is invited to or takes part in, newest first. Raises `CursorInvalid`."""
    rows = campaigns.list_briefs(tx, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda brief: brief.id)


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


def run_clock(as_of: datetime) -> Counts:
    """The hourly job: transitions, deadlines, today's snapshots, files that nobody wants.

    Each pass has a transaction of its own. Raises `FileStoreUnavailable`, at the end.
    """
    counts = run_transitions(as_of)
    deadlines = run_deadlines(as_of)
    counts["errors"] += deadlines.pop("errors")
    after: UUID | None = None
    while True:
        with transaction(SERVICE) as tx:
            after = repository.take_snapshots(tx, as_of, after, LAST_PASS)
        if after is None:
            break
    # At the end: where S3 does not answer, everything else is done.
    return counts | deadlines | {"files_swept": assets.sweep(as_of)}


def run_deadlines(as_of: datetime) -> Counts:
    """Passes until none is full; the sum of what they did. `errors` counts the reviews that could not be approved."""
    total: Counts = {}
    failed: list[UUID] = []
    while True:
        with transaction(SERVICE) as tx:
            done = repository.process_deadlines(tx, as_of, A_PASS, failed)
        counts = done.model_dump(exclude={"failed"})
        for name, number in counts.items():
            total[name] = total.get(name, 0) + number
        failed += done.failed
        if max(counts["auto_approved"] + len(done.failed), *counts.values()) < A_PASS:
            return total | {"errors": len(failed)}
