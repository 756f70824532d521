"""A ticket signs in, once, with both providers; at Cognito it answers a challenge."""

from uuid import UUID

import pytest

from common.adapters.identity.tickets import issue_ticket
from tests.contract.identity.conftest import House
from tests.contract.identity.test_sign_in import confirmed, refresh, told
from tests.counted import counted
from tests.factories.accounts import post


def test_a_ticket_signs_in_once(house: House) -> None:
    user_id = UUID(confirmed(house).body["user_id"])
    ticket = issue_ticket(user_id)
    assert told(post("ticket/sign-in", ticket="made up")) == (401, "SIGN_IN_TICKET_INVALID")
    signed_in = post("ticket/sign-in", ticket=ticket)
    assert signed_in.status == 200
    assert refresh(signed_in).status == 200
    assert told(post("ticket/sign-in", ticket=ticket)) == (401, "SIGN_IN_TICKET_INVALID")


def test_a_sign_in_with_a_ticket_is_counted_by_how_it_ends(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    ticket = issue_ticket(UUID(confirmed(house).body["user_id"]))
    counted(capsys)
    for _ in range(2):
        post("ticket/sign-in", ticket=ticket)
    assert counted(capsys) == {"sign_ins": 1, "sign_ins_refused": 1}


def test_a_ticket_runs_out_and_opens_no_barred_account(house: House) -> None:
    user_id = UUID(confirmed(house).body["user_id"])
    late, barred = issue_ticket(user_id), issue_ticket(user_id)
    with house.database.connect() as db:
        db.execute(
            "update local_identity.sign_in_tickets set expires_at = now()"
            " where ticket_hash = sha256(convert_to(%s, 'UTF8'))", (late,)
        )  # fmt: skip
    assert told(post("ticket/sign-in", ticket=late)) == (401, "SIGN_IN_TICKET_INVALID")
    with house.database.connect() as db:
        db.execute("update auth.users set status = 'banned' where id = %s", (user_id,))
    assert told(post("ticket/sign-in", ticket=barred)) == (403, "ACCOUNT_BANNED")
    with house.database.connect() as db:
        db.execute("update auth.users set status = 'active' where id = %s", (user_id,))
    assert told(post("ticket/sign-in", ticket=barred)) == (401, "SIGN_IN_TICKET_INVALID"), "and is spent"


def test_cognito_asks_our_trigger_whether_the_ticket_is_right(aws: House) -> None:
    assert aws.pool is not None
    assert aws.calls is not None
    user_id = UUID(confirmed(aws).body["user_id"])
    assert post("ticket/sign-in", ticket=issue_ticket(user_id)).status == 200
    assert aws.calls.operations()[-2:] == ["admin_initiate_auth", "admin_respond_to_auth_challenge"]
    assert aws.calls.carried("admin_initiate_auth")["AuthFlow"] == "CUSTOM_AUTH"
    aws.pool.triggers["verifyAuthChallengeResponse"] = lambda event, _: (
        event | {"response": {"answerCorrect": False}}
    )
    refused = post("ticket/sign-in", ticket=issue_ticket(user_id))
    assert told(refused) == (401, "SIGN_IN_TICKET_INVALID"), "its word counts"
