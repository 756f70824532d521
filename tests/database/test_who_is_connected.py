"""Who may write to whom without a subject, and whom a block keeps from inviting."""

from typing import LiteralString
from uuid import UUID

import pytest

from tests.conftest import Database
from tests.database.test_conversation_subjects import application, talk_of
from tests.factories.campaigns import make_campaign, make_invitation
from tests.factories.deals import act, make_market, offer, refused, value
from tests.factories.messaging import send
from tests.factories.people import make_member
from tests.interleaving.pairs.scene import Scene
from tests.typing import Connection

DIRECT: LiteralString = "select app.open_conversation('direct', null, %s, %s)"


def test_only_what_was_accepted_or_waits_connects(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        connects: LiteralString = "select app.connects(%s, %s)"
        pair = (market.brand, market.creator)
        assert value(db, connects, *pair) is False
        assert refused(db, market.owner, DIRECT, *pair) == "IZ003"
        deal = offer(db, market, 10_000)
        assert value(db, connects, *pair) is True
        act(db, market.creator, "select app.decline_offer(%s)", deal)
        assert value(db, connects, *pair) is False
        act(db, market.creator, "select app.accept_offer(%s)", offer(db, market, 10_000))
        assert value(db, connects, *pair) is True


def test_an_invitation_and_an_application_connect_while_they_wait(database: Database) -> None:
    with database.connect() as db:
        asked, creator, owner = application(db)
        brand = value(db, "select brand_id from gig_applications")
        connects: LiteralString = "select app.connects(%s, %s)"
        assert value(db, connects, brand, creator) is True
        act(db, creator, "select app.withdraw_application(%s)", asked)
        assert value(db, connects, brand, creator) is False
        campaign = make_campaign(db, owner, status="active")
        invitation = make_invitation(db, campaign, creator)
        assert value(db, connects, brand, creator) is True
        act(db, creator, "select app.decline_invitation(%s, '')", invitation)
        assert value(db, connects, brand, creator) is False


def test_where_the_setting_says_so_nothing_needs_to_connect(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db, funds=0)
        db.execute(
            "insert into admin_settings (key, value, updated_by) values ('direct_messages_need_connection', '0', %s)",
            (market.owner,),
        )
        assert act(db, market.owner, DIRECT, market.brand, market.creator) is not None


def block(db: Connection, blocker: UUID, blocked: UUID) -> None:
    db.execute(
        "insert into user_blocks (blocker_user_id, blocked_user_id) values (%s, %s)", (blocker, blocked)
    )


def test_who_has_blocked_one_of_a_brand_is_invited_by_none_of_it(database: Database) -> None:
    with database.connect() as db:
        scene = Scene(db)
        market = make_market(db)
        colleague = make_member(db, scene.brand, "campaign_manager")
        invite: LiteralString = "select app.invite_creator(%s, %s, 1000, '', '', null)"
        block(db, market.creator, colleague)
        for inviter in (scene.owner, colleague):
            assert refused(db, inviter, invite, scene.campaign, market.creator) == "IZ020"
        db.execute("delete from user_blocks")
        assert act(db, scene.owner, invite, scene.campaign, market.creator) is not None


def test_who_has_blocked_a_brand_gets_no_offer_and_goes_on_with_what_runs(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        deal = offer(db, market, 10_000)
        act(db, market.creator, "select app.accept_offer(%s)", deal)
        block(db, market.creator, market.owner)
        with pytest.raises(Exception, match="takes nothing"):
            offer(db, market, 10_000)
        assert value(db, "select count(*) from deals") == 1
        assert send(db, talk_of(db, deal), market.owner, "About what runs.") == 3


def test_an_address_of_who_has_blocked_the_brand_is_as_if_nobody_were_there(database: Database) -> None:
    with database.connect() as db:
        scene, market = Scene(db), make_market(db)
        block(db, market.creator, scene.owner)
        email = value(db, "select email from auth.users where id = %s", market.creator)
        mails = "select count(*) from outbox where topic = 'email'"
        before = value(db, mails)
        asked = act(
            db, scene.owner, "select app.invite_by_email(%s, %s, 1000, '', '')", scene.campaign, email
        )
        status: LiteralString = "select status from email_invitations where id = %s"
        assert value(db, status, asked) == "pending"
        assert value(db, mails) == before
        assert value(db, "select app.take_up_email_invitations_of(%s)", market.creator) == 0
        db.execute("delete from user_blocks")
        assert value(db, "select app.take_up_email_invitations_of(%s)", market.creator) == 1
        assert value(db, status, asked) == "invited"


def test_who_was_taken_out_of_a_campaign_writes_no_more_by_any_door(database: Database) -> None:
    with database.connect() as db:
        scene = Scene(db)
        creator, participant = scene.accepted()
        talk = act(db, creator, "select app.participation_conversation(%s)", participant)
        assert send(db, talk, creator) == 1
        act(db, scene.owner, "select app.remove_participant(%s, 'Enough')", participant)
        assert refused(
            db, creator, "select app.send_message(%s, uuidv7(), 'Why?', '{}', null, '{}')", talk
        ) == "IM005"  # fmt: skip
        assert send(db, talk, scene.owner, "Sorry.") == 2
