"""Random stories of money against the real SQL and the real use cases, with a model in plain integers beside them.

Deposits, reservations, spends, releases, clawbacks, withdrawals, payouts; workers that die between Stripe's answer
and our commit or before they ask; webhooks doubled and out of order; two connections at once. After every step the
books are proved. Hypothesis prints the failing story with its seed (`--hypothesis-seed`).
"""

from contextlib import ExitStack, contextmanager

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from local.postgres import Cluster
from tests.conftest import Database, _clone
from tests.integration.payments.money_machine import Money

STORIES = 6
STEPS = 20


def test_no_story_makes_or_loses_money(cluster: Cluster, keeper: psycopg.Connection) -> None:
    class Fresh(Money):
        """A database of its own for every story."""

        def __init__(self) -> None:
            super().__init__()
            self._closing = ExitStack()
            patch = self._closing.enter_context(pytest.MonkeyPatch.context())
            self.database = self._closing.enter_context(contextmanager(_clone)(cluster, keeper, patch))

        def teardown(self) -> None:
            """Drop the database."""
            self._closing.close()

    run_state_machine_as_test(
        Fresh,
        settings=settings(
            max_examples=STORIES,
            stateful_step_count=STEPS,
            # To shrink takes minutes, and the seed repeats the story.
            phases=(Phase.explicit, Phase.generate),
            deadline=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_machine_notices_a_lost_cent(database: Database) -> None:
    """The counter-proof: a model that is off by one does not agree."""
    machine = Money()
    machine.database = database
    machine.people()
    machine.begin_deposit(500)
    machine.books_agree()
    machine.available += 1
    with pytest.raises(AssertionError):
        machine.books_agree()
