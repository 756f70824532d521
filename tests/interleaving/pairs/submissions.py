"""Work is handed in once a unit and reviewed once a revision; what ends takes nothing with it."""

from uuid import UUID

from campaign_lifecycle.campaigns import service as campaigns
from campaign_lifecycle.deliverables import service as deliverables
from campaign_lifecycle.deliverables.models import DeliverablePatch
from campaign_lifecycle.participants import service as participants
from campaign_lifecycle.submissions import service as submissions
from campaign_lifecycle.submissions.models import ContentInput, ReviewDraft, SubmissionDraft
from common.models.campaigns import CampaignStatus
from tests.interleaving.acting import as_user, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.pairs.scene import Scene
from tests.interleaving.scheduler import Call


def a_submission_is_approved_and_rejected(db: Connection) -> Calls:
    scene = Scene(db)
    _, work = scene.submitted()

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["SUBMISSION_TRANSITION_FORBIDDEN", "ok"]
        approved = outcomes[0] == "ok"
        assert value(db, "select count(*) from earnings where submission_id = %s", work) == int(approved)
        assert value(db, "select count(*) from submission_reviews where submission_id = %s", work) == 1
        scene.require_whole()

    return Calls(_review(scene, work, "approved"), _review(scene, work, "rejected"), check)


def a_submission_is_approved_twice(db: Connection) -> Calls:
    scene = Scene(db)
    _, work = scene.submitted()

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["SUBMISSION_TRANSITION_FORBIDDEN", "ok"]
        assert value(db, "select count(*) from earnings where submission_id = %s", work) == 1
        scene.require_whole()

    return Calls(_review(scene, work, "approved"), _review(scene, work, "approved"), check)


def _review_while_the_campaign_ends(db: Connection, decision: str, status: CampaignStatus) -> Calls:
    scene = Scene(db)
    _, work = scene.submitted()

    def check(outcomes: Outcomes) -> None:
        assert outcomes[1] == "ok"
        approved = outcomes[0] == "ok" and decision == "approved"
        assert value(db, "select count(*) from earnings where submission_id = %s", work) == int(approved)
        scene.require_whole()

    return Calls(
        _review(scene, work, decision),
        as_user(scene.owner, campaigns.move_campaign, scene.campaign, status), check,
    )  # fmt: skip


def a_submission_is_approved_while_the_campaign_is_cancelled(db: Connection) -> Calls:
    return _review_while_the_campaign_ends(db, "approved", CampaignStatus.CANCELLED)


def a_submission_is_rejected_while_the_campaign_completes(db: Connection) -> Calls:
    return _review_while_the_campaign_ends(db, "rejected", CampaignStatus.COMPLETED)


def a_submission_is_approved_while_its_creator_is_removed(db: Connection) -> Calls:
    scene = Scene(db)
    _, work = scene.submitted()
    participant = value(db, "select participant_id from creator_submissions where id = %s", work)

    def check(_: Outcomes) -> None:
        status = value(db, "select status from creator_submissions where id = %s", work)
        assert value(db, "select count(*) from earnings where submission_id = %s", work) == int(
            status == "approved"
        )
        scene.require_whole()
        held = value(db, "select amount - spent - released from campaign_budget_reservations where participant_id = %s",
                     participant)  # fmt: skip
        assert held == 0

    return Calls(
        _review(scene, work, "approved"),
        as_user(scene.owner, participants.remove_participant, participant, "Because."), check,
    )  # fmt: skip


def a_submission_is_approved_while_its_creator_leaves(db: Connection) -> Calls:
    scene = Scene(db)
    creator, work = scene.submitted()
    participant = value(db, "select participant_id from creator_submissions where id = %s", work)

    def check(outcomes: Outcomes) -> None:
        paid = value(db, "select count(*) from earnings where submission_id = %s", work)
        approved = outcomes[0] == "ok"
        assert paid == int(approved)
        assert (outcomes[0], outcomes[1]) in (
            ("ok", "PARTICIPANT_NOT_ACTIVE"), ("SUBMISSION_TRANSITION_FORBIDDEN", "ok"),
        )  # fmt: skip
        scene.require_whole()

    return Calls(
        _review(scene, work, "approved"),
        as_user(creator, participants.leave_campaign, participant, "Because."), check,
    )  # fmt: skip


def work_is_handed_in_while_its_creator_leaves(db: Connection) -> Calls:
    scene = Scene(db)
    creator, participant = scene.accepted()
    return _handed_in_while(
        scene, creator, as_user(creator, participants.leave_campaign, participant, "Because.")
    )


