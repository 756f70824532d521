"""Codes that come by mail, and what they open: the same from both providers."""

import pytest

from tests.contract.identity.conftest import House
from tests.contract.identity.test_sign_in import confirmed, refresh, told
from tests.factories.accounts import EMAIL, PASSWORD, mails, post, sign_in, sign_up, with_token
from tests.factories.events import Answer

NEW_PASSWORD = "another-long-secret"
NEW = "maria.new@example.com"
ASKED = ["resend", "forgot-password", "magic-link"]
CHANGED_ADDRESS = "select u.email, p.email from auth.users u join user_profiles p using (id) where u.id = %s"


def ask(door: str, signed_in: Answer, **body: object) -> Answer:
    """POST /api/v1/auth/<door> with the access token of a sign-in."""
    return with_token("POST", f"/api/v1/auth/{door}", signed_in.body["access_token"], body)


def make_old(house: House) -> None:
    """All sign-ins lie back longer than a change trusts them."""
    with house.database.connect() as db:
        db.execute("update local_identity.refresh_token_families set created_at = now() - interval '2 hours'")


@pytest.mark.parametrize("door", ASKED)
def test_whether_there_is_such_an_account_is_not_told(house: House, door: str) -> None:
    confirmed(house)
    known, unknown = post(door, email=EMAIL), post(door, email="nobody@example.com")
    assert (known.status, known.body) == (unknown.status, unknown.body) == (202, known.body)


def test_a_code_goes_out_once_a_minute_and_the_new_one_counts(house: House) -> None:
    sign_up()
    first = house.code("confirm")
    house.let_a_minute_pass()
    post("resend", email=EMAIL)
    post("resend", email=EMAIL)
    assert len(house.codes("confirm")) == 2
    assert told(post("confirm", email=EMAIL, code=first)) == (422, "CODE_INVALID")
    assert post("confirm", email=EMAIL, code=house.code("confirm")).status == 204
    house.let_a_minute_pass()
    post("resend", email=EMAIL)
    assert len(house.codes("confirm")) == 2, "who is confirmed needs no code"


def test_a_forgotten_password_is_replaced_and_every_sign_in_ends(house: House) -> None:
    confirmed(house)
    before = sign_in()
    assert post("forgot-password", email=EMAIL.upper()).status == 202
    code = house.code("reset_password")
    weak = post("reset-password", email=EMAIL, code=code, password="short")
    assert told(weak) == (422, "PASSWORD_REFUSED"), "and the code is not spent"
    wrong = post("reset-password", email=EMAIL, code="WRONG", password=NEW_PASSWORD)
    assert told(wrong) == (422, "CODE_INVALID")
    assert post("reset-password", email=EMAIL, code=code, password=NEW_PASSWORD).status == 204
    assert refresh(before).status == 401
    assert (sign_in().status, sign_in(password=NEW_PASSWORD).status) == (401, 200)
    again = post("reset-password", email=EMAIL, code=code, password=PASSWORD)
    assert told(again) == (422, "CODE_INVALID")
    nobody = post("reset-password", email="nobody@example.com", code=code, password=PASSWORD)
    assert told(nobody) == (422, "CODE_INVALID")


def test_a_locked_address_is_unlocked_by_a_new_password(house: House) -> None:
    confirmed(house)
    for _ in range(10):
        sign_in(password="not-the-password")
    post("forgot-password", email=EMAIL)
    post("reset-password", email=EMAIL, code=house.code("reset_password"), password=NEW_PASSWORD)
    assert sign_in(password=NEW_PASSWORD).status == 200


def test_a_magic_link_signs_in_once_and_its_button_leads_to_the_front_end(house: House) -> None:
    confirmed(house)
    post("magic-link", email=EMAIL)
    code = house.code("magic_link")
    assert told(post("magic-link/sign-in", email=EMAIL, code="WRONG")) == (422, "CODE_INVALID")
    signed_in = post("magic-link/sign-in", email=EMAIL, code=code)
    assert refresh(signed_in).status == 200
    assert told(post("magic-link/sign-in", email=EMAIL, code=code)) == (422, "CODE_INVALID")
    assert told(post("magic-link/sign-in", email="nobody@example.com", code=code)) == (422, "CODE_INVALID")


def test_a_recovery_code_signs_in_once_and_a_new_password_needs_no_other_proof(house: House) -> None:
    confirmed(house)
    post("forgot-password", email=EMAIL)
    code = house.code("reset_password")
    signed_in = post("forgot-password/sign-in", email=EMAIL, code=code)
    assert signed_in.status == 200
    assert told(post("forgot-password/sign-in", email=EMAIL, code=code)) == (422, "CODE_INVALID")
    assert told(ask("change-password", signed_in, password=NEW_PASSWORD)) == (204, None)
    assert sign_in(password=NEW_PASSWORD).status == 200


