"""A map with every kind of furniture, to test what the real map does not use yet."""

from dataclasses import replace

from infra.topology import TOPOLOGY
from infra.topology.types import ApiName, Capability, Function, Queue, QueueSource, Route

WORKER = Function(
    name="furnished-worker",
    capability="payments",
    entry="worker",
    timeout_seconds=30,
    reserved_concurrency=5,
    database_login="jobs",
    queues=(QueueSource(queue="outbox", batch_size=5, maximum_batching_window_seconds=1),),
    secrets=("STRIPE_SECRET_KEY",),
)
WEBHOOK = Function(
    name="furnished-webhook",
    capability="payments",
    entry="webhook",
    reserved_concurrency=5,
    routes=(Route(method="POST", path="/webhooks/furnished", authorization="none"),),
    sends_to=("outbox",),
    secrets=("STRIPE_WEBHOOK_SECRET",),
)
TRIGGER = Function(
    name="post-confirmation",
    capability="user_management",
    entry="trigger",
    reserved_concurrency=5,
    identity_triggers=("postConfirmation",),
)
ONLY_LOCAL = Function(name="mailbox", capability="notifications", entry="mailbox", local_only=True)
WITHOUT_DATABASE = Function(name="echo", capability="matching", entry="echo", database_login=None)

OUTBOX = Queue(name="outbox", visibility_timeout_seconds=180, maximum_receives=4)
ON_THE_SECOND_API = "tracking_redirect"
"""It has doors for all audiences, throttles, and paths between those of other pages."""
ON_THE_MAIN_API = "messaging"
"""In its place: neither API holds both."""
APIS: dict[str, ApiName] = {ON_THE_SECOND_API: "second", ON_THE_MAIN_API: "main"}
GUESTS = (WORKER, WEBHOOK, TRIGGER, ONLY_LOCAL, WITHOUT_DATABASE)


def _furnished(page: Capability) -> Capability:
    guests = tuple(guest for guest in GUESTS if guest.capability == page.name)
    queues = (OUTBOX,) if page.name == WORKER.capability else ()
    return replace(
        page,
        functions=(*page.functions, *guests),
        queues=(*page.queues, *queues),
        api=APIS.get(page.name, page.api),
    )


FURNISHED = replace(TOPOLOGY, capabilities=tuple(_furnished(page) for page in TOPOLOGY.capabilities))
