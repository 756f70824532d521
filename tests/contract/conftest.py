"""localstripe once per pytest process, emptied for every test; our adapter and our handlers pointed at it."""

from collections.abc import Iterator
from functools import partial
from uuid import UUID

import pytest

from common.adapters.payments import stripe as payments_stripe
from common.adapters.payments.stripe import StripePaymentAdapter
from tests.conftest import Database
from tests.contract.endpoint import Endpoint, listening
from tests.contract.localstripe import SECRET_KEY, Dialect, Localstripe, running
from tests.contract.payer import Payer
from tests.factories.payments import WEBHOOK_SECRET
from tests.factories.people import make_user


@pytest.fixture(scope="session")
def localstripe_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Localstripe]:
    """The server of this pytest process."""
    with running(tmp_path_factory.mktemp("localstripe") / "log") as server:
        yield server


@pytest.fixture
def localstripe(localstripe_process: Localstripe, monkeypatch: pytest.MonkeyPatch) -> Localstripe:
    """The server with nothing in it."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    localstripe_process.forget_everything()
    return localstripe_process


@pytest.fixture
def adapter(localstripe: Localstripe) -> StripePaymentAdapter:
    """The real adapter."""
    return StripePaymentAdapter(SECRET_KEY, http_client=Dialect(), base_address=localstripe.address)


@pytest.fixture
def payer(localstripe: Localstripe) -> Payer:
    """Somebody with cards."""
    return Payer(localstripe)


@pytest.fixture
def endpoint(localstripe: Localstripe) -> Iterator[Endpoint]:
    """Where webhooks arrive; nothing is registered yet."""
    with listening(localstripe) as found:
        yield found


@pytest.fixture
def live(localstripe: Localstripe, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our handlers believe in Stripe, by a key, and find localstripe in its place."""
    monkeypatch.setenv("STRIPE_SECRET_KEY", SECRET_KEY)
    monkeypatch.setenv("STRIPE_WEBHOOK_SECRET", WEBHOOK_SECRET)
    there = partial(StripePaymentAdapter, http_client=Dialect(), base_address=localstripe.address)
    monkeypatch.setattr(payments_stripe, "StripePaymentAdapter", there)


@pytest.fixture
def owner(database: Database) -> UUID:
    """Somebody who may move a brand's money."""
    with database.connect() as db:
        return make_user(db, "brand")