@pytest.mark.parametrize(
    ("door", "opened_by"), [("magic-link", "magic-link/sign-in"), ("forgot-password", "")]
)
def test_what_a_stranger_prepared_in_ones_name_ends_when_the_mailbox_speaks(
    house: House, door: str, opened_by: str
) -> None:
    sign_up()  # by a stranger, who knows the password and not the mailbox
    post(door, email=EMAIL)
    kind = door.replace("-", "_").replace("forgot_password", "reset_password")
    code = house.code(kind if house.pool is None else "confirm")
    if opened_by:
        assert post(opened_by, email=EMAIL, code=code).status == 200
    else:
        assert post("reset-password", email=EMAIL, code=code, password=NEW_PASSWORD).status == 204
        assert sign_in(password=NEW_PASSWORD).status == 200
    assert told(sign_in()) == (401, "CREDENTIALS_INVALID"), "the stranger's password opens nothing"


def test_an_old_sign_in_proves_itself_by_the_password_or_a_code(house: House) -> None:
    confirmed(house)
    maria, other = sign_in(), sign_in()
    make_old(house)
    needed = ask("change-password", maria, password=NEW_PASSWORD)
    assert told(needed) == (403, "REAUTHENTICATION_NEEDED")
    wrong = ask("change-password", maria, password=NEW_PASSWORD, current_password="not-the-password")
    assert told(wrong) == (422, "CURRENT_PASSWORD_WRONG")
    assert ask("reauthenticate", maria).status == 202
    no_code = ask("change-password", maria, password=NEW_PASSWORD, code="WRONG")
    assert told(no_code) == (422, "CODE_INVALID")
    by_code = ask("change-password", maria, password=NEW_PASSWORD, code=house.code("reauthenticate"))
    assert told(by_code) == (204, None)
    assert (refresh(maria).status, refresh(other).status) == (200, 401), "all others end"
    by_password = ask("change-password", maria, password=PASSWORD, current_password=NEW_PASSWORD)
    assert told(by_password) == (204, None)
    assert sign_in().status == 200


def test_a_new_address_counts_once_its_code_came_back_and_the_old_one_is_told(house: House) -> None:
    user_id = confirmed(house).body["user_id"]
    assert ask("change-email", sign_in(), email=NEW.upper()).status == 202
    assert house.codes("change_email")[-1]["to"] == NEW
    assert sign_in(NEW).status == 401
    signed_in = post("change-email/confirm", email=NEW, code=house.code("change_email"))
    assert (signed_in.status, refresh(signed_in).status) == (200, 200)
    with house.database.connect() as db:
        assert db.execute(CHANGED_ADDRESS, (user_id,)).fetchone() == (NEW, NEW)
    assert (sign_in(EMAIL).status, sign_in(NEW).status) == (401, 200)
    assert [mail["to"] for mail in mails(house.database, "email_changed")] == [EMAIL]
    assert told(post("change-email/confirm", email=NEW, code="WRONG")) == (422, "CODE_INVALID")


def test_a_taken_address_gets_the_same_answer_and_no_mail(house: House) -> None:
    confirmed(house)
    sign_up(email="other@example.com")
    maria = sign_in()
    free, taken = ask("change-email", maria, email=NEW), ask("change-email", maria, email="other@example.com")
    assert (free.status, free.body) == (taken.status, taken.body) == (202, free.body)
    assert [mail["to"] for mail in house.codes("change_email")] == [NEW]


def test_supabase_js_signs_up_and_is_signed_in_by_the_link_of_the_mail(house: House) -> None:
    from tests.factories.accounts import send

    asked = {"email": EMAIL, "password": PASSWORD, "data": {"full_name": "Maria", "theme": "dark"}}
    made = send("POST", "/auth/v1/signup", body=asked)
    assert (made.status, made.body["email_confirmed_at"], made.body["user_metadata"]["theme"]) == (
        200, None, "dark",
    )  # fmt: skip
    given = {"type": "signup", "email": EMAIL, "token": house.code("confirm")}
    session = send("POST", "/auth/v1/verify", body=given)
    assert (session.status, session.body["user"]["email"]) == (200, EMAIL)
    token = session.body["access_token"]
    changed = with_token("PUT", "/auth/v1/user", token, {"password": NEW_PASSWORD})
    assert changed.status == 200
    grant = {"email": EMAIL, "password": NEW_PASSWORD}
    assert send("POST", "/auth/v1/token", body=grant, query={"grant_type": "password"}).status == 200
    assert with_token("POST", "/auth/v1/logout", token, query={"scope": "local"}).status == 204
    gone = with_token("GET", "/auth/v1/user", token)
    assert (gone.status, gone.body["code"]) == (403, "session_not_found")
