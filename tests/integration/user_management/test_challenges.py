"""Cognito's triggers of a custom challenge: a ticket signs in its own account, once, and nobody else."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from common.adapters.identity.tickets import issue_ticket
from tests.conftest import Database
from tests.logins import own_login
from user_management.challenges import lambda_handler

CUSTOM = "CUSTOM_CHALLENGE"


def ask(source: str, **request: Any) -> dict[str, Any]:
    """Cognito's event of a trigger, answered; what the handler says."""
    event: dict[str, Any] = {
        "version": "1", "triggerSource": f"{source}_Authentication", "region": "us-east-1", "userPoolId": "pool",
        "userName": "user", "request": {"userAttributes": {"sub": str(uuid4())}} | request, "response": {},
    }  # fmt: skip
    with own_login(lambda_handler):
        assert lambda_handler(event, None) is event, "Cognito wants its event back"
    told: dict[str, Any] = event["response"]
    return told


def verify(user_id: UUID, ticket: str) -> bool:
    told = ask("VerifyAuthChallengeResponse", userAttributes={"sub": str(user_id)}, challengeAnswer=ticket)
    return told["answerCorrect"] is True


def answered(*results: bool, name: str = CUSTOM) -> list[dict[str, Any]]:
    return [{"challengeName": name, "challengeResult": result} for result in results]


@pytest.mark.parametrize(
    ("request_", "told"),
    [
        ({"session": []}, {"challengeName": CUSTOM, "issueTokens": False, "failAuthentication": False}),
        ({"session": answered(True)}, {"issueTokens": True, "failAuthentication": False}),
        ({"session": answered(False)}, {"issueTokens": False, "failAuthentication": True}),
        ({"session": answered(False, True)}, {"issueTokens": False, "failAuthentication": True}),
        ({"session": answered(True, name="SRP_A")}, {"issueTokens": False, "failAuthentication": True}),
        ({"session": [], "userNotFound": True}, {"issueTokens": False, "failAuthentication": True}),
        (
            {"session": answered(True), "userNotFound": True},
            {"issueTokens": False, "failAuthentication": True},
        ),
    ],
)
def test_one_right_answer_gives_tokens_and_nothing_else_does(
    request_: dict[str, Any], told: dict[str, Any]
) -> None:
    assert ask("DefineAuthChallenge", **request_) == told


def test_the_challenge_tells_nothing() -> None:
    told = ask("CreateAuthChallenge", challengeName=CUSTOM, session=[])
    assert told["publicChallengeParameters"] == {}
    assert told["privateChallengeParameters"], "Cognito wants something"


def test_a_ticket_is_good_once_and_for_its_own_account(
    database: Database, creator: UUID, owner: UUID
) -> None:
    ticket = issue_ticket(creator)
    assert not verify(owner, ticket)
    assert not verify(creator, "made up")
    assert not verify(creator, "")
    assert verify(creator, ticket)
    assert not verify(creator, ticket)
    with database.connect() as db:
        assert db.execute("select count(*) from local_identity.sign_in_tickets").fetchone() == (0,)


def test_a_ticket_runs_out(database: Database, creator: UUID) -> None:
    ticket = issue_ticket(creator)
    with database.connect() as db:
        db.execute("update local_identity.sign_in_tickets set expires_at = now()")
        kept = db.execute("select ticket_hash from local_identity.sign_in_tickets").fetchone()
    assert kept is not None
    assert ticket.encode() not in kept[0]
    assert not verify(creator, ticket)
