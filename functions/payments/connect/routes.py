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
    """Start onboarding at Stripe to be paid

    For creators and agents. Open the answer's address at once: it is good once, and leads to Stripe's pages;
    `readConnectStatus` says whether they were enough. The account is opened once per `Idempotency-Key`, and once
    without; each answer has a link of its own.
    """
    return service.onboard(app, body)


@app.get(
    "/api/v1/connect/status",
    tags=TAGS,
    responses=refuses(NotConfigured, NoWallet, NotFound, PaymentRefused, PaymentUnclear),
)
def read_connect_status() -> ConnectStatus:
    """Read whether one can be paid

    For creators and agents. Stripe is asked each time, so read it when somebody comes back from the onboarding. Where
    something is missing, the answer says what.
    """
    return service.connect_status(app.actor)
