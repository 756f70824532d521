"""A new address: confirmed where it is, told to the old one, and no word about who else has it."""

from functools import partial
from uuid import UUID

import pytest

from tests.concurrency import call_at_once
from tests.conftest import Database
from tests.factories.accounts import EMAIL, PASSWORD, last_code, mails, post, sign_in, sign_up, with_token
from tests.factories.events import Answer

pytestmark = pytest.mark.usefixtures("provider")
NEW = "maria.new@example.com"


def change(signed_in: Answer, email: str, **proof: str) -> Answer:
    body = {"email": email, **proof}
    return with_token("POST", "/api/v1/auth/change-email", signed_in.body["access_token"], body)


def confirm(email: str, code: str) -> Answer:
    return post("change-email/confirm", email=email, code=code)


def addresses(database: Database, user_id: str) -> tuple[str, str]:
    with database.connect() as db:
        row = db.execute(
            "select u.email, p.email from auth.users as u join user_profiles as p using (id) where u.id = %s",
            (user_id,),
        ).fetchone()
    assert row is not None
    return row


def test_a_new_address_counts_from_its_confirmation_on_and_the_old_one_is_told(database: Database) -> None:
    user_id = sign_up().body["user_id"]
    assert change(sign_in(), NEW.upper()).status == 202
    mail = mails(database, "change_email")[-1]
    assert mail["to"] == NEW
    assert addresses(database, user_id) == (EMAIL, EMAIL)
    assert sign_in(NEW).status == 401
    assert confirm(NEW, mail["code"]).status == 200
    assert addresses(database, user_id) == (NEW, NEW)
    assert (sign_in(EMAIL).status, sign_in(NEW).status) == (401, 200)
    assert [told["to"] for told in mails(database, "email_changed")] == [EMAIL]
    assert confirm(NEW, mail["code"]).body["code"] == "CODE_INVALID"


def test_a_taken_address_gets_the_same_answer_and_no_mail(database: Database) -> None:
    sign_up()
    sign_up(email="other@example.com")
    maria = sign_in()
    free, taken = change(maria, NEW), change(maria, "other@example.com")
    assert (free.status, free.body) == (taken.status, taken.body) == (202, free.body)
    assert [mail["to"] for mail in mails(database, "change_email")] == [NEW]
    with database.connect() as db:
        row = db.execute("select email from local_identity.one_time_codes").fetchone()
    assert row == ("other@example.com",), "as if it were on its way"


def test_an_address_that_was_taken_meanwhile_is_told_to_who_reads_its_mail(database: Database) -> None:
    user_id = sign_up().body["user_id"]
    change(sign_in(), NEW)
    code = last_code(database, "change_email")
    sign_up(email=NEW)
    answer = confirm(NEW, code)
    assert (answer.status, answer.body["code"]) == (409, "EMAIL_TAKEN")
    assert addresses(database, user_id) == (EMAIL, EMAIL)