def a_creator_leaves_while_they_are_removed(db: Connection) -> Calls:
    scene = Scene(db)
    creator, participant = scene.accepted()

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["PARTICIPANT_NOT_ACTIVE", "ok"]
        scene.require_whole()

    return Calls(
        as_user(creator, participants.leave_campaign, participant, "Because."),
        as_user(scene.owner, participants.remove_participant, participant, "Because."), check,
    )  # fmt: skip


def a_creator_leaves_while_the_campaign_is_cancelled(db: Connection) -> Calls:
    scene = Scene(db)
    creator, participant = scene.accepted()

    def check(outcomes: Outcomes) -> None:
        assert outcomes[1] == "ok"
        assert outcomes[0] in ("ok", "PARTICIPANT_NOT_ACTIVE")
        assert scene.statuses("campaign_participants") == ["inactive"]
        scene.require_whole()

    return Calls(
        as_user(creator, participants.leave_campaign, participant, "Because."),
        as_user(scene.owner, campaigns.move_campaign, scene.campaign, CampaignStatus.CANCELLED), check,
    )  # fmt: skip


def work_is_handed_in_while_its_creator_is_removed(db: Connection) -> Calls:
    scene = Scene(db)
    creator, participant = scene.accepted()
    removal = as_user(scene.owner, participants.remove_participant, participant, "Because.")
    return _handed_in_while(scene, creator, removal)


def _handed_in_while(scene: Scene, creator: UUID, goes: Call) -> Calls:
    """Whichever is first, no work waits of somebody who is gone."""

    def check(outcomes: Outcomes) -> None:
        assert outcomes[1] == "ok"
        assert outcomes[0] in ("ok", "PARTICIPANT_NOT_ACTIVE")
        assert "pending_review" not in scene.statuses("creator_submissions")
        scene.require_whole()

    return Calls(as_user(creator, submissions.submit, scene.campaign, _content(scene)), goes, check)


def work_is_handed_in_while_its_day_moves(db: Connection) -> Calls:
    scene = Scene(db)
    creator, _ = scene.accepted()
    db.execute("update campaign_deliverables set due_date = '2026-01-01' where id = %s", (scene.deliverable,))

    def check(outcomes: Outcomes) -> None:
        assert outcomes == ("ok", "ok")
        work = "select due_date::text, is_late from creator_submissions where campaign_id = %s"
        assert db.execute(work, (scene.campaign,)).fetchall() == [("2090-01-01", False)]

    later = DeliverablePatch.model_validate({"due_date": "2090-01-01"})
    return Calls(
        as_user(creator, submissions.submit, scene.campaign, _content(scene)),
        as_user(scene.owner, deliverables.change_deliverable, scene.campaign, scene.deliverable, later), check,
    )  # fmt: skip


def a_unit_is_handed_in_twice(db: Connection) -> Calls:
    scene = Scene(db)
    creator, _ = scene.accepted()

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["ALREADY_SUBMITTED", "ok"]

    submit = as_user(creator, submissions.submit, scene.campaign, _content(scene))
    return Calls(submit, submit, check)


def work_is_handed_in_while_the_campaign_is_cancelled(db: Connection) -> Calls:
    scene = Scene(db)
    creator, _ = scene.accepted()

    def check(outcomes: Outcomes) -> None:
        assert outcomes[1] == "ok"
        assert outcomes[0] in ("ok", "CAMPAIGN_NOT_RUNNING", "PARTICIPANT_NOT_ACTIVE")
        assert scene.statuses("creator_submissions") == (["pending_review"] if outcomes[0] == "ok" else [])
        scene.require_whole()

    return Calls(
        as_user(creator, submissions.submit, scene.campaign, _content(scene)),
        as_user(scene.owner, campaigns.move_campaign, scene.campaign, CampaignStatus.CANCELLED), check,
    )  # fmt: skip


def work_is_revised_twice(db: Connection) -> Calls:
    scene = Scene(db)
    creator, work = scene.submitted()
    db.execute("update creator_submissions set status = 'changes_requested' where id = %s", (work,))

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["SUBMISSION_TRANSITION_FORBIDDEN", "ok"]
        assert value(db, "select revision from creator_submissions where id = %s", work) == 2

    content = ContentInput.model_validate({"submission_type": "text", "description": "Another poem"})
    revise = as_user(creator, submissions.revise, work, content)
    return Calls(revise, revise, check)


def _review(scene: Scene, work: UUID, decision: str):  # type: ignore[no-untyped-def]
    draft = ReviewDraft.model_validate({"decision": decision, "feedback": "Because."})
    return as_user(scene.owner, submissions.review, work, draft)


def _content(scene: Scene) -> SubmissionDraft:
    return SubmissionDraft.model_validate(
        {"deliverable_id": scene.deliverable, "submission_type": "text", "description": "A poem"}
    )
