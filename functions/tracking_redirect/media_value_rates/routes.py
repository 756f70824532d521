"""`/api/v1/media-value-rates`: read by everybody, entered by administrators."""

from typing import Any

from aws_lambda_powertools.event_handler import Response

from common.errors import Forbidden, NotFound
from common.models.platform import Platform
from common.models.results import MediaValueRate
from common.money import WalletCurrency
from common.refusals import refuses
from tracking_redirect.app import app
from tracking_redirect.media_value_rates import repository, service
from tracking_redirect.media_value_rates.models import MediaValueRates, NewMediaValueRate

TAGS = ["tracking"]
ONE = "/api/v1/media-value-rates/<platform>/<currency>"


@app.get("/api/v1/media-value-rates", tags=TAGS, responses=refuses())
def list_media_value_rates() -> MediaValueRates:
    """List the rates that posts are valued by

    For whoever is signed in: what was published that views and engagements cost as advertising, with its sources.
    There is none until an administrator enters one.
    """
    with app.read() as tx:
        return MediaValueRates(data=repository.list_rates(tx))


@app.put(ONE, tags=TAGS, responses=refuses(Forbidden))
def put_media_value_rate(
    platform: Platform, currency: WalletCurrency, body: NewMediaValueRate
) -> MediaValueRate:
    """Put the rate of a platform in a currency

    For administrators: what somebody published, in place of what stood there. Reports go by it from now on, also
    those of past campaigns.
    """
    with app.transaction() as tx:
        return service.put_rate(tx, platform, currency, body)


@app.delete(ONE, status_code=204, tags=TAGS, responses=refuses(Forbidden, NotFound))
def delete_media_value_rate(platform: Platform, currency: WalletCurrency) -> Response[Any]:
    """Delete the rate of a platform in a currency

    For administrators. Reports have no value by it any more.
    """
    with app.transaction() as tx:
        service.delete_rate(tx, platform, currency)
    return Response(status_code=204)
