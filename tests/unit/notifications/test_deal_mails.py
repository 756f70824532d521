"""What a mail says of a deal: which one, how much, until when, and what time does then."""

from typing import Any

import pytest

from common.models.deals import WHAT_HAPPENS_THEN, NextStep
from notifications.emails.catalog import APPLICATION, BUTTONS, DEAL, DISPUTE, GIG
from notifications.emails.facts import facts_of
from notifications.emails.rendering import Notice, notification_mail
from tests.unit.notifications.test_emails import IDS, UNSUBSCRIBE, Page

OF_DEALS = sorted(kind for kind, button in BUTTONS.items() if button in (DEAL, DISPUTE, APPLICATION, GIG))
FACTS: dict[str, Any] = IDS | {
    "deal_title": "A film about tea", "from_name": "Northwind Coffee", "amount": 55_000, "currency": "usd",
    "deadline_at": "2026-12-13T18:00:00+00:00", "what_happens_then": "approve",
}  # fmt: skip


@pytest.mark.parametrize("kind", OF_DEALS)
def test_a_mail_of_a_deal_says_which_how_much_until_when_and_what_then(kind: str) -> None:
    mail = notification_mail("x@example.com", Notice(kind, "A title", "A sentence.", FACTS), UNSUBSCRIBE)
    for said in ("From: Northwind Coffee", "Deal: A film about tea", "Amount: 550.00\u00a0USD",
                 "Next deadline: 2026-12-13 18:00 UTC",
                 f"Then: {WHAT_HAPPENS_THEN[NextStep.APPROVE]}"):  # fmt: skip
        assert said in mail.text.splitlines()
        assert said in Page(mail.html).text
    assert mail.subject == "A title: A film about tea (Northwind Coffee)"


def test_a_gig_names_itself_where_there_is_no_deal_yet() -> None:
    facts = {"gig_title": "Ten pictures", "amount": 3_300, "currency": "usd"}
    mail = notification_mail("x@example.com", Notice("gig_closed", "A gig is closed", "", facts), UNSUBSCRIBE)
    assert mail.subject == "A gig is closed: Ten pictures"
    assert "Gig: Ten pictures" in mail.text.splitlines()


@pytest.mark.parametrize("step", [None, "", "no_step_of_ours", 7, ["approve"]])
def test_a_step_that_there_is_not_is_not_told(step: object) -> None:
    assert "Then" not in dict(facts_of(FACTS | {"what_happens_then": step}))


@pytest.mark.parametrize("kind", sorted(kind for kind, button in BUTTONS.items() if button == DISPUTE))
def test_a_mail_of_a_dispute_says_what_the_creator_is_to_get_and_leads_there(kind: str) -> None:
    facts = FACTS | {"creator_amount": 0}
    mail = notification_mail("x@example.com", Notice(kind, "A title", "A sentence.", facts), UNSUBSCRIBE)
    assert "For the creator: 0.00\u00a0USD" in mail.text.splitlines()
    page = Page(mail.html)
    assert "Open the dispute" in page.text
    assert any(address.endswith(f"/disputes/{IDS['dispute_id']}") for address, _ in page.links)
