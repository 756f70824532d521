"""Work that is shared: an occurrence of a job runs once, a mail is taken by one worker, a link is given once."""

from datetime import UTC, datetime
from itertools import pairwise
from uuid import UUID, uuid4

from campaign_lifecycle.campaigns import service as campaigns
from campaign_lifecycle.surveys import service as surveys
from campaign_lifecycle.surveys.models import SurveyAnswers
from common.database import transaction
from common.identity import SERVICE
from common.jobs import JobBusy, Occurrence, run_job
from common.models.campaigns import CampaignStatus
from notifications.delivery import repository as mail
from notifications.delivery.service import claim_mails
from tests.factories.campaigns import make_campaign
from tests.factories.people import make_user
from tests.interleaving.acting import as_service, as_user, statement, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.pairs.scene import Scene
from tracking_redirect.links import service as links
from tracking_redirect.links.models import GenerateLink

TOPICS = mail.TOPICS


def _run(job: str, at: datetime, ran: list[str]) -> str:
    def work(_: Occurrence) -> dict[str, int]:
        ran.append(job)
        return {}

    try:
        return str(run_job(Occurrence(job, at, at), work)["status"])
    except JobBusy:
        return "busy"


def one_occurrence_of_a_job_is_delivered_twice(db: Connection) -> Calls:
    job, at = f"job-{uuid4().hex}", datetime(2026, 6, 1, tzinfo=UTC)
    ran: list[str] = []

    def check(outcomes: Outcomes) -> None:
        assert len(ran) == 1
        assert sorted(map(str, outcomes)) in (["busy", "succeeded"], ["done", "succeeded"])
        assert (
            value(db, "select (status, attempts)::text from job_runs where job = %s", job) == "(succeeded,1)"
        )

    return Calls(lambda: _run(job, at, ran), lambda: _run(job, at, ran), check)


def two_occurrences_of_a_job_begin(db: Connection) -> Calls:
    job = f"job-{uuid4().hex}"
    begin = statement("select app.begin_job_run({}, {}, '6 minutes')")

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["busy", "started"]
        assert value(db, "select count(*) from job_runs where job = %s and status = 'running'", job) == 1

    return Calls(
        as_service(begin, job, datetime(2026, 6, 1, tzinfo=UTC)),
        as_service(begin, job, datetime(2026, 6, 2, tzinfo=UTC)),
        check,
    )  # fmt: skip


def a_dead_run_is_taken_over_twice(db: Connection) -> Calls:
    job, at = f"job-{uuid4().hex}", datetime(2026, 6, 1, tzinfo=UTC)
    db.execute("insert into job_runs (job, scheduled_at, lease_expires_at) values (%s, %s, now() - interval '1 hour')",
               (job, at))  # fmt: skip
    begin = as_service(statement("select app.begin_job_run({}, {}, '6 minutes')"), job, at)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["busy", "started"]

    return Calls(begin, begin, check)


def a_run_ends_while_another_takes_its_place(db: Connection) -> Calls:
    job, at = f"job-{uuid4().hex}", datetime(2026, 6, 1, tzinfo=UTC)
    db.execute("insert into job_runs (job, scheduled_at, lease_expires_at) values (%s, %s, now() - interval '1 hour')",
               (job, at))  # fmt: skip

    def check(outcomes: Outcomes) -> None:
        assert outcomes in ((True, "done"), (False, "started"))
        status = value(db, "select status from job_runs where job = %s", job)
        assert status == ("succeeded" if outcomes[0] else "running")

    return Calls(
        as_service(statement("select app.finish_job_run({}, {}, 1, 'succeeded', '{{}}'::jsonb, null)"), job, at),
        as_service(statement("select app.begin_job_run({}, {}, '6 minutes')"), job, at), check,
    )  # fmt: skip


