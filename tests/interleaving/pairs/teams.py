"""An invitation into a team is used once and stays within its limits; a brand is opened once a key."""

from uuid import UUID, uuid4

from pydantic import BaseModel

from common.database import Transaction, transaction
from common.idempotency import idempotent
from common.identity import Actor
from common.models.users import BrandRole
from tests.factories.people import brand_of, make_user
from tests.interleaving.acting import as_user, statement, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from user_management.brands import repository as brand_rows
from user_management.brands.models import BrandDraft
from user_management.team_invitations import service as team_invitations


def _owner_and_brand(db: Connection) -> tuple[UUID, UUID]:
    owner = make_user(db, "brand")
    return owner, brand_of(db, owner)


class Opened(BaseModel):
    """An answer that is kept for its key."""

    id: UUID


def _invited(db: Connection) -> tuple[UUID, UUID, UUID, str, UUID]:
    """Owner, brand, the person invited, the token and the invitation."""
    owner, brand = _owner_and_brand(db)
    person = make_user(db)
    email = value(db, "select email from auth.users where id = %s", person)
    with transaction(Actor("user", owner)) as tx:
        invitation = team_invitations.invite(tx, brand, email, BrandRole.ANALYST)
    token = value(
        db,
        "select payload ->> 'token' from outbox where payload ->> 'invitation_id' = %s",
        str(invitation.id),
    )
    return owner, brand, person, token, invitation.id


def a_team_invitation_is_accepted_twice(db: Connection) -> Calls:
    owner, _, person, token, _ = _invited(db)
    accept = as_user(person, team_invitations.accept_invitation, token)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["TEAM_INVITATION_INVALID", "ok"]
        assert (
            value(db, "select count(*) from notifications where user_id = %s and type = 'team.joined'", owner)
            == 1
        )

    return Calls(accept, accept, check)


def a_team_invitation_is_accepted_while_it_is_revoked(db: Connection) -> Calls:
    owner, brand, person, token, invitation = _invited(db)

    def check(outcomes: Outcomes) -> None:
        assert outcomes.count("ok") == 1
        joined = value(
            db, "select count(*) from brand_memberships where brand_id = %s and user_id = %s", brand, person
        )
        assert joined == (outcomes[0] == "ok")

    return Calls(
        as_user(person, team_invitations.accept_invitation, token),
        as_user(owner, team_invitations.revoke_invitation, brand, invitation), check,
    )  # fmt: skip


def a_member_who_joins_is_invited_again(db: Connection) -> Calls:
    owner, brand, person, token, _ = _invited(db)
    email = value(db, "select email from auth.users where id = %s", person)

    def check(outcomes: Outcomes) -> None:
        open_ones = value(db, "select count(*) from team_invitations where brand_id = %s and accepted_at is null"
                          " and revoked_at is null", brand)  # fmt: skip
        assert open_ones == (outcomes[1] == "ok")
        assert outcomes[0] in ("ok", "TEAM_INVITATION_INVALID")

    return Calls(
        as_user(person, team_invitations.accept_invitation, token),
        as_user(owner, team_invitations.invite, brand, email, BrandRole.CAMPAIGN_MANAGER), check,
    )  # fmt: skip


def _fill(db: Connection, brand: UUID, inviter: UUID | None, number: int, email: str | None = None) -> None:
    db.execute(
        "insert into team_invitations (brand_id, email, role, token_hash, invited_by, expires_at)"
        " select %s, coalesce(%s, gen_random_uuid() || '@example.com'), 'analyst',"
        " sha256(gen_random_uuid()::text::bytea),"
        " %s, now() + interval '7 days' from generate_series(1, %s)", (brand, email, inviter, number),
    )  # fmt: skip


def the_last_open_invitation_of_a_brand_goes_out_twice(db: Connection) -> Calls:
    owner, brand = _owner_and_brand(db)
    _fill(db, brand, owner, 49)

    def invite(tx: Transaction) -> None:
        team_invitations.invite(tx, brand, f"{uuid4().hex}@example.com", BrandRole.ANALYST)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["TOO_MANY_INVITATIONS", "ok"]

    return Calls(as_user(owner, invite), as_user(owner, invite), check)


def the_last_invitation_of_a_persons_day_goes_out_from_two_brands(db: Connection) -> Calls:
    owner, brand = _owner_and_brand(db)
    with transaction(Actor("user", owner)) as tx:
        second = brand_rows.open_brand(tx, "Second")
    for target in (brand, second):
        _fill(db, target, owner, 49)
    _fill(db, brand, owner, 1)
    db.execute("update team_invitations set revoked_at = now() where invited_by = %s", (owner,))

    def invite(tx: Transaction, target: UUID) -> None:
        team_invitations.invite(tx, target, f"{uuid4().hex}@example.com", BrandRole.ANALYST)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["TOO_MANY_INVITATIONS", "ok"]

    return Calls(as_user(owner, invite, brand), as_user(owner, invite, second), check)


def the_last_invitation_to_an_address_comes_from_two_brands(db: Connection) -> Calls:
    email = f"{uuid4().hex}@example.com"
    (one, first), (other, second) = _owner_and_brand(db), _owner_and_brand(db)
    for _ in range(4):
        _fill(db, _owner_and_brand(db)[1], None, 1, email)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["ADDRESS_NOT_INVITABLE", "ok"]

    return Calls(
        as_user(one, team_invitations.invite, first, email, BrandRole.ANALYST),
        as_user(other, team_invitations.invite, second, email, BrandRole.ANALYST), check,
    )  # fmt: skip


def an_address_is_invited_twice(db: Connection) -> Calls:
    owner, brand = _owner_and_brand(db)
    email = f"{uuid4().hex}@example.com"
    invite = as_user(owner, team_invitations.invite, brand, email, BrandRole.ANALYST)

    def check(outcomes: Outcomes) -> None:
        assert outcomes == ("ok", "ok")  # the second replaces the first
        assert (
            value(
                db, "select count(*) from team_invitations where brand_id = %s and revoked_at is null", brand
            )
            == 1
        )

    return Calls(invite, invite, check)


def one_idempotency_key_comes_twice(db: Connection) -> Calls:
    owner, _ = _owner_and_brand(db)
    key = uuid4().hex

    def open_brand(tx: Transaction) -> None:
        idempotent(
            tx, key=key, route="POST /api/v1/brands", request=BrandDraft(name="Second"), answer=Opened,
            effect=lambda: Opened(id=brand_rows.open_brand(tx, "Second")),
        )  # fmt: skip

    def check(outcomes: Outcomes) -> None:
        assert set(outcomes) <= {"ok", "IDEMPOTENCY_IN_FLIGHT"}
        assert "ok" in outcomes
        assert value(db, "select count(*) from brand_profiles where owner_user_id = %s", owner) == 2

    return Calls(as_user(owner, open_brand), as_user(owner, open_brand), check)


def a_slug_is_taken_twice(db: Connection) -> Calls:
    (one, first), (other, second) = _owner_and_brand(db), _owner_and_brand(db)
    slug = f"slug-{uuid4().hex[:12]}"
    change = statement("update brand_profiles set slug = {} where id = {} returning 'ok'")

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["SLUG_TAKEN", "ok"]

    return Calls(as_user(one, change, slug, first), as_user(other, change, slug, second), check)
