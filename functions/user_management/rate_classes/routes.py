"""`/api/v1/system/rate-classes`: administrators only."""

from common.errors import NotFound
from common.models.system import RateClassLimit
from common.refusals import refuses
from user_management.app import app
from user_management.rate_classes import service
from user_management.rate_classes.models import NewLimit, RateClassLimits

TAGS = ["administration"]


@app.get("/api/v1/system/rate-classes", tags=TAGS, responses=refuses())
def list_rate_classes() -> RateClassLimits:
    """List how much of which work there may be

    For administrators: for each class of work and whom it counts, so many in so many hours, and so many at once.
    """
    with app.read() as tx:
        return RateClassLimits(data=service.list_limits(tx))


@app.put("/api/v1/system/rate-classes/<key>/<per>", tags=TAGS, responses=refuses(NotFound))
def put_rate_class(key: str, per: str, body: NewLimit) -> RateClassLimit:
    """Put another limit on a class of work

    For administrators. It counts from the next request on, and nobody gets a fresh burst by it.
    """
    with app.transaction() as tx:
        return service.put_limit(tx, key, per, body)
