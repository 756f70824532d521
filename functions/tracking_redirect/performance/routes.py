"""The two performance functions, and reports by day, referrer, device and country."""

from typing import Annotated, Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from common.errors import NotFound
from common.errors.limits import RequestsLimited
from common.http import csv_file
from common.limits import RateClass
from common.models.base import Day
from common.refusals import refuses
from tracking_redirect.app import app
from tracking_redirect.performance import repository, service
from tracking_redirect.performance.models import (
    Breakdown,
    CampaignPerformance,
    CreatorPerformance,
    DailySeries,
    Dimension,
)

TAGS = ["tracking"]
Since = Annotated[Day | None, Query(alias="from")]
Until = Annotated[Day | None, Query(alias="to")]


@app.get("/api/v1/campaigns/<campaign_id>/performance", tags=TAGS, responses=refuses(NotFound))
def campaign_performance(campaign_id: UUID) -> CampaignPerformance:
    """Clicks, unique clicks, conversions, spend, cost per click and return on investment of a campaign."""
    with app.transaction() as tx:
        return repository.campaign_performance(tx, campaign_id)


@app.get(
    "/api/v1/campaigns/<campaign_id>/creators/<user_id>/performance", tags=TAGS, responses=refuses(NotFound)
)
def creator_performance(campaign_id: UUID, user_id: UUID) -> CreatorPerformance:
    """The same for one participant."""
    with app.transaction() as tx:
        return repository.creator_performance(tx, campaign_id, user_id)


@app.get("/api/v1/campaigns/<campaign_id>/performance/daily", tags=TAGS, responses=refuses(NotFound))
def daily_series(campaign_id: UUID, since: Since = None, until: Until = None) -> DailySeries:
    """One row per day (UTC), days without events included; the last 30 days unless told otherwise."""
    with app.transaction() as tx:
        return service.daily_series(tx, campaign_id, since, until)


@app.get("/api/v1/campaigns/<campaign_id>/performance/breakdown", tags=TAGS, responses=refuses(NotFound))
def breakdown(
    campaign_id: UUID, by: Annotated[Dimension, Query()],
    since: Since = None, until: Until = None,
) -> Breakdown:  # fmt: skip
    """The ten most frequent referrers, the devices, or the countries where known, of clicks by people."""
    with app.transaction() as tx:
        return service.breakdown(tx, campaign_id, by, since, until)


@app.get(
    "/api/v1/campaigns/<campaign_id>/performance.csv", tags=TAGS, responses=refuses(RequestsLimited, NotFound)
)
@app.takes(RateClass.EXPORT)
def daily_csv(campaign_id: UUID, since: Since = None, until: Until = None) -> Response[Any]:
    """The daily series as CSV, money in the unit of its currency."""
    with app.transaction() as tx:
        table = service.daily_csv(tx, campaign_id, since, until)
    return csv_file(f"campaign-{campaign_id}", table)
