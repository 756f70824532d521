"""Every figure that a report tells is defined in docs/figures.md, and what is no figure is named here."""

import re
from pathlib import Path

from campaign_lifecycle.reports import models as report
from campaign_lifecycle.reports.service import COLUMNS
from common.models import analytics
from common.models import results as shared
from common.models.base import Output, Page
from tracking_redirect.performance import models as performance
from tracking_redirect.results import models as results
from tracking_redirect.results.service import CSV_COLUMNS

PAGE = Path(__file__).parents[2] / "docs" / "figures.md"
NO_FIGURE = {
    "amount", "avatar_url", "brand", "brand_id", "by", "creator", "creator_name", "creator_user_id", "currency",
    "data", "date", "day", "deposit_id", "deposited_at", "disabled_at", "display_name", "id", "joined_at", "label",
    "logo_url", "name", "next_cursor", "participant_id", "per_mille_engagements", "per_mille_views", "platform",
    "platform_post_id", "published_on", "rates", "short_code", "slug", "source", "source_url", "tracking_link_id",
    "updated_at", "url", "wallet_id",
}  # fmt: skip
"""Whose and what it is, and the rates that somebody published."""
FRESHNESS = {"as_of", "final", "final_through", "counted_from"}
"""Defined in sentences."""


def fields() -> set[str]:
    """Of everything that performance, report and analytics answer, columns of files included."""
    models = {
        model
        for module in (performance, results, shared, report, analytics)
        for model in vars(module).values()
        if isinstance(model, type) and issubclass(model, Output) and model not in (Output, Page)
    }
    assert {"PostSums", "CampaignPerformance", "LinkFigures", "ReportLine", "FinancialDay"} <= {
        model.__name__ for model in models
    }
    columns = {name.removeprefix("posts_") for name in (*COLUMNS, *CSV_COLUMNS)}
    return columns.union(*(model.model_fields for model in models))


def defined() -> set[str]:
    """What stands in the first cell of a table's row."""
    rows = re.findall(r"^\| ([^|]*)\|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`(\w+)`", row)}


def test_every_figure_is_defined_on_one_page() -> None:
    assert fields() - defined() - FRESHNESS == NO_FIGURE


def test_how_fresh_a_figure_is_is_defined_in_sentences() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert {name for name in FRESHNESS if f"`{name}`" in text} == FRESHNESS
