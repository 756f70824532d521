"""`/api/v1/connect`."""

from common.adapters.payments.port import PaymentObjectUnknown, PaymentRefused, PaymentUnclear
from common.errors import NotConfigured, NotFound
from common.errors.limits import RequestsLimited
from common.errors.money import ConnectedAccountTaken
from common.idempotency import ONCE
from common.limits import RateClass
from common.refusals import refuses
from payments.app import app
from payments.connect import service
from payments.connect.models import ConnectStatus, OnboardingLink, OnboardingStart
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
        ConnectedAccountTaken,
        PaymentRefused,
        PaymentObjectUnknown,
        PaymentUnclear,
        *ONCE,
    ),
)
@app.takes(RateClass.CREATE)
def start_onboarding(body: OnboardingStart) -> OnboardingLink:
    """A link to Stripe's onboarding for the calling creator; single use.

    The account is opened once per `Idempotency-Key`, and once without; each answer has a link of its own.
    """
    return service.onboard(app, body)


@app.get(
    "/api/v1/connect/status",
    tags=TAGS,
    responses=refuses(NotConfigured, NoWallet, NotFound, PaymentRefused, PaymentUnclear),
)
def read_connect_status() -> ConnectStatus:
    """Whether the calling creator can be paid, and what is missing."""
    return service.connect_status(app.actor)
