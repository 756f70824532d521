"""Which implementation answers: Resend where there is a key, else the stub, never in `prod`."""

from common.adapters.email.port import EmailAdapter
from common.errors import NotConfigured
from common.integrations import Availability, availability_of, integration
from common.secrets import integration_secret
from common.settings import required


def email_availability() -> Availability:
    """live, stub or off, and why; a missing secret by its name, never a value."""
    return availability_of(integration("email"))


def email_adapter() -> EmailAdapter:
    """The implementation that the stage and its secrets call for. Raises `NotConfigured`."""
    found = email_availability()
    if found.mode == "off":
        raise NotConfigured(details=[{"missing": found.reason}])
    if found.mode == "stub":
        from common.adapters.email.stub import StubEmailAdapter

        return StubEmailAdapter()
    from common.adapters.email.resend import ResendEmailAdapter, pace_of

    return ResendEmailAdapter(
        integration_secret("RESEND_API_KEY") or "",
        integration_secret("RESEND_FROM_EMAIL") or "",
        pace=pace_of(float(required("RESEND_REQUESTS_PER_SECOND"))),
    )