def test_two_who_want_one_address_at_once_are_one_who_gets_it(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [sign_up(email=f"{name}@example.com").body["user_id"] for name in ("one", "two")]
    for name in ("one", "two"):
        assert change(sign_in(f"{name}@example.com"), NEW).status == 202
    codes = [mail["code"] for mail in mails(database, "change_email")]
    answers = call_at_once(monkeypatch, [partial(confirm, NEW, code) for code in codes])
    assert sorted(answer.status for answer in answers) == [200, 409]
    assert sorted(addresses(database, user_id)[0] == NEW for user_id in ids) == [False, True]


def test_one_code_at_once_counts_once(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    sign_up()
    change(sign_in(), NEW)
    again = partial(confirm, NEW, last_code(database, "change_email"))
    answers = call_at_once(monkeypatch, [again] * 4)
    assert sorted(answer.status for answer in answers) == [200, 422, 422, 422]
    assert len(mails(database, "email_changed")) == 1


@pytest.mark.parametrize(
    "email", ["no address", "a@b", "", "x" * 320 + "@example.com", None, "a\u202eb@example.com"]
)
def test_what_is_no_address_is_422(database: Database, email: str) -> None:
    sign_up()
    assert change(sign_in(), email).status == 422
    assert mails(database, "change_email") == []


def test_ones_own_address_again_is_no_change(database: Database) -> None:
    sign_up()
    assert change(sign_in(), EMAIL).status == 202
    assert mails(database, "change_email") == []


def test_another_address_takes_the_place_of_the_one_before(database: Database) -> None:
    """A slip of the pen is mended at once; the same address again waits a minute, as any code."""
    sign_up()
    maria = sign_in()
    for email in ("mraia@example.com", NEW, NEW):
        assert change(maria, email).status == 202
    sent = mails(database, "change_email")
    assert [mail["to"] for mail in sent] == ["mraia@example.com", NEW]
    assert confirm("mraia@example.com", sent[0]["code"]).body["code"] == "CODE_INVALID"
    assert confirm(NEW, sent[0]["code"]).body["code"] == "CODE_INVALID"
    assert confirm(NEW, sent[1]["code"]).status == 200


def test_a_wrong_an_old_and_a_banned_persons_code_change_nothing(database: Database) -> None:
    user_id = sign_up().body["user_id"]
    change(sign_in(), NEW)
    code = last_code(database, "change_email")
    assert confirm(NEW, "WRONG").body["code"] == "CODE_INVALID"
    assert confirm("nobody@example.com", code).body["code"] == "CODE_INVALID"
    with database.connect() as db:
        db.execute("update auth.users set status = 'banned'")
    assert confirm(NEW, code).body["code"] == "ACCOUNT_BANNED"
    with database.connect() as db:
        db.execute("update auth.users set status = 'active'")
        db.execute("update local_identity.one_time_codes set expires_at = now()")
    assert confirm(NEW, code).body["code"] == "CODE_INVALID"
    assert addresses(database, user_id) == (EMAIL, EMAIL)


def test_who_wants_no_mail_wants_none_at_the_new_address(database: Database) -> None:
    sign_up()
    with database.connect() as db:
        db.execute(
            "insert into notification_unsubscribes (email, reason) values (%s, 'unsubscribed'), (%s, 'bounced')",
            (EMAIL, EMAIL),
        )
    change(sign_in(), NEW)
    confirm(NEW, last_code(database, "change_email"))
    with database.connect() as db:
        rows = db.execute("select email, reason from notification_unsubscribes order by reason").fetchall()
    assert rows == [(EMAIL, "bounced"), (NEW, "unsubscribed")], (
        "that a mailbox bounces is said of the mailbox"
    )


def test_an_old_recovery_code_opens_nothing_at_the_new_address(database: Database) -> None:
    sign_up()
    post("forgot-password", email=EMAIL)
    change(sign_in(), NEW)
    confirm(NEW, last_code(database, "change_email"))
    code = last_code(database, "reset_password")
    for email in (EMAIL, NEW):
        answer = post("reset-password", email=email, code=code, password=f"{PASSWORD}-2")
        assert answer.body["code"] == "CODE_INVALID"


def test_an_erasure_forgets_addresses_of_before_and_those_that_were_wanted(database: Database) -> None:
    user_id = UUID(sign_up(role="creator").body["user_id"])
    change(sign_in(), NEW)
    confirm(NEW, last_code(database, "change_email"))
    change(sign_in(NEW), "third@example.com")
    with database.connect() as db:
        db.execute('update user_profiles set user_metadata = \'{"theme": "dark"}\' where id = %s', (user_id,))
        request = db.execute(
            "insert into erasure_requests (user_id, due_at) values (%s, now()) returning id", (user_id,)
        ).fetchone()
        assert request is not None
        assert db.execute("select app.erase_user(%s)", request).fetchone() == ("done",)
        left = db.execute(
            "select count(*) from outbox where payload::text like any (array[%s, %s, %s])"
            " and payload ->> 'template' <> 'erasure_receipt'",
            (f"%{EMAIL}%", f"%{NEW}%", "%third@%"),
        ).fetchone()
        kept = db.execute("select user_metadata from user_profiles where id = %s", (user_id,)).fetchone()
    assert (left, kept) == ((0,), ({},))
