"""`/api/v1/connect`."""

from common.adapters.payments.port import PaymentObjectUnknown, PaymentRefused, PaymentUnclear
from common.errors import NotConfigured, NotFound
from common.errors.limits import RequestsLimited
from common.limits import RateClass
from common.refusals import refuses
from payments.app import app
from payments.connect.models import ConnectStatus, OnboardingLink, OnboardingStart
from payments.connect.service import connect_status, start_onboarding
from payments.errors import NoWallet

TAGS = ["payouts"]


@app.post(
    "/api/v1/connect/onboarding",
    status_code=201,
    tags=TAGS,
    responses=refuses(
        RequestsLimited,
        NotConfigured,
        NoWallet,
        NotFound,
        PaymentRefused,
        PaymentObjectUnknown,
        PaymentUnclear,
    ),
)
@app.takes(RateClass.CREATE)
def onboard(body: OnboardingStart) -> OnboardingLink:
    """A link to Stripe's onboarding for the calling creator; single use."""
    return start_onboarding(app.actor, body.country)


@app.get(
    "/api/v1/connect/status",
    tags=TAGS,
    responses=refuses(
        NotConfigured, NoWallet, NotFound, PaymentRefused, PaymentObjectUnknown, PaymentUnclear
    ),
)
def read_connect_status() -> ConnectStatus:
    """Whether the calling creator can be paid, and what is missing."""
    return connect_status(app.actor)
