"""What is looked for by night, twice: usual prices, rings, and which domains give addresses for minutes."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import disposable_email_domains
import pytest

from agents import schedule
from common.errors import Unprocessable
from tests.factories.agents import make_agent
from tests.factories.deals import finish_deal, make_market, value
from tests.factories.events import LambdaContext
from tests.factories.fraud import found
from tests.factories.referrals import refer
from tests.logins import own_login
from tests.typing import Connection

NIGHT = datetime(2030, 1, 1, 3, tzinfo=UTC)


def run(job: str, at: datetime = NIGHT) -> Any:
    """The job's counts of a night."""
    event = {"job": job, "scheduled_time": at.isoformat()}
    with own_login(schedule.lambda_handler):
        return schedule.lambda_handler(event, LambdaContext())["counts"]


def test_the_nightly_job_finds_a_ring_once_and_counts_prices(db: Connection) -> None:
    market, agent = make_market(db), make_agent(db)
    refer(db, agent, market.owner)
    finish_deal(db, market)
    for user in (agent, market.creator):
        db.execute("update wallets set payout_fingerprint = 'ba_1' where user_id = %s", (user,))
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    assert run("fraud-rings", tomorrow) == {"currencies": 1, "rings": 1}
    assert run("fraud-rings", tomorrow + timedelta(days=1)) == {"currencies": 1, "rings": 1}
    assert len(found(db, "ring")) == 1
    assert value(db, "select median from deal_price_medians") == 10_000


def test_the_list_of_domains_is_that_of_the_package(db: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    known = len(disposable_email_domains.blocklist)
    assert run("disposable-domains") == {"domains": known, "added": known, "removed": 0}
    assert value(db, "select app.is_disposable('a@mailinator.com')")
    assert not value(db, "select app.is_disposable('a@gmail.com')")
    shorter = set(sorted(disposable_email_domains.blocklist)[1:]) | {"brandnew.example"}
    monkeypatch.setattr(disposable_email_domains, "blocklist", shorter)
    day = timedelta(days=1)
    assert run("disposable-domains", NIGHT + day) == {"domains": known, "added": 1, "removed": 1}
    assert run("disposable-domains", NIGHT + 2 * day) == {"domains": known, "added": 0, "removed": 0}


def test_a_list_that_lost_its_half_changes_nothing(db: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    run("disposable-domains")
    before = value(db, "select count(*) from disposable_domains")
    for broken in (set[str](), {"one.example"}):
        monkeypatch.setattr(disposable_email_domains, "blocklist", broken)
        with pytest.raises(Unprocessable):
            run("disposable-domains", NIGHT + timedelta(days=1))
    assert value(db, "select count(*) from disposable_domains") == before


def test_nobody_is_found_where_nobody_cheats(db: Connection) -> None:
    market, agent = make_market(db), make_agent(db)
    refer(db, agent, market.owner)
    refer(db, agent, market.creator)
    finish_deal(db, market)
    assert run("fraud-rings")["rings"] == 0
    assert found(db, "ring") == []
    assert isinstance(agent, UUID)
