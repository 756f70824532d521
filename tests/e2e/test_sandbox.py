"""What the guide to the sandbox says of magic amounts happens on the running system."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest

from atomic_influence import AtomicInfluence, Refused, models
from common.adapters.payments.stub_magic import SHORT_BY, Magic
from local.welcome import DEMO_PASSWORD
from tests.e2e.conftest import RunningSystem

PLAIN = 5_000


@pytest.fixture
def brand(system: RunningSystem) -> Iterator[AtomicInfluence]:
    with AtomicInfluence(system.url, most_tries=1).sign_in("brand@example.com", DEMO_PASSWORD) as client:
        yield client


def deposited(brand: AtomicInfluence, amount: int, *, looks: int = 1) -> models.DepositConfirmed:
    """The deposit, as it is after so many looks."""
    started = brand.wallets.start_deposit(_wallet(brand), models.DepositStart(amount=amount))
    return [_look(brand, started) for _ in range(looks)][-1]


def _look(brand: AtomicInfluence, started: models.DepositStarted) -> models.DepositConfirmed:
    asked = models.ConfirmDeposit(action="confirm-deposit", payment_intent_id=started.payment_intent_id)
    found = brand.edge.call_payments(asked)
    assert isinstance(found, models.DepositConfirmed)
    return found


def _wallet(brand: AtomicInfluence) -> UUID:
    return brand.wallets.list_wallets().data[0].id


@pytest.mark.parametrize(
    ("magic", "looks", "ends", "missing"),
    [
        (0, 1, ("succeeded", "completed", None), 0),
        (Magic.DEPOSIT_DELAYED, 1, ("processing", "pending", None), 0),
        (Magic.DEPOSIT_DELAYED, 2, ("succeeded", "completed", None), 0),
        (Magic.DEPOSIT_DECLINED, 2, ("requires_payment_method", "pending", "card_declined"), 0),
        (Magic.DEPOSIT_SHORT, 1, ("succeeded", "completed", None), SHORT_BY),
        (Magic.DEPOSIT_CANCELLED, 1, ("canceled", "cancelled", "canceled"), 0),
    ],
)
def test_a_deposit_ends_as_its_last_digits_say(
    brand: AtomicInfluence, magic: int, looks: int, ends: tuple[str, str, str | None], missing: int
) -> None:
    found = deposited(brand, PLAIN + magic, looks=looks)
    assert (found.payment_intent_status, found.status, found.failure_reason) == ends
    assert found.amount == PLAIN + magic - missing


def test_a_start_whose_answer_is_lost_is_found_under_its_key(brand: AtomicInfluence) -> None:
    asked, key = models.DepositStart(amount=PLAIN + Magic.DEPOSIT_TIMES_OUT), str(uuid4())
    with pytest.raises(Refused) as found:
        brand.wallets.start_deposit(_wallet(brand), asked, idempotency_key=key)
    assert (found.value.status, found.value.code) == (503, "PAYMENT_UNCLEAR")
    again = brand.wallets.start_deposit(_wallet(brand), asked, idempotency_key=key)
    assert _look(brand, again).status == "completed"


@pytest.mark.parametrize(
    ("magic", "status", "reason"),
    [
        (Magic.REFUND_REFUSED, "failed", "insufficient_funds"),
        (Magic.REFUND_FAILS_LATER, "pending", None),
        (Magic.REFUND_TIMES_OUT, "pending", None),
    ],
)
def test_a_refund_ends_as_its_last_digits_say(
    brand: AtomicInfluence, magic: int, status: str, reason: str | None
) -> None:
    paid = deposited(brand, PLAIN)
    asked = models.WithdrawalStart(amount=1_000 + magic)
    (row,) = brand.wallets.refund_deposit(_wallet(brand), paid.transaction_id, asked).data
    assert (row.status, row.metadata.get("failure_reason")) == (status, reason)
