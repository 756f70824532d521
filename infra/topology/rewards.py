"""What people earn beyond their deals: facts are counted, and programs grant for them."""

from infra.topology.gauges import Gauge, Threshold
from infra.topology.types import Capability, Function, Queue, QueueSource, Schedule

REWARDS_API = Function(
    name="rewards-api",
    capability="rewards",
    entry="api",
    routes=(),
    reserved_concurrency=10,
)
REWARDS_SCHEDULE = Function(
    name="rewards-schedule",
    capability="rewards",
    entry="schedule",
    timeout_seconds=600,
    database_login="jobs",
    schedules=(Schedule(job="rewards-sweep", cron="* * * * *"),),
    sends_to=("rewards",),
    reserved_concurrency=2,
)
REWARDS_WORKER = Function(
    name="rewards-worker",
    capability="rewards",
    entry="worker",
    timeout_seconds=120,
    database_login="jobs",
    queues=(QueueSource(queue="rewards"),),
    # As many as Lambda polls a queue with at least; each has other people.
    reserved_concurrency=2,
)
CAPABILITY = Capability(
    name="rewards",
    functions=(
        REWARDS_API,
        REWARDS_SCHEDULE,
        REWARDS_WORKER,
    ),
    gauges=(
        Gauge(name="reward_facts_wait_minutes", title="Minutes that the oldest fact waits to be counted"),
        Gauge(name="reward_people_failing", title="People whose facts cannot be counted"),
    ),
    thresholds=(
        Threshold(name="reward-facts-wait", gauge="reward_facts_wait_minutes", at_least=15, minutes=5),
        Threshold(name="reward-people-failing", gauge="reward_people_failing", at_least=1, minutes=60),
    ),
    api="second",
    queues=(
        # A wake-up call may find all workers busy, many times over: it is no dead letter for that.
        Queue(name="rewards", visibility_timeout_seconds=720, maximum_receives=100),
    ),
)
