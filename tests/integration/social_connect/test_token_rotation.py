"""Random stories of one account at a platform that rotates: at any time the stored refresh token is the newest that
the platform issued, or the row says that it may not be.
"""

from contextlib import ExitStack, contextmanager, suppress

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from common.adapters.social.port import PlatformUnavailable, RateLimited
from common.errors import DomainError
from local.postgres import Cluster
from social_connect.refresh.service import access_token_for, refresh_account, refresh_due
from tests.conftest import Database, _clone
from tests.factories.people import make_user
from tests.integration.social_connect.fake_platform import (
    HOUR,
    FakePlatform,
    Killed,
    connect,
    connect_again,
    platforms,
    stored,
    time_passes,
)

TROUBLES = {
    "none": None, "outage": PlatformUnavailable("no_answer"), "limit": RateLimited(60), "killed": Killed(),
    "broken": ZeroDivisionError(),
}  # fmt: skip


class Rotation(RuleBasedStateMachine):
    """One account, and everything that can happen to its tokens."""

    database: Database

    @initialize()
    def person(self) -> None:
        self.x = FakePlatform()
        with self.database.connect() as db:
            user = make_user(db)
        self.account = connect(self.database, user, self.x)

    @rule(trouble=st.sampled_from(sorted(TROUBLES)), when=st.sampled_from(["before", "after"]))
    def refresh(self, trouble: str, when: str) -> None:
        if (error := TROUBLES[trouble]) is not None:
            self.x.trouble("refresh", error, when=when)
        with platforms(self.x), suppress(DomainError, Killed, ZeroDivisionError):
            refresh_account(self.account)
        self.x.troubles.clear()

    @rule()
    def use(self) -> None:
        with platforms(self.x), suppress(DomainError):
            assert access_token_for(self.account) == stored(self.database, self.account).access_token

    @rule(trouble=st.sampled_from(["none", "outage", "broken"]), when=st.sampled_from(["before", "after"]))
    def run_the_job(self, trouble: str, when: str) -> None:
        from datetime import UTC, datetime

        if (error := TROUBLES[trouble]) is not None:
            self.x.trouble("refresh", error, when=when)
        with platforms(self.x):
            refresh_due(datetime.now(UTC))
        self.x.troubles.clear()

    @rule()
    def the_token_ends(self) -> None:
        with self.database.connect() as db:
            db.execute("update social_accounts set token_expires_at = now() - %s", (HOUR,))

    @rule()
    def leases_and_rests_end(self) -> None:
        time_passes(self.database)

    @rule()
    def connect_again(self) -> None:
        connect_again(self.database, self.account, self.x)

    @invariant()
    def the_row_holds_the_newest_or_says_so(self) -> None:
        if hasattr(self, "account"):
            now = stored(self.database, self.account)
            assert now.refresh_token == self.x.newest or now.in_doubt or now.status == "expired"


STORIES, STEPS = 15, 12


def test_no_story_loses_a_refresh_token_silently(
    cluster: Cluster, keeper: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    from social_connect.refresh import service

    monkeypatch.setattr(service, "WAIT_SECONDS", 0.0)

    class Fresh(Rotation):
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
            max_examples=STORIES, stateful_step_count=STEPS, phases=(Phase.explicit, Phase.generate),
            deadline=None, print_blob=True, suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip


def test_the_machine_notices_a_token_that_was_lost(database: Database) -> None:
    """The counter-proof: a platform that moved on without a word in the row."""
    machine = Rotation()
    machine.database = database
    machine.person()
    machine.the_row_holds_the_newest_or_says_so()
    machine.x.issue()
    with pytest.raises(AssertionError):
        machine.the_row_holds_the_newest_or_says_so()
