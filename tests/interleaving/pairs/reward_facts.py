"""A fact is counted once, whoever counts, changes what counts, or erases at the same moment."""

from uuid import UUID

from tests.factories.people import make_erasure_request, make_user
from tests.factories.rewards import make_program, make_trigger, record_fact
from tests.interleaving.acting import as_service, as_user, done, statement, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.scheduler import Call

APPLY = "select app.apply_fact(f.id, f.at)::text from reward_facts as f where f.id = {}"


class _Counted:
    """Somebody, a trigger of the platform that grants points for the first deal, and a deal that nobody has counted."""

    def __init__(self, db: Connection, status: str = "live") -> None:
        self.db, self.person, self.admin = db, make_user(db), make_user(db, "admin")
        # What schedules before this one have left counts as well.
        db.execute("update reward_triggers set status = 'retired' where status in ('live', 'paused')")
        self.program = make_program(db)
        columns: dict[str, object] = {"status": status} | ({"live_at": None} if status == "draft" else {})
        self.trigger = make_trigger(db, self.program, **columns)  # type: ignore[arg-type] # columns of the table
        self.fact = record_fact(db, self.person, reference="a")

    def apply(self, fact: UUID | None = None) -> Call:
        return as_service(statement(APPLY), fact or self.fact)

    def figures(self) -> tuple[int, int]:
        """What the counters show, and how many awards stand."""
        return (
            int(value(self.db, "select coalesce(sum(value), 0) from reward_counters where user_id = %s", self.person)),
            int(value(
                self.db, "select count(*) from reward_awards where user_id = %s and status = 'granted'", self.person
            )),
        )  # fmt: skip


def a_fact_is_applied_by_two(db: Connection) -> Calls:
    counted = _Counted(db)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["-1", "1"]
        assert counted.figures() == (1, 1)

    return Calls(counted.apply(), counted.apply(), check)


def a_fact_and_its_reversal_are_applied(db: Connection) -> Calls:
    counted = _Counted(db)
    reversal = record_fact(db, counted.person, "deal.released.reversed", reference="a")

    def check(outcomes: Outcomes) -> None:
        assert "-1" in outcomes or outcomes[0] == "1"
        assert counted.figures() == (0, 0)

    return Calls(counted.apply(), counted.apply(reversal), check)


def a_trigger_goes_live_while_a_fact_is_applied(db: Connection) -> Calls:
    """Live, or the backfill's: never both, never neither."""
    counted = _Counted(db, "draft")
    live = as_user(counted.admin, done("app.make_trigger_live({}, 1, false, true)"), counted.trigger)

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] in ("0", "1")
        assert outcomes[1] == "ok"
        backfill = value(db, "select id from reward_backfills where trigger_id = %s", counted.trigger)
        assert counted.figures() == (int(outcomes[0]), int(outcomes[0]))
        value(db, "select facts from app.run_backfill(%s, 1000)", backfill)
        assert counted.figures() == (1, 1)

    return Calls(counted.apply(), live, check)


def a_program_is_paused_while_a_fact_is_applied(db: Connection) -> Calls:
    counted = _Counted(db)
    pause = as_user(counted.admin, done("app.pause_program({})"), counted.program)

    def check(outcomes: Outcomes) -> None:
        assert outcomes[1] == "ok"
        assert counted.figures() in ((1, 1), (0, 0), (1, 0))

    return Calls(counted.apply(), pause, check)


def a_person_is_erased_while_a_fact_of_theirs_is_applied(db: Connection) -> Calls:
    counted = _Counted(db)
    request = make_erasure_request(db, counted.person)

    def check(outcomes: Outcomes) -> None:
        assert outcomes[1] == "done"
        assert outcomes[0] in ("1", "0", "-1", "ok")  # ok: it is gone
        for table, column in (("reward_facts", "subject_user_id"), ("reward_counters", "user_id")):
            assert value(db, f"select count(*) from {table} where {column} = %s", counted.person) == 0

    return Calls(counted.apply(), as_service(statement("select app.erase_user({})"), request), check)


def a_deed_is_written_down_while_its_person_is_erased(db: Connection) -> Calls:
    """Before, and it is forgotten with the rest; or after, and it never is a fact."""
    counted = _Counted(db)
    request = make_erasure_request(db, counted.person)
    db.execute("grant execute on function app.record_fact to service")
    write = as_service(
        done("app.record_fact('login.day', {}, now(), '{{\"role\": \"creator\"}}', 'x')"), counted.person
    )

    def check(outcomes: Outcomes) -> None:
        assert outcomes == ("ok", "done")
        assert value(db, "select count(*) from reward_facts where subject_user_id = %s", counted.person) == 0

    return Calls(write, as_service(statement("select app.erase_user({})"), request), check)
