"""Two people act at the same moment, in transactions that really run at once: nothing is lost or counted twice."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from tests.concurrency import Step, run_at_once
from tests.conftest import Database
from tests.factories.campaigns import make_campaign, make_deliverable, make_invitation
from tests.factories.ledger import account, balance, fund_brand
from tests.factories.people import brand_of, make_user
from tests.typing import Connection


@dataclass
class FundedCampaign:
    """A running campaign with a funded brand."""

    db: Connection
    owner: UUID
    brand: UUID
    campaign: UUID

    def invited(self, **columns: object) -> tuple[str, UUID]:
        """A creator with a pending invitation for 100.00."""
        creator = make_user(self.db, "creator")
        return str(creator), make_invitation(self.db, self.campaign, creator, **columns)

    def value(self, query: str, *parameters: object) -> Any:
        """The first column of the first row."""
        row = self.db.execute(query.encode(), parameters).fetchone()
        assert row is not None
        return row[0]

    def money(self) -> tuple[int, int, int]:
        """Cents: available to the brand, reserved by the campaign, and reserved as the campaign says."""
        return (
            balance(self.db, account(self.db, "brand_available", brand_id=self.brand)),
            balance(
                self.db, account(self.db, "campaign_reserved", brand_id=self.brand, campaign_id=self.campaign)
            ),
            self.value("select budget_reserved from campaigns where id = %s", self.campaign),
        )


@pytest.fixture
def fund_campaign(database: Database) -> Callable[..., FundedCampaign]:
    """Builds one: what the wallet holds, and columns of the campaign."""

    def build(funds: int = 100_000, **columns: object) -> FundedCampaign:
        db = database.connect()
        owner = make_user(db, "brand")
        brand = brand_of(db, owner)
        fund_brand(db, brand, funds)
        campaign = make_campaign(db, owner, status="active", **columns)
        make_deliverable(db, campaign, compensation_amount=10_000)
        return FundedCampaign(db, owner, brand, campaign)

    return build


def accept(creator: str, invitation: UUID) -> Step:
    return creator, "select app.accept_invitation(%s, %s)", (invitation, ["abcdef1", "abcdef2"])


def submitted(funded: FundedCampaign) -> UUID:
    """A participant's submission that waits for its review."""
    creator, invitation = funded.invited()
    deliverable = funded.value("select id from campaign_deliverables where campaign_id = %s", funded.campaign)
    with funded.db.transaction():
        funded.db.execute("select set_config('request.user_id', %s, true)", (creator,))
        funded.db.execute("select app.accept_invitation(%s, %s)", (invitation, ["abcdef1"]))
        submission: UUID = funded.value(
            "select app.submit_content(%s, %s, 1, 'text', null, null, 'A poem')", funded.campaign, deliverable
        )
    return submission


def review(owner: UUID, submission: UUID, decision: str) -> Step:
    return str(owner), "select app.review_submission(%s, %s, 'Because.', null)", (submission, decision)


@pytest.mark.parametrize(
    ("funds", "columns", "refusal"),
    [(15_000, {}, "IM001"), (100_000, {"budget_total": 15_000}, "IC012")],
    ids=["wallet", "budget"],
)
def test_two_creators_accept_the_last_of_the_money_and_one_wins(
    database: Database,
    fund_campaign: Callable[..., FundedCampaign],
    funds: int,
    columns: dict[str, object],
    refusal: str,
) -> None:
    funded = fund_campaign(funds, **columns)
    people = [funded.invited(), funded.invited()]
    outcomes = run_at_once(database, *(accept(*person) for person in people))
    assert sorted(outcomes) == sorted([refusal, "ok"])
    assert funded.money() == (funds - 10_000, 10_000, 10_000)
    assert funded.value("select count(*) from campaign_participants") == 1
    loser = people[outcomes.index(refusal)][1]
    assert funded.value("select status from campaign_invitations where id = %s", loser) == "pending"


def test_one_creator_who_accepts_twice_is_in_once(
    database: Database, fund_campaign: Callable[..., FundedCampaign]
) -> None:
    funded = fund_campaign()
    person = funded.invited()
    assert sorted(run_at_once(database, *[accept(*person)] * 4)) == ["IC002", "IC002", "IC002", "ok"]
    assert funded.money() == (90_000, 10_000, 10_000)


