"""Approved work, campaigns that are over, and surveys: one fact for each deed, and none for a deed that was none."""

from uuid import UUID

import pytest

from tests.actors import acting_as
from tests.database.sql_functions import call
from tests.factories.deals import act, value
from tests.factories.money import Deal, make_deal, make_participant, make_submission
from tests.factories.people import make_user
from tests.factories.rewards import facts_of
from tests.typing import Connection


def work(db: Connection, deal: Deal, gross: int = 100) -> UUID:
    """Work that waits for its review, and is paid for."""
    db.execute("select app.reserve_budget(%s, %s)", (deal.participant, gross))
    return make_submission(db, deal)


def approve(db: Connection, deal: Deal, submission: UUID) -> None:
    act(db, deal.owner, "select app.review_submission(%s, 'approved', 'Fine.', null)", submission)


def end(db: Connection, *deals: Deal) -> None:
    """The clock ends all of these campaigns at once."""
    ids = [deal.campaign for deal in deals]
    db.execute("update campaigns set timeline_end = '2026-01-01' where id = any(%s)", (ids,))
    with acting_as(db, None):
        db.execute("select app.process_campaign_transitions('2026-06-01', 10)")


def completed(db: Connection, *people: UUID) -> list[int]:
    """How often each of them completed a campaign."""
    return [len(facts_of(db, person, "campaign.completed")) for person in people]


@pytest.fixture
def deal(db: Connection) -> Deal:
    made = make_deal(db, budget=50_000)
    db.execute("update campaigns set category = 'Food & Drinks' where id = %s", (made.campaign,))
    return made


def test_approved_work_is_a_fact_of_its_creator(db: Connection, deal: Deal) -> None:
    submission = work(db, deal)
    approve(db, deal, submission)
    ((name, reference, data),) = facts_of(db, deal.creator, "submission%")
    assert (name, reference) == ("submission.approved", str(submission))
    assert {key: data[key] for key in ("role", "brand_id", "campaign_id", "platform")} == {
        "role": "creator", "brand_id": str(deal.brand), "campaign_id": str(deal.campaign), "platform": "tiktok",
    }  # fmt: skip
    assert facts_of(db, deal.owner, "submission%") == []


@pytest.mark.parametrize("decision", ["rejected", "changes_requested"])
def test_work_that_is_not_approved_is_no_fact(db: Connection, deal: Deal, decision: str) -> None:
    act(db, deal.owner, "select app.review_submission(%s, %s, 'No.', null)", work(db, deal), decision)
    assert facts_of(db, deal.creator) == []


def test_work_that_time_approves_is_a_fact_as_well(db: Connection, deal: Deal) -> None:
    submission = work(db, deal)
    db.execute("update campaigns set auto_approve_late_reviews = true where id = %s", (deal.campaign,))
    db.execute(
        "update creator_submissions set submitted_at = now() - interval '90 days' where id = %s",
        (submission,),
    )
    approved = act(db, None, "select approved from app.approve_late_reviews(now(), 10)")
    assert (approved, len(facts_of(db, deal.creator, "submission.approved"))) == (1, 1)


def test_work_whose_payment_was_taken_back_wholly_is_none(db: Connection, deal: Deal) -> None:
    submission = work(db, deal)
    db.execute("set session_replication_role = replica")  # what was agreed is fixed
    db.execute("update campaign_participants set budget_allocated = 100")
    db.execute("set session_replication_role = origin")
    approve(db, deal, submission)
    earning, net = db.execute("select id, amount from earnings").fetchall()[0]
    call(db, "app.claw_back", earning, 1, "A part")
    assert facts_of(db, deal.creator, "%.reversed") == []
    call(db, "app.claw_back", earning, net - 1, "The rest")
    ((_, reference, data),) = facts_of(db, deal.creator, "submission.approved.reversed")
    assert [(reference, data)] == [row[1:] for row in facts_of(db, deal.creator, "submission.approved")]


def test_who_delivered_all_of_it_has_completed_a_campaign_and_its_brand_has_when_it_ends(
    db: Connection, deal: Deal
) -> None:
    approve(db, deal, work(db, deal))
    assert completed(db, deal.creator, deal.owner) == [1, 0]
    end(db, deal)
    assert completed(db, deal.creator, deal.owner) == [1, 1]
    ((_, reference, data),) = facts_of(db, deal.owner, "campaign%")
    assert (reference, data["role"], data["brand_id"]) == (str(deal.campaign), "brand", str(deal.brand))


def test_campaigns_that_end_together_are_completed_for_those_alone_who_delivered(
    db: Connection, deal: Deal
) -> None:
    other = make_deal(db, budget=50_000)
    idle = make_user(db)
    make_participant(db, deal.campaign, deal.brand, idle)
    # Two of two: one is approved, so the part is completed by the end alone.
    first, _ = work(db, deal), work(db, deal)
    approve(db, deal, first)
    assert completed(db, deal.creator) == [0]
    end(db, deal, other)
    assert completed(db, deal.creator, idle, deal.owner, other.creator, other.owner) == [1, 0, 1, 0, 0]


def test_work_approved_after_the_end_completes_the_campaign_then_once(db: Connection, deal: Deal) -> None:
    first, second = work(db, deal), work(db, deal)
    end(db, deal)
    assert completed(db, deal.creator, deal.owner) == [0, 0]
    approve(db, deal, first)
    assert completed(db, deal.creator, deal.owner) == [1, 1]
    approve(db, deal, second)
    assert completed(db, deal.creator, deal.owner) == [1, 1]


def test_a_campaign_that_is_called_off_is_completed_by_nobody_but_who_had_delivered(
    db: Connection, deal: Deal
) -> None:
    approve(db, deal, work(db, deal))
    db.execute("update campaigns set status = 'cancelled' where id = %s", (deal.campaign,))
    assert completed(db, deal.creator, deal.owner) == [1, 0]


def test_an_answered_survey_is_a_fact_of_who_answered(db: Connection, deal: Deal) -> None:
    survey = value(
        db,
        "insert into surveys (campaign_id, brand_id, created_by, title, status)"
        " values (%s, %s, %s, 'How was it?', 'open') returning id",
        deal.campaign, deal.brand, deal.owner,
    )  # fmt: skip
    db.execute(
        "insert into survey_responses (survey_id, campaign_id, brand_id, respondent_user_id) values (%s, %s, %s, %s)",
        (survey, deal.campaign, deal.brand, deal.creator),
    )
    assert facts_of(db, deal.creator) == [(
        "survey.answered", str(survey),
        {"role": "creator", "brand_id": str(deal.brand), "campaign_id": str(deal.campaign)},
    )]  # fmt: skip
