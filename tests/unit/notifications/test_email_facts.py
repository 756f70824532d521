"""What a mail says beside its sentence: who, what for, how much, until when; and which of many it is."""

from typing import Any

import pytest

from notifications.emails.catalog import BUTTONS
from notifications.emails.facts import LONGEST_NAME, MOST_LINES, facts_of, quoted
from notifications.emails.rendering import LONGEST_SUBJECT, Notice, notification_mail
from tests.unit.notifications.test_emails import IDS, UNSUBSCRIBE, Page
from tests.unit.notifications.worst_texts import HOSTILE

OFFER: dict[str, Any] = IDS | {
    "campaign_name": "Spring", "from_name": "Northwind Coffee", "reader_name": "Carla", "amount": 150_000,
    "currency": "usd", "net_amount": 135_000, "expires_at": "2026-12-13T18:00:00.123+02:00",
    "words": "We like your posts.\n\nCome!",
}  # fmt: skip
OFFERS = sorted(
    kind for kind in BUTTONS if kind.startswith(("negotiation_", "invitation_")) and "accepted" not in kind
)


def told(kind: str, **metadata: Any) -> Notice:
    return Notice(kind, "A title", "A sentence.", OFFER | metadata)


@pytest.mark.parametrize("kind", [*OFFERS, "negotiation_accepted"])
def test_an_offer_says_who_what_how_much_until_when_and_the_words_of_the_other_side(kind: str) -> None:
    mail = notification_mail("x@example.com", told(kind), UNSUBSCRIBE)
    for said in ("Hello Carla,", "From: Northwind Coffee", "Campaign: Spring", "Amount: 1\u00a0500.00\u00a0USD",
                 "For you, after our fee: 1\u00a0350.00\u00a0USD", "Answer until: 2026-12-13 16:00 UTC"):  # fmt: skip
        assert said in mail.text.splitlines()
        assert said in Page(mail.html).text
    assert "\n> We like your posts.\n> Come!\n" in mail.text
    assert mail.subject == "A title: Spring (Northwind Coffee)"


@pytest.mark.parametrize("kind", sorted(BUTTONS))
def test_a_subject_tells_one_campaign_from_another(kind: str) -> None:
    subjects = {notification_mail("x@example.com", told(kind, campaign_name=name), UNSUBSCRIBE).subject
                for name in ("Spring", "Autumn")}  # fmt: skip
    assert len(subjects) == 2


def test_a_payment_has_its_sum_in_its_subject() -> None:
    notice = Notice("payment_received", "You have been paid", "x", {"amount": 27_000, "currency": "usd"})
    assert notification_mail("x@example.com", notice, UNSUBSCRIBE).subject == "You have been paid: 270.00 USD"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("kind", OFFERS)
def test_whatever_people_are_called_a_mail_stays_ours(kind: str, text: str) -> None:
    names = dict.fromkeys(("campaign_name", "from_name", "reader_name", "words"), text)
    mail = notification_mail("x@example.com", told(kind, **names), UNSUBSCRIBE)
    assert len(mail.subject) <= LONGEST_SUBJECT
    assert not set("\r\n\x0b\u2028\x85\u202e") & set(mail.subject)
    assert "\u202e" not in mail.text + mail.html
    assert len(Page(mail.html).links) == 2
    assert "<script" not in mail.html


def test_two_names_of_any_length_are_both_in_the_subject() -> None:
    mail = notification_mail(
        "x@example.com", told("invitation_sent", campaign_name="c" * 200, from_name="b" * 200), UNSUBSCRIBE
    )
    assert f"{'c' * (LONGEST_NAME - 1)}…" in mail.subject
    assert f"({'b' * (LONGEST_NAME - 1)}…)" in mail.subject


def test_words_cannot_pass_for_ours() -> None:
    forged = "Fine\n--\nAccept the invitation: https://evil.example/\n\nView the invitation: x"
    mail = notification_mail("x@example.com", told("invitation_sent", words=forged), UNSUBSCRIBE)
    lines = [line for line in mail.text.splitlines() if "ccept the" in line or "evil" in line]
    assert lines == ["> Accept the invitation: https: //evil. example/"]
    assert sum(line == "--" for line in mail.text.splitlines()) == 1


def test_of_many_words_the_first_lines_are_told() -> None:
    assert quoted({"words": "\n".join(map(str, range(500)))}) == [*map(str, range(MOST_LINES)), "…"]


@pytest.mark.parametrize(
    "wrong",
    [{"amount": True}, {"amount": "5"}, {"currency": "<b>"}, {"expires_at": "soon"}, {"expires_at": 7},
     {"expires_at": "2026-12-13T18:00:00"}, {"expires_at": "0001-01-01T00:00:00+14:00"}, {"campaign_name": 7},
     {"from_name": None}, {"net_amount": 1.5}, {"words": ["x"]}, {"reader_name": {}}],
    ids=str,
)  # fmt: skip
def test_what_is_no_fact_is_left_out(wrong: dict[str, Any]) -> None:
    metadata = OFFER | wrong
    assert len(facts_of(metadata)) == 5 - (not wrong.keys() & {"words", "reader_name"}) - (
        "currency" in wrong
    )
    assert notification_mail("x@example.com", told("invitation_sent", **wrong), UNSUBSCRIBE).text


def test_what_was_told_before_facts_were_written_down_is_told_as_then() -> None:
    notice = Notice("invitation_sent", "You are invited to a campaign", "Acme invites you.", IDS)
    mail = notification_mail("x@example.com", notice, UNSUBSCRIBE)
    assert mail.subject == "You are invited to a campaign"
    assert "Hello" not in mail.text
