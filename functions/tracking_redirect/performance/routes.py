"""The two performance functions, and reports by day, link, referrer, device, browser and country.

Each says how fresh it is, and looks at new user agents before it counts: see `docs/figures.md`.
"""

from typing import Annotated, Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from common.answers import CSV, csv_file
from common.errors import NotFound
from common.errors.limits import RequestsLimited
from common.limits import RateClass
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, FirstDay, LastDay, Limit
from common.refusals import refuses
from tracking_redirect.aggregation.classify import classify_agents_of
from tracking_redirect.app import app
from tracking_redirect.performance import repository, service
from tracking_redirect.performance.models import (
    Breakdown,
    CampaignPerformance,
    CreatorPerformance,
    DailySeries,
    Dimension,
    LinkPage,
)
from tracking_redirect.performance.scope import Scope

TAGS = ["tracking"]
By = Annotated[Dimension, Query(description="What to tell the clicks apart by.")]
OfCreator = Annotated[
    UUID | None, Query(alias="creator_user_id", description="Only what this creator brought.")
]
OfLink = Annotated[UUID | None, Query(alias="tracking_link_id", description="Only what this link brought.")]


@app.get("/api/v1/campaigns/<campaign_id>/performance", tags=TAGS, responses=refuses(NotFound))
def read_campaign_performance(campaign_id: UUID) -> CampaignPerformance:
    """Read what a campaign brought

    For members of the brand: clicks, conversions, spend, cost per click and return on investment over its life, today
    included. `final_through` says up to which day counting is done.
    """
    classify_agents_of(campaign_id)
    with app.read() as tx:
        return repository.campaign_performance(tx, campaign_id)


@app.get(
    "/api/v1/campaigns/<campaign_id>/creators/<user_id>/performance", tags=TAGS, responses=refuses(NotFound)
)
def read_creator_performance(campaign_id: UUID, user_id: UUID) -> CreatorPerformance:
    """Read what one creator brought a campaign

    For members of the brand, and for that creator: their clicks and conversions over the campaign's life.
    """
    classify_agents_of(campaign_id)
    with app.read() as tx:
        return repository.creator_performance(tx, campaign_id, user_id)


@app.get("/api/v1/campaigns/<campaign_id>/performance/daily", tags=TAGS, responses=refuses(NotFound))
def read_daily_figures(
    campaign_id: UUID, since: FirstDay = None, until: LastDay = None,
    creator_user_id: OfCreator = None, tracking_link_id: OfLink = None,
) -> DailySeries:  # fmt: skip
    """Read the figures of a campaign, day by day

    For members of the brand; creators, who name themselves or a link, see their own. A row for each day (UTC), days
    without events and today included; the last 30 days unless told otherwise, at most 366. Of the campaign, or of one
    creator or link.
    """
    classify_agents_of(campaign_id)
    with app.transaction() as tx:
        return service.daily_series(tx, Scope(campaign_id, creator_user_id, tracking_link_id), since, until)


@app.get(
    "/api/v1/campaigns/<campaign_id>/performance/links", tags=TAGS, responses=refuses(NotFound, CursorInvalid)
)
def list_link_figures(
    campaign_id: UUID, creator_user_id: OfCreator = None,
    cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT,
) -> LinkPage:  # fmt: skip
    """List what each link of a campaign brought

    For members of the brand, all links and the labelled ones too; creators, who name themselves, see their own. Over
    each link's life.
    """
    classify_agents_of(campaign_id)
    with app.transaction() as tx:
        return service.link_figures(tx, Scope(campaign_id, creator_user_id), cursor=cursor, limit=limit)


@app.get("/api/v1/campaigns/<campaign_id>/performance/breakdown", tags=TAGS, responses=refuses(NotFound))
def read_breakdown(
    campaign_id: UUID, *, by: By, since: FirstDay = None, until: LastDay = None,
    creator_user_id: OfCreator = None, tracking_link_id: OfLink = None,
) -> Breakdown:  # fmt: skip
    """Read where the clicks of a campaign came from

    For members of the brand; creators, who name themselves or a link, see their own. The ten most frequent referrers
    or browsers (apps' own ones by the app's name), the devices, or the countries of clicks by people: of the
    campaign, or of one creator or link, in at most 366 days.
    """
    classify_agents_of(campaign_id)
    with app.transaction() as tx:
        return service.breakdown(tx, by, Scope(campaign_id, creator_user_id, tracking_link_id), since, until)


@app.get(
    "/api/v1/campaigns/<campaign_id>/performance.csv",
    tags=TAGS,
    responses=CSV | refuses(RequestsLimited, NotFound),
)
@app.takes(RateClass.EXPORT)
def download_daily_figures(
    campaign_id: UUID, since: FirstDay = None, until: LastDay = None,
    creator_user_id: OfCreator = None, tracking_link_id: OfLink = None,
) -> Response[Any]:  # fmt: skip
    """Download the daily figures of a campaign as CSV

    For members of the brand; creators, who name themselves or a link, get their own. The rows of `readDailyFigures`,
    money in the unit of its currency.
    """
    classify_agents_of(campaign_id)
    scope = Scope(campaign_id, creator_user_id, tracking_link_id)
    with app.transaction() as tx:
        table = service.daily_csv(tx, scope, since, until)
    return csv_file(f"campaign-{campaign_id}", table)
