"""Who finds something, decides or books at the same moment: one decision, one event, nothing held for ever."""

import pytest

from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.factories.agents import make_agent
from tests.factories.deals import findings, make_deal, make_market, submit, value
from tests.factories.fraud import RESOLVE, earn, hold, note, set_rule, status_of
from tests.factories.ledger import account, balance
from tests.factories.people import join_brand, make_user
from tests.factories.referrals import refer


@pytest.mark.parametrize(
    "verdicts", [("dismissed", "dismissed"), ("upheld", "upheld"), ("dismissed", "upheld")]
)
def test_two_groups_decided_at_once_leave_nothing_held(database: Database, verdicts: tuple[str, str]) -> None:
    with database.connect() as db:
        agent, admin = make_agent(db), make_user(db, "admin")
        commission = earn(db, agent)
        groups = hold(db, agent), note(db, "ring", "agent", agent, members=[])
        steps = [
            (str(admin), RESOLVE, (group, verdict, False))
            for group, verdict in zip(groups, verdicts, strict=True)
        ]
        assert run_at_once(database, *steps) == ["ok", "ok"]
        wanted = "available" if set(verdicts) == {"dismissed"} else "reversed"
        assert status_of(db, commission) == [wanted]
        assert balance(db, account(db, "agent_payable", user_id=agent)) == (
            500 if wanted == "available" else 0
        )


def test_a_group_is_decided_once_whoever_is_first(database: Database) -> None:
    with database.connect() as db:
        agent, admins = make_agent(db), [make_user(db, "admin") for _ in range(4)]
        commission = earn(db, agent)
        group = hold(db, agent)
        steps = [
            (str(admin), RESOLVE, (group, verdict, False))
            for admin, verdict in zip(admins, ["upheld", "dismissed"] * 2, strict=True)
        ]
        assert sorted(run_at_once(database, *steps)) == ["IR005"] * 3 + ["ok"]
        verdict = value(db, "select resolution from fraud_groups")
        assert status_of(db, commission) == ["reversed" if verdict == "upheld" else "available"]


def test_the_same_thing_noted_by_many_at_once_is_one_event(database: Database) -> None:
    with database.connect() as db:
        agent = make_agent(db)
        commission = earn(db, agent)
        db.execute("grant execute on function app.note_fraud(text, text, uuid, jsonb) to service")
        statement = "select app.note_fraud('velocity', 'agent', %s, %s::jsonb)"
        same, other = '{"day": "2026-01-01"}', '{"day": "2026-01-02"}'
        steps = [("service", statement, (agent, evidence)) for evidence in [same] * 4 + [other] * 4]
        assert run_at_once(database, *steps) == ["ok"] * 8
        assert value(db, "select count(*) from fraud_groups") == 1
        assert value(db, "select count(*) from fraud_events") == 2
        assert value(db, "select count(*) from commission_holds") == 1
        assert status_of(db, commission) == ["held"]


def test_two_releases_of_one_agent_at_once_both_find_something_and_both_happen(database: Database) -> None:
    with database.connect() as db:
        set_rule(db, "self_deal", action="hold")
        agent, market = make_agent(db), make_market(db)
        join_brand(db, market.brand, agent)
        refer(db, agent, market.creator)
        commission = earn(db, agent)
        steps = []
        for _ in range(4):
            escrow = make_deal(db, market, 10_000)[0]
            work = submit(db, escrow, market.creator)
            steps.append((str(market.owner), "select app.review_work(%s, %s, 'approved')", (escrow, work)))
        assert run_at_once(database, *steps) == ["ok"] * 4
        assert value(db, "select count(*) from fraud_events where rule_key = 'self_deal'") == 4
        assert value(db, "select count(*) from fraud_groups where rule_key = 'self_deal'") == 1
        assert status_of(db, commission) == ["held"]
        assert findings(db) == []


def test_a_release_and_a_decision_at_once_leave_nothing_held_by_what_is_decided(database: Database) -> None:
    with database.connect() as db:
        agent, admin, market = make_agent(db), make_user(db, "admin"), make_market(db)
        refer(db, agent, market.creator)
        for user in (market.owner, market.creator):
            db.execute("update auth.users set created_at = '2026-01-01' where id = %s", (user,))
        group, escrow = hold(db, agent), make_deal(db, market, 10_000)[0]
        work = submit(db, escrow, market.creator)
        assert run_at_once(
            database,
            (str(market.owner), "select app.review_work(%s, %s, 'approved')", (escrow, work)),
            (str(admin), RESOLVE, (group, "dismissed", False)),
        ) == ["ok", "ok"]
        assert value(db, "select status from commissions where escrow_id = %s", escrow) == "pending"
        assert value(db, "select count(*) from commission_holds where released_at is null") == 0
