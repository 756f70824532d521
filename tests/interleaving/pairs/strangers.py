"""An address is invited within limits, and who comes by it is invited once; lists have no twins."""

from uuid import UUID, uuid4

from campaign_lifecycle.email_invitations import service as email_invitations
from campaign_lifecycle.email_invitations.models import EmailInvitationDraft
from common.database import Transaction, transaction
from common.identity import Actor
from tests.interleaving.acting import as_service, as_user, statement, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.pairs.scene import Scene
from user_management.creator_lists import service as creator_lists
from user_management.creator_lists.models import ListDraft

SIGN_UP = (
    "insert into auth.users (email, app_metadata, confirmed_at)"
    " values ({}, jsonb_build_object('role', 'creator'), now()) returning 'ok'"
)
CONNECT = (
    "insert into social_accounts (user_id, platform, platform_user_id, username, handle)"
    " values ({}, 'tiktok', {}, 'x', {}) returning 'ok'"
)


def _address() -> str:
    return f"{uuid4().hex}@example.com"


def _invite(tx: Transaction, campaign: UUID, email: str) -> UUID:
    return email_invitations.invite(tx, campaign, EmailInvitationDraft(email=email)).id


def _fill(
    db: Connection, scene: Scene, number: int, email: str | None = None, by: UUID | None = None
) -> None:
    db.execute(
        "insert into email_invitations (campaign_id, brand_id, email, invited_by, token_hash, expires_at, status,"
        " ended_at) select %s, %s, coalesce(%s, gen_random_uuid() || '@example.com'), %s,"
        " sha256(gen_random_uuid()::text::bytea), now() + interval '7 days', 'withdrawn', now()"
        " from generate_series(1, %s)",
        (scene.campaign, scene.brand, email, by or scene.owner, number),
    )


def an_address_is_invited_to_a_campaign_twice(db: Connection) -> Calls:
    scene, email = Scene(db), _address()
    invite = as_user(scene.owner, _invite, scene.campaign, email)

    def check(outcomes: Outcomes) -> None:
        assert outcomes == ("ok", "ok")  # the second replaces the first
        assert sorted(scene.statuses("email_invitations")) == ["pending", "withdrawn"]
        mails = value(db, "select count(*) from outbox where payload ->> 'to' = %s", email)
        assert mails == 1

    return Calls(invite, invite, check)


def the_last_address_of_a_persons_day_is_invited_by_two_brands(db: Connection) -> Calls:
    one, other = Scene(db), Scene(db)
    _fill(db, Scene(db), 99, by=one.owner)
    for table, columns in (("brand_memberships", ""), ("brand_user_roles", ", 'brand_admin'")):
        db.execute(f"insert into {table} select %s, %s{columns}".encode(), (other.brand, one.owner))

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["TOO_MANY_INVITATIONS", "ok"]

    return Calls(
        as_user(one.owner, _invite, one.campaign, _address()),
        as_user(one.owner, _invite, other.campaign, _address()), check,
    )  # fmt: skip


def the_last_mail_to_an_address_is_of_two_brands(db: Connection) -> Calls:
    one, other, email = Scene(db), Scene(db), _address()
    for _ in range(4):
        _fill(db, Scene(db), 1, email)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["ADDRESS_NOT_INVITABLE", "ok"]

    return Calls(
        as_user(one.owner, _invite, one.campaign, email), as_user(other.owner, _invite, other.campaign, email), check,
    )  # fmt: skip


def somebody_signs_up_while_their_invitation_is_withdrawn(db: Connection) -> Calls:
    scene, email = Scene(db), _address()
    with transaction(Actor("user", scene.owner)) as tx:
        asked = _invite(tx, scene.campaign, email)

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] == "ok"
        [status] = scene.statuses("email_invitations")
        assert outcomes[1] == ("ok" if status == "withdrawn" else "EMAIL_INVITATION_TRANSITION_FORBIDDEN")
        assert scene.statuses("campaign_invitations") == (["pending"] if status == "invited" else [])

    return Calls(
        as_service(statement(SIGN_UP), email), as_user(scene.owner, email_invitations.withdraw, asked), check
    )


def two_lists_take_the_last_place(db: Connection) -> Calls:
    scene = Scene(db)
    db.execute(
        "insert into creator_lists (brand_id, name) select %s, 'No. ' || n from generate_series(1, 199) as n",
        (scene.brand,),
    )

    def create(tx: Transaction) -> None:
        creator_lists.create_list(tx, ListDraft(name=uuid4().hex))

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["TOO_MANY_LISTS", "ok"]

    return Calls(as_user(scene.owner, create), as_user(scene.owner, create), check)


def an_account_is_connected_while_a_file_names_it(db: Connection) -> Calls:
    scene, handle = Scene(db), uuid4().hex
    creator, _ = scene.invited()
    listed = value(
        db, "insert into creator_lists (brand_id, name) values (%s, 'Summer') returning id", scene.brand
    )
    imported = (
        "select outcome from app.import_creator_list({}, jsonb_build_array(jsonb_build_object('line', 2,"
        " 'platform', 'tiktok', 'handle', {}::text, 'name', '', 'note', '', 'tags', '[]'::jsonb)))"
    )

    def check(outcomes: Outcomes) -> None:
        assert set(outcomes) <= {"added", "matched", "ok"}
        held = value(db, "select creator_user_id from creator_list_members where list_id = %s", listed)
        assert held == creator

    return Calls(
        as_user(scene.owner, statement(imported), listed, handle),
        as_service(statement(CONNECT), creator, handle, handle), check,
    )  # fmt: skip
