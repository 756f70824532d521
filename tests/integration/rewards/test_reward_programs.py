"""`/api/v1/reward-programs`: who makes, funds, runs and ends them."""

from uuid import uuid4

import pytest

from tests.factories.events import Answer
from tests.integration.rewards.asking import ask
from tests.integration.rewards.programs import PROGRAMS, TOMORROW, People, funded
from tests.typing import Connection


def test_a_program_is_made_funded_activated_paused_and_ended(people: People) -> None:
    owner = people.owner
    made = owner.post(PROGRAMS, name=" Spring ", currency="EUR", terms_url="https://example.com/terms")
    assert (made["name"], made["currency"], made["status"], made["claim_days"]) == (
        "Spring",
        "eur",
        "draft",
        90,
    )
    assert (made["brand_id"], made["created_by"]) == (str(people.brand), str(owner.id))
    path = f"{PROGRAMS}/{made['id']}"
    assert owner.refused("POST", f"{path}/activate") == (409, "PROGRAM_BUDGET_EMPTY")
    assert owner.refused("POST", f"{path}/pause") == (409, "PROGRAM_STEP_FORBIDDEN")
    assert owner.post(f"{path}/fund", amount=1_000)["budget_left"] == 1_000
    assert owner.post(f"{path}/activate")["status"] == "active"
    paused = owner.post(f"{path}/pause")
    assert (paused["status"], paused["paused_reason"]) == ("paused", "asked")
    owner.post(f"{path}/activate")
    assert owner.post(f"{path}/end") == {
        "program_id": made["id"], "returned_amount": 1_000, "currency": "eur"
    }  # fmt: skip
    ended = owner.get(path)
    assert (ended["status"], ended["budget_total"], ended["budget_returned"], ended["budget_left"]) == (
        "ended", 1_000, 1_000, 0,
    )  # fmt: skip
    assert ended["ended_at"] is not None
    assert ended["closed_at"] is not None
    for step in ("activate", "pause", "end"):
        assert owner.refused("POST", f"{path}/{step}") == (409, "PROGRAM_STEP_FORBIDDEN")
    assert owner.refused("POST", f"{path}/fund", amount=1) == (409, "PROGRAM_STEP_FORBIDDEN")
    assert owner.refused("PATCH", path, name="Autumn") == (409, "PROGRAM_TERMS_FIXED")


def test_a_campaign_manager_runs_a_program_and_its_money_is_the_admins(people: People) -> None:
    made = people.manager.post(PROGRAMS, name="Spring", currency="eur")
    path = f"{PROGRAMS}/{made['id']}"
    assert people.manager.refused("POST", f"{path}/fund", amount=1) == (403, "FORBIDDEN")
    people.owner.post(f"{path}/fund", amount=1)
    for step in ("activate", "pause", "activate", "end"):
        people.manager.post(f"{path}/{step}")


def test_who_reads_only_reads_only(people: People) -> None:
    path = funded(people.owner)
    assert people.analyst.get(path)["budget_total"] == 1_000
    assert people.analyst.refused("POST", PROGRAMS, name="Mine", brand_id=str(people.brand))[0] == 403
    assert people.analyst.refused("POST", PROGRAMS, name="Mine") == (403, "NO_BRAND")
    assert people.analyst.refused("PATCH", path, name="Mine") == (403, "FORBIDDEN")
    for step, body in (("activate", {}), ("pause", {}), ("end", {}), ("fund", {"amount": 1})):
        assert people.analyst.refused("POST", f"{path}/{step}", **body) == (403, "FORBIDDEN")


def test_another_brand_finds_nothing_and_takes_nothing(people: People) -> None:
    path = funded(people.owner)
    assert people.stranger.get(PROGRAMS)["data"] == []
    assert people.stranger.refused("GET", path) == (404, "NOT_FOUND")
    assert people.stranger.refused("PATCH", path, name="Mine") == (404, "NOT_FOUND")
    for step, body in (("activate", {}), ("pause", {}), ("end", {}), ("fund", {"amount": 1})):
        assert people.stranger.refused("POST", f"{path}/{step}", **body) == (404, "NOT_FOUND")
    assert people.stranger.refused("POST", PROGRAMS, name="Mine", brand_id=str(people.brand))[0] == 403
    assert [one["name"] for one in people.owner.get(PROGRAMS)["data"]] == ["Spring"]
    assert people.owner.refused("GET", f"{PROGRAMS}/{uuid4()}") == (404, "NOT_FOUND")
    assert people.owner.refused("POST", f"{PROGRAMS}/{uuid4()}/end") == (404, "NOT_FOUND")


def test_administrators_run_the_platforms_programs_and_see_all(people: People) -> None:
    brands = funded(people.owner)
    platforms = funded(people.boss, 500)
    assert people.boss.get(platforms)["brand_id"] is None
    assert people.owner.refused("GET", platforms) == (404, "NOT_FOUND")
    seen = {f"{PROGRAMS}/{one['id']}" for one in people.boss.get(PROGRAMS)["data"]}
    assert {brands, platforms} <= seen
    of_brand = people.boss.get(PROGRAMS, brand_id=str(people.brand))["data"]
    assert [f"{PROGRAMS}/{one['id']}" for one in of_brand] == [brands]
    theirs = people.boss.post(PROGRAMS, name="Theirs", brand_id=str(people.brand))
    assert theirs["brand_id"] == str(people.brand)
    assert people.boss.post(f"{platforms}/end")["returned_amount"] == 500