def test_a_brand_cancels_while_creators_accept_and_no_money_stays_behind(
    database: Database, fund_campaign: Callable[..., FundedCampaign]
) -> None:
    funded = fund_campaign()
    people = [funded.invited() for _ in range(3)]
    cancel = (
        str(funded.owner),
        "update campaigns set status = 'cancelled' where id = %s",
        (funded.campaign,),
    )
    *accepted, cancelled = run_at_once(database, *(accept(*person) for person in people), cancel)
    assert cancelled == "ok"
    # Who came before was let go with the money; who came after found the invitation expired.
    assert set(accepted) <= {"ok", "IC002"}
    assert funded.money() == (100_000, 0, 0)
    assert funded.value("select count(*) from campaign_invitations where status = 'pending'") == 0
    assert funded.value("select count(*) from campaign_participants where status = 'active'") == 0


def test_approve_and_reject_at_once_decide_once(
    database: Database, fund_campaign: Callable[..., FundedCampaign]
) -> None:
    funded = fund_campaign()
    submission = submitted(funded)
    outcomes = run_at_once(
        database,
        *(review(funded.owner, submission, decision) for decision in ("approved", "rejected", "approved")),
    )
    assert sorted(outcomes) == ["IC004", "IC004", "ok"]
    decision = funded.value("select decision from submission_reviews")
    assert funded.value("select status from creator_submissions") == decision
    assert funded.value("select count(*) from earnings") == int(decision == "approved")
    assert funded.money()[1] == (0 if decision == "approved" else 10_000)


def test_the_job_completes_a_campaign_while_its_submission_is_approved(
    database: Database, fund_campaign: Callable[..., FundedCampaign]
) -> None:
    funded = fund_campaign(timeline_end="2026-01-01")
    submission = submitted(funded)
    job = ("service", "select app.process_campaign_transitions('2026-06-01', 10)", ())
    assert run_at_once(database, review(funded.owner, submission, "approved"), job) == ["ok", "ok"]
    run_at_once(database, job)  # had the job found the campaign locked, it comes again
    assert funded.value("select status from campaigns where id = %s", funded.campaign) == "completed"
    assert funded.value("select amount from earnings") == 9_000
    assert funded.money() == (90_000, 0, 0)


def test_what_waits_for_review_stays_reserved_after_the_end(
    database: Database, fund_campaign: Callable[..., FundedCampaign]
) -> None:
    funded = fund_campaign(timeline_end="2026-01-01")
    submission = submitted(funded)
    run_at_once(database, ("service", "select app.process_campaign_transitions('2026-06-01', 10)", ()))
    assert funded.money() == (90_000, 10_000, 10_000)
    assert run_at_once(database, review(funded.owner, submission, "changes_requested")) == ["IC008"]
    assert run_at_once(database, review(funded.owner, submission, "rejected")) == ["ok"]
    assert funded.money() == (100_000, 0, 0)


def test_the_same_creator_invited_at_once_is_invited_once(
    database: Database, fund_campaign: Callable[..., FundedCampaign]
) -> None:
    funded = fund_campaign()
    creator = make_user(funded.db, "creator")
    invite = (
        str(funded.owner),
        "select app.invite_creator(%s, %s, 100, '', '', null)",
        (funded.campaign, creator),
    )
    assert sorted(run_at_once(database, *[invite] * 3)) == ["23505", "23505", "ok"]
    assert funded.value("select count(*) from campaign_invitations") == 1


def test_a_deliverable_is_not_changed_under_the_hands_of_who_accepts(
    database: Database, fund_campaign: Callable[..., FundedCampaign]
) -> None:
    funded = fund_campaign()
    person = funded.invited()
    change = (
        str(funded.owner),
        "update campaign_deliverables set compensation_amount = compensation_amount + 1 where campaign_id = %s",
        (funded.campaign,),
    )  # fmt: skip
    accepted, changed = run_at_once(database, accept(*person), change)
    assert accepted == "ok"
    assert changed in {"ok", "IC009"}
    assert run_at_once(database, change) == ["IC009"]
