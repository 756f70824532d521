"""Who is thrown out of an account does not come back by a new address that they had asked for before."""

import pytest

from tests.conftest import Database
from tests.factories.accounts import EMAIL, last_code, mails, post, sign_in, sign_up, with_token
from tests.factories.events import Answer
from tests.factories.supabase import gotrue

pytestmark = pytest.mark.usefixtures("provider")
THIEFS = "thief@example.com"


def planted_in(database: Database, session: Answer) -> str:
    """The code that lies in the thief's mailbox since they asked for that address in Maria's account."""
    body = {"email": THIEFS}
    assert with_token("POST", "/api/v1/auth/change-email", session.body["access_token"], body).status == 202
    return last_code(database, "change_email")


def require_that_it_opens_nothing(database: Database, code: str) -> None:
    refused = post("change-email/confirm", email=THIEFS, code=code)
    assert (refused.status, refused.body["code"]) == (422, "CODE_INVALID")
    gotrue("POST", "resend", {"email": EMAIL, "type": "email_change"})
    with database.connect() as db:
        assert db.execute("select email from auth.users").fetchall() == [(EMAIL,)]
        assert db.execute("select count(*) from local_identity.one_time_codes").fetchone() == (0,)


def test_a_reset_password_takes_a_planted_address_and_every_other_code_with_it(database: Database) -> None:
    sign_up()
    code = planted_in(database, sign_in())
    post("magic-link", email=EMAIL)
    post("forgot-password", email=EMAIL)
    reset = last_code(database, "reset_password")
    body = {"email": EMAIL, "code": reset, "password": "a-secret-of-another-day"}
    assert post("reset-password", **body).status == 204
    require_that_it_opens_nothing(database, code)
    magic = post("magic-link/sign-in", email=EMAIL, code=last_code(database, "magic_link"))
    assert magic.body["code"] == "CODE_INVALID"
    assert post("reset-password", **body).body["code"] == "CODE_INVALID", "a code is good once"


@pytest.mark.parametrize("which", ["others", "all"])
def test_the_end_of_other_sign_ins_is_the_end_of_a_planted_address(database: Database, which: str) -> None:
    sign_up()
    code, marias = planted_in(database, sign_in()), sign_in().body["access_token"]
    assert with_token("POST", "/api/v1/auth/sessions/end", marias, {"which": which}).status == 204
    require_that_it_opens_nothing(database, code)


def test_signing_out_everywhere_by_a_refresh_token_is_the_end_of_a_planted_address(
    database: Database,
) -> None:
    sign_up()
    code, marias = planted_in(database, sign_in()), sign_in().body["refresh_token"]
    assert post("sign-out", refresh_token=marias, everywhere=True).status == 204
    require_that_it_opens_nothing(database, code)


def test_a_refresh_token_that_comes_twice_is_the_end_of_a_planted_address(database: Database) -> None:
    sign_up()
    shared = sign_in()
    code = planted_in(database, shared)
    answers = [post("refresh", refresh_token=shared.body["refresh_token"]).status for _ in range(2)]
    assert answers == [200, 401]
    require_that_it_opens_nothing(database, code)


def test_signing_out_here_leaves_ones_own_wish(database: Database) -> None:
    """The mail is often opened where one is not signed in."""
    sign_up()
    here = sign_in()
    code = planted_in(database, here)
    assert post("sign-out", refresh_token=here.body["refresh_token"]).status == 204
    assert post("change-email/confirm", email=THIEFS, code=code).status == 200
    assert [mail["to"] for mail in mails(database, "email_changed")] == [EMAIL]
