"""Codes that agents give to people: drawn or chosen, told apart, limited, switched off."""

import re
from typing import Any
from uuid import UUID

import psycopg
import pytest

from agents import api
from agents.referral_codes import service
from tests.concurrency import call_at_once, run_at_once
from tests.conftest import Database
from tests.factories.agents import make_agent, make_code
from tests.factories.events import Answer, call, http_event
from tests.factories.people import make_user
from tests.typing import Connection

PATH = "/api/v1/agents/codes"


@pytest.fixture
def agent(db: Connection) -> UUID:
    return make_agent(db)


def ask(method: str, user: UUID, path: str = PATH, **event: Any) -> Answer:
    return call(api.lambda_handler, http_event(method, path, user=user, **event))


def made(user: UUID, **body: object) -> Answer:
    return ask("POST", user, body=body)


def change(user: UUID, code_id: object, **body: object) -> Answer:
    return ask("PATCH", user, f"{PATH}/{code_id}", body=body)


def codes(db: Connection) -> list[str]:
    """All that there are."""
    return [code for (code,) in db.execute("select code from referral_codes order by code").fetchall()]


def test_a_code_is_drawn_where_none_is_chosen(agent: UUID) -> None:
    answer = made(agent, label="Newsletter", campaign="Spring")
    code = answer.body["code"]
    assert answer.status == 201
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{8}", code)
    assert answer.body | {"id": 0, "created_at": 0, "share_text": ""} == {
        "id": 0, "code": code, "label": "Newsletter", "campaign": "Spring", "max_uses": None, "uses": 0,
        "disabled_at": None, "link": f"https://go.example.org/r/{code}", "share_text": "", "created_at": 0,
    }  # fmt: skip
    assert f"https://go.example.org/r/{code} " in answer.body["share_text"]
    assert "commission" in answer.body["share_text"], "who is sent it must know why"


def test_a_chosen_code_is_kept_in_capitals(agent: UUID) -> None:
    answer = made(agent, code="  anna-2027 ", max_uses=3)
    assert (answer.status, answer.body["code"], answer.body["max_uses"]) == (201, "ANNA-2027", 3)


@pytest.mark.parametrize("rival", ["S0L0-TEN", "solo-ten", "SOLOTEN", "so-lo-ten", "5OLO-TEN"])
def test_what_looks_alike_is_one_code_over_all_agents(db: Connection, agent: UUID, rival: str) -> None:
    made(make_agent(db), code="SOLO-TEN")
    answer = made(agent, code=rival)
    if rival == "5OLO-TEN":
        assert answer.status == 201
        return
    assert (answer.status, answer.body["code"]) == (409, "REFERRAL_CODE_TAKEN")
    assert codes(db) == ["SOLO-TEN"]


@pytest.mark.parametrize(
    "word",
    [
        "admin",
        "ADM1N",
        "b1ll1ng",
        "B-R-A-N-D",
        "atomic-influence",
        "AT0M1CINF1UENCE-X",
        "referral",
        "0FF1C1AL",
    ],
)
def test_words_of_ours_are_reserved_however_they_are_written(db: Connection, agent: UUID, word: str) -> None:
    answer = made(agent, code=word)
    assert (answer.status, answer.body["code"]) == (422, "REFERRAL_CODE_RESERVED")
    assert codes(db) == []


@pytest.mark.parametrize(
    "body",
    [
        {"code": "ABC"}, {"code": "A" * 21}, {"code": "-ABCD"}, {"code": "AB--CD"}, {"code": "ÄBCD"},
        {"code": "AB CD"}, {"code": "ABCD\n"[:4] + "\u0000"}, {"code": "ABC\u0131"}, {"code": ""}, {"code": 1234},
        {"label": "x" * 101}, {"campaign": "x" * 101}, {"label": "a\nb"}, {"label": None}, {"max_uses": 0},
        {"max_uses": 1_000_001}, {"max_uses": 1.5}, {"max_uses": "9"}, {"max_uses": True}, {"uses": 3},
        {"agent_user_id": "01900000-0000-7000-8000-000000000000"}, {"code": "A" * 1_000_000},
    ],
)  # fmt: skip
def test_what_cannot_be_a_code_is_refused(db: Connection, agent: UUID, body: dict[str, object]) -> None:
    assert made(agent, **body).status in (413, 422)
    assert codes(db) == []


def test_who_is_no_agent_makes_none(db: Connection) -> None:
    for user in (make_user(db, "creator"), make_user(db, "brand"), make_user(db, "admin")):
        answer = made(user)
        assert (answer.status, answer.body["code"]) == (403, "FORBIDDEN")
    assert codes(db) == []


@pytest.mark.parametrize("status", ["paused", "banned"])
def test_an_agent_who_brings_nobody_makes_none_and_is_told_why(
    database: Database, db: Connection, agent: UUID, status: str
) -> None:
    db.execute("update agent_profiles set status = %s", (status,))
    answer = made(agent)
    assert (answer.status, answer.body["code"]) == (403, "AGENT_NOT_ACTIVE")
    assert answer.body["details"] == [{"status": status}]
    (outcome,) = run_at_once(
        database, (str(agent), "select app.make_referral_code('SPRING', '', '', null)", ())
    )
    assert outcome == "IM005", "the database says no by itself"


def test_one_key_makes_one_code(db: Connection, agent: UUID) -> None:
    keyed = {"idempotency-key": "spring"}
    first, again = (ask("POST", agent, body={"code": "SPRING"}, headers=keyed) for _ in range(2))
    assert (first.status, again.body) == (201, first.body)
    other = ask("POST", agent, body={"code": "SUMMER"}, headers=keyed)
    assert other.body["code"] == "IDEMPOTENCY_KEY_REUSED"
    assert codes(db) == ["SPRING"]


