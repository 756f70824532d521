"""What only the pool can do to us: outages, triggers that fail, steps that we do not offer; what a call carries."""

from typing import Any

import jwt
import pytest

from common.adapters.identity import cognito_pool
from common.adapters.identity.cognito_pool import PoolRefusal, UserPool
from infra.topology.user_management import USER_MANAGEMENT_API
from tests.contract.identity.conftest import API_BASE_URL, House
from tests.contract.identity.test_sign_in import NEW_PASSWORD, confirmed, refresh, told
from tests.factories.accounts import EMAIL, PASSWORD, post, send, sign_in, sign_up, with_token
from tests.factories.user_pool import CLIENT_ID, POOL_ID, Person
from tests.factories.user_pool_client import Calls
from tests.factories.user_pool_sign_in import UserPool as FakePool


def pool_of(house: House) -> FakePool:
    assert house.pool is not None
    return house.pool


def calls_of(house: House) -> Calls:
    assert house.calls is not None
    return house.calls


def person(house: House, email: str = EMAIL) -> Person:
    found = pool_of(house).by_name(email)
    assert found is not None
    return found


def broken(_event: dict[str, Any], _context: object) -> dict[str, Any]:
    raise RuntimeError("the database fails over")


def rows(house: House) -> list[tuple[str, bool]]:
    with house.database.connect() as db:
        return db.execute("select email, confirmed_at is not null from auth.users order by email").fetchall()


def test_a_sign_in_is_seen_to_come_from_the_visitor(aws: House) -> None:
    confirmed(aws)
    sign_in()
    context = calls_of(aws).carried("admin_initiate_auth")["ContextData"]
    assert (context["IpAddress"], context["ServerName"]) == ("203.0.113.9", API_BASE_URL.partition("//")[2])
    assert context["HttpHeaders"] == [{"headerName": "User-Agent", "headerValue": "tests/1.0"}]
    for operation in ("sign_up", "confirm_sign_up"):
        assert calls_of(aws).carried(operation)["UserContextData"] == {"IpAddress": "203.0.113.9"}


def test_the_clients_secret_is_read_once_a_process(aws: House) -> None:
    confirmed(aws)
    for _ in range(3):
        sign_in()
    assert calls_of(aws).operations().count("describe_user_pool_client") == 1


def test_known_and_unknown_make_the_same_calls_at_sign_in(aws: House) -> None:
    confirmed(aws)
    made = []
    for email in (EMAIL, "nobody@example.com"):
        before = len(calls_of(aws).made)
        sign_in(email, password="not-the-password")
        made.append(calls_of(aws).operations()[before:])
    assert made[0] == made[1] == ["admin_initiate_auth"]


@pytest.mark.parametrize("code", ["TooManyRequestsException", "InternalErrorException"])
def test_an_outage_is_an_outage_and_spends_no_refresh_token(aws: House, code: str) -> None:
    confirmed(aws)
    signed_in = sign_in()
    calls_of(aws).fails |= dict.fromkeys(("admin_initiate_auth", "get_tokens_from_refresh_token"), code)
    down = sign_in()
    assert (*told(down), down.headers["retry-after"]) == (503, "IDENTITY_UNAVAILABLE", "5")
    assert told(refresh(signed_in)) == (503, "IDENTITY_UNAVAILABLE")
    calls_of(aws).fails.clear()
    assert refresh(signed_in).status == 200, "the token that was spent for nothing is good"


def test_supabase_js_is_told_of_an_outage_in_its_own_shape(aws: House) -> None:
    calls_of(aws).fails["admin_initiate_auth"] = "InternalErrorException"
    grant = {"email": EMAIL, "password": PASSWORD}
    answer = send("POST", "/auth/v1/token", body=grant, query={"grant_type": "password"})
    assert (answer.status, answer.body["code"]) == (503, "IDENTITY_UNAVAILABLE")
    assert {"code", "message"} <= answer.body.keys()


def test_a_confirmation_whose_trigger_fails_is_one(aws: House) -> None:
    pool_of(aws).triggers["postConfirmation"] = broken
    confirmed(aws)
    assert rows(aws) == [(EMAIL, True)]
    assert sign_in().status == 200


