"""Which implementation answers: Stripe where there is a key, else the stub, never in `prod`."""

from typing import Literal

from common.adapters.payments.port import PaymentAdapter
from common.errors import NotConfigured
from common.secrets import integration_secret
from common.settings import Stage, settings

SECRET_KEY = "STRIPE_SECRET_KEY"  # noqa: S105 - the name of a secret
LIVE_PREFIXES = ("sk_", "rk_")
Mode = Literal["live", "stub", "off"]


def payments_mode() -> tuple[Mode, str]:
    """live, stub or off, and why; a missing secret by its name, never a value."""
    key = integration_secret(SECRET_KEY)
    if key and key.startswith(LIVE_PREFIXES):
        return "live", f"{SECRET_KEY} is configured"
    why = f"{SECRET_KEY} {'is no Stripe secret key' if key else 'is missing'}"
    return ("off" if settings().stage is Stage.PROD else "stub"), why


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
