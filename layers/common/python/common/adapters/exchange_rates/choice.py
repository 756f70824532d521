"""Which implementation answers: the central bank where there is an address, else the stub, never in `prod`."""

from common.adapters.exchange_rates.port import ExchangeRates
from common.errors import NotConfigured
from common.integrations import availability_of, integration
from common.secrets import integration_secret


def exchange_rates() -> ExchangeRates:
    """The implementation that the stage and its address call for. Raises `NotConfigured`."""
    found = availability_of(integration("exchange_rates"))
    if found.mode == "off":
        raise NotConfigured(details=[{"missing": found.reason}])
    if found.mode == "stub":
        from common.adapters.exchange_rates.stub import StubExchangeRates

        return StubExchangeRates()
    from common.adapters.exchange_rates.ecb import EcbExchangeRates

    return EcbExchangeRates(integration_secret("EXCHANGE_RATES_URL") or "")