def test_a_code_whose_mail_cannot_be_made_is_an_outage_and_the_account_waits(aws: House) -> None:
    pool_of(aws).triggers["customMessage"] = broken
    made = sign_up()
    assert (made.status, rows(aws)) == (201, [(EMAIL, False)]), "whoever signed up asks for another code"
    aws.let_a_minute_pass()
    assert told(post("resend", email=EMAIL)) == (503, "IDENTITY_UNAVAILABLE")


def test_a_second_factor_is_a_step_that_is_not_offered_here(aws: House) -> None:
    confirmed(aws)
    person(aws).wants_second_factor = True
    assert told(sign_in()) == (403, "SIGN_IN_STEP_NOT_OFFERED")
    assert told(sign_in(password="not-the-password")) == (401, "CREDENTIALS_INVALID")


def test_a_password_that_is_known_from_a_leak_is_refused_wherever_one_is_chosen(aws: House) -> None:
    assert told(sign_up(password="known-from-a-leak")) == (422, "PASSWORD_REFUSED")
    confirmed(aws)
    signed_in = sign_in()
    changed = with_token(
        "POST",
        "/api/v1/auth/change-password",
        signed_in.body["access_token"],
        {"password": "known-from-a-leak"},
    )
    assert told(changed) == (422, "PASSWORD_REFUSED")
    post("forgot-password", email=EMAIL)
    code = aws.code("reset_password")
    weak = post("reset-password", email=EMAIL, code=code, password="known-from-a-leak")
    assert told(weak) == (422, "PASSWORD_REFUSED")
    assert post("reset-password", email=EMAIL, code=code, password=NEW_PASSWORD).status == 204


def test_a_sign_in_that_the_pool_names_anew_keeps_its_age_and_its_tokens(aws: House) -> None:
    confirmed(aws)
    first = sign_in()
    with aws.database.connect() as db:
        db.execute("update local_identity.refresh_token_families set created_at = now() - interval '2 hours'")
    pool_of(aws).renames_sign_ins = True
    second = refresh(first)
    claims = [
        jwt.decode(one.body["access_token"], options={"verify_signature": False}) for one in (first, second)
    ]
    assert claims[0]["origin_jti"] != claims[1]["origin_jti"]
    changed = with_token(
        "POST", "/api/v1/auth/change-password", second.body["access_token"], {"password": NEW_PASSWORD}
    )
    assert told(changed) == (403, "REAUTHENTICATION_NEEDED"), "no refresh makes a sign-in recent"
    assert told(refresh(first)) == (401, "REFRESH_TOKEN_INVALID")
    assert told(refresh(second)) == (401, "REFRESH_TOKEN_INVALID"), "one that came twice ends it all the same"


def test_mails_of_codes_lead_where_the_door_that_was_asked_wants_them(aws: House) -> None:
    confirmed(aws)
    page = "http://127.0.0.1:3000/confirm?email=maria%40example.com&amp;code="
    assert f"{page}{aws.code('confirm')}" in aws.codes("confirm")[-1]["html"]
    send("POST", "/auth/v1/otp", body={"email": EMAIL})
    mail = aws.codes("magic_link")[-1]
    assert f"{API_BASE_URL}/auth/v1/verify?token={mail['code']}." in mail["html"]
    assert "type=magiclink" in mail["html"]


def test_an_unforeseen_refusal_of_the_pool_is_a_fault_of_ours(aws: House) -> None:
    calls_of(aws).fails["admin_initiate_auth"] = "ResourceNotFoundException"
    assert told(sign_in()) == (500, "INTERNAL_ERROR")
    with pytest.raises(PoolRefusal) as refused:
        UserPool(POOL_ID, CLIENT_ID).begin("USER_AUTH", EMAIL)
    assert refused.value.code == "ResourceNotFoundException"


def test_nothing_of_boto3_is_loaded_before_somebody_signs_in() -> None:
    import subprocess
    import sys

    program = "import user_management.api, sys; print([m for m in ('boto3', 'argon2') if m in sys.modules])"
    path = {"PYTHONPATH": "functions:layers/common/python", "STAGE": "dev", "POWERTOOLS_TRACE_DISABLED": "1"}
    told = subprocess.run(
        [sys.executable, "-c", program], env=path, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[]"


def test_the_pools_client_waits_no_longer_than_a_request_may() -> None:
    cognito_pool.forget()
    config: Any = cognito_pool.pool_client().meta.config
    assert 2 * (config.connect_timeout + config.read_timeout) < USER_MANAGEMENT_API.timeout_seconds / 2
    cognito_pool.forget()