def two_workers_claim_the_mail_that_is_due(db: Connection) -> Calls:
    db.execute("update outbox set processed_at = now() where processed_at is null")
    for number in range(3):
        db.execute("insert into outbox (topic, payload) values ('email', jsonb_build_object('to', %s::text))",
                   (f"{number}@example.com",))  # fmt: skip
    claimed: list[list[UUID]] = []

    def claim() -> None:
        with transaction(SERVICE) as tx:
            claimed.append([message.id for message in claim_mails(tx, TOPICS)])

    def check(_: Outcomes) -> None:
        assert sorted(map(len, claimed)) == [0, 3]
        assert (
            value(db, "select count(distinct payload ->> 'batch') from outbox where processed_at is null")
            == 1
        )
        assert value(db, "select max(attempts) from outbox where processed_at is null") == 1

    return Calls(claim, claim, check)


def a_failed_delivery_is_tried_again_twice(db: Connection) -> Calls:
    user = make_user(db)
    value(db, "select app.notify(%s, 'campaigns', 'something', 'Something', 'happened', '{}')", user)
    delivery = value(db, "update notification_deliveries as d set status = 'failed' from notifications as n"
                     " where n.id = d.notification_id and n.user_id = %s returning d.id", user)  # fmt: skip
    db.execute("delete from outbox")
    admin = make_user(db, "admin")
    again = as_user(admin, statement("select app.retry_delivery({})"), delivery)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["DELIVERY_TRANSITION_FORBIDDEN", "ok"]
        assert value(db, "select count(*) from outbox") == 1

    return Calls(again, again, check)


def two_passes_of_the_clock_move_one_campaign(db: Connection) -> Calls:
    owner = make_user(db, "brand")
    campaign = make_campaign(db, owner, timeline_start="2026-01-01")
    strike = as_service(
        statement("select activated from app.process_campaign_transitions('2026-06-01', 100)")
    )

    def check(_: Outcomes) -> None:
        assert value(db, "select status from campaigns where id = %s", campaign) == "active"
        assert value(db, "select count(*) from campaign_history where campaign_id = %s and to_status = 'active'",
                     campaign) == 1  # fmt: skip

    return Calls(strike, strike, check)


def the_clock_moves_a_campaign_while_its_brand_does(db: Connection) -> Calls:
    owner = make_user(db, "brand")
    campaign = make_campaign(db, owner, timeline_start="2026-01-01")

    def check(_: Outcomes) -> None:
        edges = db.execute("select from_status, to_status from campaign_history where campaign_id = %s order by id",
                           (campaign,)).fetchall()  # fmt: skip
        assert all(before[1] == after[0] for before, after in pairwise(edges))
        assert value(db, "select status from campaigns where id = %s", campaign) == "cancelled"

    return Calls(
        as_service(statement("select activated from app.process_campaign_transitions('2026-06-01', 100)")),
        as_user(owner, campaigns.move_campaign, campaign, CampaignStatus.CANCELLED), check,
    )  # fmt: skip


def an_alias_is_taken_twice(db: Connection) -> Calls:
    owner = make_user(db, "brand")
    campaign = make_campaign(db, owner)
    request = GenerateLink.model_validate({
        "action": "generate", "campaign_id": campaign, "destination_url": "https://shop.example.com/",
        "alias": f"alias-{uuid4().hex[:12]}",
    })  # fmt: skip
    make = as_user(owner, links.generate_link, request)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["ALIAS_TAKEN", "ok"]

    return Calls(make, make, check)


def a_survey_is_answered_twice(db: Connection) -> Calls:
    scene = Scene(db)
    creator, _ = scene.accepted()
    survey = value(
        db, "insert into surveys (campaign_id, brand_id, created_by, title, status)"
        " values (%s, %s, %s, 'How?', 'open') returning id", scene.campaign, scene.brand, scene.owner,
    )  # fmt: skip
    question = value(
        db, "insert into survey_questions (survey_id, campaign_id, brand_id, position, kind, prompt, required)"
        " select id, campaign_id, brand_id, 1, 'nps', 'How likely?', true from surveys where id = %s returning id",
        survey,
    )  # fmt: skip
    given = SurveyAnswers.model_validate({"answers": [{"question_id": question, "answer": 7}]})
    answer = as_user(creator, surveys.answer_survey, survey, given)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["ALREADY_ANSWERED", "ok"]
        assert value(db, "select count(*) from survey_responses where survey_id = %s", survey) == 1

    return Calls(answer, answer, check)
