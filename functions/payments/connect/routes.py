"""`/api/v1/connect`."""

from payments.app import app
from payments.connect.models import ConnectStatus, OnboardingLink, OnboardingStart
from payments.connect.service import connect_status, start_onboarding

TAGS = ["payouts"]


@app.post("/api/v1/connect/onboarding", status_code=201, tags=TAGS)
def onboard(body: OnboardingStart) -> OnboardingLink:
    """A link to Stripe's onboarding for the calling creator; single use."""
    return start_onboarding(app.actor, body.country)


@app.get("/api/v1/connect/status", tags=TAGS)
def read_connect_status() -> ConnectStatus:
    """Whether the calling creator can be paid, and what is missing."""
    return connect_status(app.actor)
