"""Files of a campaign: announce, upload to S3 by the form in the answer, complete."""

from typing import Annotated, Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from campaign_lifecycle.app import app
from campaign_lifecycle.assets import repository, service
from campaign_lifecycle.assets.models import AssetDraft, AssetWithLinks
from campaign_lifecycle.errors import ParticipantRequired
from common.adapters.files import FileStoreUnavailable
from common.errors import NotFound
from common.errors.campaigns import CampaignNotRunning, ParticipantNotActive
from common.errors.limits import RequestsLimited
from common.errors.submissions import TooManyFiles
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.assets import AssetPurpose, AssetStatus, CampaignAsset
from common.models.base import Page
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from common.uploads import AssetHandedIn, AssetNotScanned, AssetNotUploaded, AssetRefused, AssetUnsafe

TAGS = ["assets"]
ASSETS = "/api/v1/campaigns/<campaign_id>/assets"


@app.post(
    ASSETS,
    status_code=201,
    tags=TAGS,
    responses=refuses(
        RequestsLimited,
        NotFound,
        ParticipantRequired,
        ParticipantNotActive,
        CampaignNotRunning,
        TooManyFiles,
        *ONCE,
    ),
)
@app.takes(RateClass.CREATE)
def announce_asset(campaign_id: UUID, body: AssetDraft) -> AssetWithLinks:
    """Announce a file and get the form to upload it

    For brand admins and campaign managers, a file for all who take part (`purpose: campaign`); for a creator who
    takes part, a file to hand in (`submission`). Post the answer's `upload.fields` and the file to `upload.url`, then
    call `completeAsset`.
    """
    with app.transaction() as tx:
        announced = app.once(tx, body, CampaignAsset, lambda: service.announce(tx, campaign_id, body))
        # Read again: an answer that is repeated must not offer a form for what is stored or deleted by now.
        asset = repository.find_asset(tx, campaign_id, announced.id)
        keeper = service.keeps(tx, asset)
    return service.with_links(asset, keeper=keeper)


@app.get(ASSETS, tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_assets(
    campaign_id: UUID,
    purpose: Annotated[
        AssetPurpose | None,
        Query(description="Only files of the brand (`campaign`), or of creators (`submission`)."),
    ] = None,
    status: Annotated[AssetStatus | None, Query(description="Only those in this state.")] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[CampaignAsset]:
    """List the files of a campaign

    For members of the brand and for creators who are invited or take part, what is stored. What is still on its way
    is seen by who uploads it; a creator's file is seen by the brand once it is handed in.
    """
    with app.read() as tx:
        return service.list_assets(
            tx, campaign_id, purpose=purpose, status=status, cursor=cursor, limit=limit
        )


@app.get(f"{ASSETS}/<asset_id>", tags=TAGS, responses=refuses(NotFound))
def read_asset(campaign_id: UUID, asset_id: UUID) -> AssetWithLinks:
    """Read a file with its addresses

    For whoever may see it. Who uploads it gets the form while it is pending; once it is stored there is an address to
    download it, good for five minutes.
    """
    with app.read() as tx:
        asset = repository.find_asset(tx, campaign_id, asset_id)
        keeper = service.keeps(tx, asset)
    return service.with_links(asset, keeper=keeper)


@app.post(
    f"{ASSETS}/<asset_id>/complete",
    tags=TAGS,
    responses=refuses(
        NotFound, AssetNotUploaded, AssetNotScanned, AssetUnsafe, AssetRefused, FileStoreUnavailable
    ),
)
def complete_asset(campaign_id: UUID, asset_id: UUID) -> AssetWithLinks:
    """Complete an upload

    For who announced the file, or others who may upload in their place. The file is looked at: what is as announced
    is stored, anything else is deleted and refused (422). From now on `object_key` is final, and can be handed in.
    Twice is as good as once.
    """
    return service.with_links(service.complete(app.actor, campaign_id, asset_id), keeper=True)


@app.delete(
    f"{ASSETS}/<asset_id>",
    status_code=204,
    tags=TAGS,
    responses=refuses(NotFound, AssetHandedIn, FileStoreUnavailable),
)
def delete_asset(campaign_id: UUID, asset_id: UUID) -> Response[Any]:
    """Delete a file

    For who uploads it: the creator, or brand admins and campaign managers. What was handed in stays with its
    submission.
    """
    with app.transaction() as tx:
        service.delete_asset(tx, campaign_id, asset_id)
    return Response(status_code=204)


@app.get("/api/v1/submissions/<submission_id>/file", tags=TAGS, responses=refuses(NotFound))
def read_submitted_file(submission_id: UUID) -> AssetWithLinks:
    """Read the file of a submission

    For its creator and for members of the brand, with an address to download it that is good for five minutes.
    """
    with app.read() as tx:
        asset = service.file_of_submission(tx, submission_id)
    return service.with_links(asset, keeper=False)
