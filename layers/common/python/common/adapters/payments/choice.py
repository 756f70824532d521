"""Which implementation answers: Stripe where there is a key, else the stub, never in `prod`."""

from common.adapters.payments.port import PaymentAdapter
from common.errors import NotConfigured
from common.integrations import Mode, availability_of, integration
from common.secrets import integration_secret

SECRET_KEY = "STRIPE_SECRET_KEY"  # noqa: S105 - the name of a secret


def payments_mode() -> tuple[Mode, str]:
    """live, stub or off, and why not live; a missing secret by its name, never a value."""
    found = availability_of(integration("payments"))
    return found.mode, found.reason


def payment_adapter() -> PaymentAdapter:
    """The implementation that the stage and its key call for. Raises `NotConfigured`."""
    mode, _ = payments_mode()
    if mode == "off":
        raise NotConfigured(details=[{"missing": SECRET_KEY}])
    if mode == "stub":
        from common.adapters.payments.stub import StubPaymentAdapter

        return StubPaymentAdapter()
    from common.adapters.payments.stripe import StripePaymentAdapter

    return StripePaymentAdapter(integration_secret(SECRET_KEY) or "")