def test_the_list_goes_page_by_page_and_by_status(people: People) -> None:
    for number in range(3):
        people.owner.post(PROGRAMS, name=f"Program {number}")
    pages = people.owner.pages(PROGRAMS, limit="2")
    assert [[one["name"] for one in rows] for rows in pages] == [["Program 2", "Program 1"], ["Program 0"]]
    assert people.owner.get(PROGRAMS, status="active")["data"] == []
    answer = ask("GET", f"/api/v1{PROGRAMS}", user=people.owner.id, query={"cursor": "x"})
    assert (answer.status, answer.body["code"]) == (422, "CURSOR_INVALID")


@pytest.mark.parametrize(
    "body",
    [
        {}, {"name": ""}, {"name": " \t"}, {"name": "x" * 201}, {"name": "a\nb"}, {"name": "x", "currency": "impact"},
        {"name": "x", "currency": "xxx"}, {"name": "x", "claim_days": 0}, {"name": "x", "claim_days": 731},
        {"name": "x", "claim_days": 1.5}, {"name": "x", "terms_url": "http://example.com"},
        {"name": "x", "terms_url": "javascript:alert(1)"}, {"name": "x", "starts_at": "tomorrow"},
        {"name": "x", "status": "active"}, {"name": "x", "budget_total": 5}, {"name": "x", "brand_id": "mine"},
        {"name": "x", "ends_at": "2020-01-01T00:00:00Z"},
        {"name": "x", "starts_at": "2090-01-02T00:00:00Z", "ends_at": "2090-01-01T00:00:00Z"},
    ],
)  # fmt: skip
def test_what_makes_no_program_is_refused(people: People, body: dict[str, object]) -> None:
    status, code = people.owner.refused("POST", PROGRAMS, **body)
    assert (status, code) in {
        (422, "VALIDATION_FAILED"),
        (422, "PROGRAM_TIMES_INVALID"),
        (400, "VALIDATION_FAILED"),
    }
    assert people.owner.get(PROGRAMS)["data"] == []


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"[]", b"null", b'{"name": "\\ud800"}', b"{"])
def test_a_body_that_is_none_is_refused(people: People, raw: bytes) -> None:
    answer = ask("POST", f"/api/v1{PROGRAMS}", user=people.owner.id, raw_body=raw)
    assert answer.status in {400, 422}, answer.body
    assert people.owner.get(PROGRAMS)["data"] == []


def test_a_draft_changes_and_what_is_promised_stays(people: People) -> None:
    owner = people.owner
    path = f"{PROGRAMS}/{owner.post(PROGRAMS, name='Spring')['id']}"
    changed = owner.patch(
        path, name="Summer", currency="eur", starts_at="2026-01-01T00:00:00Z", claim_days=30
    )
    assert (changed["name"], changed["currency"], changed["claim_days"]) == ("Summer", "eur", 30)
    assert owner.patch(path, starts_at=None)["starts_at"] is None
    assert owner.patch(path)["name"] == "Summer"
    owner.post(f"{path}/fund", amount=10)
    assert owner.refused("PATCH", path, currency="usd") == (409, "PROGRAM_TERMS_FIXED")
    owner.post(f"{path}/activate")
    assert owner.refused("PATCH", path, starts_at="2026-02-01T00:00:00Z") == (409, "PROGRAM_TERMS_FIXED")
    assert owner.patch(path, ends_at=TOMORROW.isoformat())["ends_at"] is not None
    assert (
        owner.patch(path, name="Autumn", ends_at=None, terms_url="https://example.com/t")["name"] == "Autumn"
    )
    assert owner.refused("PATCH", path, ends_at="2020-01-01T00:00:00Z") == (422, "PROGRAM_TIMES_INVALID")
    assert owner.refused("PATCH", path, name=None)[0] == 422
    assert owner.refused("PATCH", path, budget_total=1_000_000)[0] == 422


def test_a_wallet_that_does_not_suffice_funds_nothing(people: People) -> None:
    path = f"{PROGRAMS}/{people.owner.post(PROGRAMS, name='Spring', currency='eur')['id']}"
    assert people.owner.refused("POST", f"{path}/fund", amount=10_001) == (402, "INSUFFICIENT_FUNDS")
    for amount in (0, -1, 1.5, "5", 10**13, None):
        assert people.owner.refused("POST", f"{path}/fund", amount=amount)[0] == 422
    assert people.owner.get(path)["budget_total"] == 0


def test_a_program_of_points_takes_no_money(people: People) -> None:
    path = f"{PROGRAMS}/{people.owner.post(PROGRAMS, name='Points')['id']}"
    assert people.owner.refused("POST", f"{path}/fund", amount=1) == (422, "PROGRAM_WITHOUT_CURRENCY")
    people.owner.post(f"{path}/activate")
    assert people.owner.post(f"{path}/end")["currency"] is None


def test_one_key_funds_once_however_often_it_comes(people: People) -> None:
    path = f"{PROGRAMS}/{people.owner.post(PROGRAMS, name='Spring', currency='eur')['id']}"
    key = {"idempotency-key": uuid4().hex}

    def fund(amount: int = 300) -> Answer:
        return ask("POST", f"/api/v1{path}/fund", user=people.owner.id, body={"amount": amount}, headers=key)

    answers = [fund(), fund()]
    assert answers[0].body == answers[1].body
    assert fund(301).body["code"] == "IDEMPOTENCY_KEY_REUSED"
    assert people.owner.get(path)["budget_total"] == 300


def test_the_wallet_says_for_what_it_was_held_and_what_came_back(people: People, db: Connection) -> None:
    path = funded(people.owner, 700)
    people.owner.post(f"{path}/end")
    assert db.execute(
        "select transaction_type, amount, balance_effect, description from wallet_transactions"
        " where transaction_type <> 'deposit' order by id"
    ).fetchall() == [
        ("reservation", 700, -700, "Reward budget of Spring"),
        ("release", 700, 700, "Back from the rewards of Spring"),
    ]