def test_a_hundred_and_no_more_also_at_once(database: Database, db: Connection, agent: UUID) -> None:
    db.execute(
        "insert into referral_codes (agent_user_id, code) select %s, 'MINE-' || to_char(g, 'FM000') from"
        " generate_series(1, 98) as g",
        (agent,),
    )
    calls = [
        (str(agent), "select app.make_referral_code(%s, '', '', null)", (f"LAST-{n}",)) for n in range(2, 8)
    ]
    assert sorted(run_at_once(database, *calls)) == ["IR006"] * 4 + ["ok"] * 2
    answer = made(agent)
    assert (answer.status, answer.body["code"]) == (409, "TOO_MANY_REFERRAL_CODES")
    assert answer.body["details"] == [{"most": 100}]
    assert made(make_agent(db)).status == 201, "another agent's do not count"


def test_of_two_agents_who_choose_one_code_at_once_one_gets_it(
    db: Connection, agent: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_agent(db)
    answers = call_at_once(
        monkeypatch, [lambda: made(agent, code="SPRING"), lambda: made(other, code="SPR1NG")]
    )
    assert sorted(answer.status for answer in answers) == [201, 409]
    assert len(codes(db)) == 1


def test_a_drawn_code_that_is_taken_is_drawn_again(
    db: Connection, agent: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_code(db, make_agent(db), "TAKENTAK")
    drawn = iter(["TAKENTAK", "FEEDBACK", "FRESH234"])
    monkeypatch.setattr(service, "random_code", lambda: next(drawn))
    assert made(agent).body["code"] == "FRESH234"


def test_where_every_draw_is_taken_the_agent_may_try_again(
    db: Connection, agent: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_code(db, make_agent(db), "TAKENTAK")
    monkeypatch.setattr(service, "random_code", lambda: "TAKENTAK")
    assert made(agent).status == 503


def test_ones_own_are_listed_the_newest_first(db: Connection, agent: UUID) -> None:
    for code in ("FIRST", "SECOND", "THIRD"):
        made(agent, code=code)
    made(make_agent(db), code="ANOTHERS")
    page = ask("GET", agent, query={"limit": "2"}).body
    rest = ask("GET", agent, query={"limit": "2", "cursor": page["next_cursor"]}).body
    assert [row["code"] for row in page["data"] + rest["data"]] == ["THIRD", "SECOND", "FIRST"]
    assert rest["next_cursor"] is None
    assert ask("GET", make_user(db)).body["data"] == []
    assert ask("GET", make_user(db, "admin")).body["data"] == [], "an administrator has none"
    assert ask("GET", agent, query={"cursor": "x"}).status == 422


def test_what_is_sent_changes_and_the_rest_stays(db: Connection, agent: UUID) -> None:
    code = made(agent, code="SPRING", label="Mail", campaign="A", max_uses=5).body
    assert change(agent, code["id"]).body == code
    assert change(agent, code["id"], label="Letter").body == code | {"label": "Letter"}
    assert change(agent, code["id"], max_uses=None, campaign="").body == code | {
        "label": "Letter", "campaign": "", "max_uses": None,
    }  # fmt: skip


def test_a_code_is_switched_off_once_and_on_again(db: Connection, agent: UUID) -> None:
    code_id = made(agent, code="SPRING").body["id"]
    first, again = (change(agent, code_id, disabled=True).body["disabled_at"] for _ in range(2))
    assert first is not None
    assert again == first
    assert change(agent, code_id, label="x").body["disabled_at"] == first
    assert change(agent, code_id, disabled=False).body["disabled_at"] is None


def test_fewer_uses_than_there_were_are_refused(db: Connection, agent: UUID) -> None:
    code_id = made(agent, code="SPRING").body["id"]
    db.execute("update referral_codes set uses = 3")
    answer = change(agent, code_id, max_uses=2)
    assert (answer.status, answer.body["code"]) == (409, "REFERRAL_CODE_USED_MORE_OFTEN")
    assert change(agent, code_id, max_uses=3).status == 200


@pytest.mark.parametrize(
    "body",
    [
        {"label": None},
        {"campaign": None},
        {"disabled": None},
        {"code": "OTHER"},
        {"uses": 0},
    ],
)
def test_what_may_not_change_is_refused(agent: UUID, body: dict[str, object]) -> None:
    assert change(agent, made(agent).body["id"], **body).status == 422


def test_nobody_changes_anothers_code(db: Connection, agent: UUID) -> None:
    code_id = made(agent, code="SPRING").body["id"]
    for other in (make_agent(db), make_user(db)):
        assert change(other, code_id, disabled=True).status == 404
    assert change(make_user(db, "admin"), code_id, disabled=True).status == 403
    assert change(agent, "01900000-0000-7000-8000-000000000000", disabled=True).status == 404
    assert change(agent, "no-id", disabled=True).status == 422
    assert change(agent, code_id, disabled=True).status == 200, "it is there"


def test_code_and_agent_of_a_row_never_change(db: Connection, agent: UUID) -> None:
    code_id = make_code(db, agent, "SPRING")
    for column, value in (("code", "SUMMER"), ("agent_user_id", make_agent(db))):
        with pytest.raises(psycopg.Error) as refused:
            db.execute(f"update referral_codes set {column} = %s where id = %s".encode(), (value, code_id))
        assert refused.value.sqlstate == "IG001", column
