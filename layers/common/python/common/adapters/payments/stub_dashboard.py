"""What somebody does to the stub's objects in Stripe's dashboard, or the payer's bank does, without asking us."""

from common.adapters.payments.stub_store import change, record_event


def delete_customer(customer_id: str) -> None:
    """No intent can be made for that payer any more."""
    record_event("customer.deleted", change(customer_id, {"deleted": True}))
