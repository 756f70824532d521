"""What rules say about what people write, as `judge_message` asks the database for them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, LiteralString
from uuid import UUID, uuid4

import pytest

from common import database as runtime
from common.identity import Actor
from common.moderation import service
from common.moderation.models import Action, Verdict
from tests.conftest import Database
from tests.factories.deals import act
from tests.factories.ledger import fund_brand
from tests.factories.messaging import ask_support, talk
from tests.factories.people import make_user
from tests.typing import Connection

ROOT = Path(__file__).parents[3]
CORPUS = Path(__file__).with_name("moderation_corpus.tsv")
MAIL = "write to jane@example.com"


@pytest.fixture(autouse=True)
def _our_own_domain(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A name that others may imitate; no rules are left over from another database."""
    monkeypatch.setattr(service, "own_domains", lambda: frozenset({"atomic-influence.example"}))
    service._ready.clear()
    yield
    service._ready.clear()


def corpus(file: Path = CORPUS) -> list[tuple[str, str]]:
    """Each line's rule (`-`: none) and text."""
    lines = file.read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t", 1) for line in lines if line and not line.startswith("#")]
    return [
        (rule, re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text))
        for rule, text in pairs
    ]


def judged(by: UUID, conversation: UUID, *texts: str) -> list[Verdict]:
    """What becomes of texts that somebody writes."""
    with runtime.transaction(Actor("user", by)) as tx:
        return [service.judge_message(tx, conversation, text) for text in texts]


def met(verdict: Verdict) -> set[str]:
    """The rules that a verdict names."""
    return {warning.rule for warning in verdict.warnings} | ({verdict.rule} if verdict.rule else set())


def administer(db: Connection, query: LiteralString, *parameters: object) -> None:
    """An administrator changes the rules."""
    act(db, make_user(db, "admin"), query, *parameters)


def test_the_corpus(database: Database) -> None:
    """Each line meets its rule, and those without one are let through untouched."""
    with database.connect() as db:
        made = talk(db)
    lines = corpus()
    verdicts = judged(made.owner, made.conversation, *(text for _, text in lines))
    wrong = [
        (rule, text, met(verdict))
        for (rule, text), verdict in zip(lines, verdicts, strict=True)
        if (met(verdict) if rule == "-" else rule not in met(verdict))
    ]
    assert wrong == []
    assert len(lines) >= 200
    assert sum(rule == "-" for rule, _ in lines) >= 80


def test_the_strongest_action_wins_and_warnings_stay(database: Database) -> None:
    with database.connect() as db:
        made = talk(db)
    held, removed, warned, fine = judged(
        made.owner,
        made.conversation,
        f"{MAIL} or https://paypa1.com",
        f"{MAIL}, card 4242424242424242",
        MAIL,
        "Hello",
    )
    assert (held.action, held.rule, met(held)) == (
        Action.HOLD,
        "lookalike_domain",
        {"lookalike_domain", "email_address"},
    )
    assert (removed.action, removed.rule) == (Action.REMOVE, "card_number")
    assert removed.sentence
    assert (warned.action, [one.rule for one in warned.warnings]) == (Action.WARN, ["email_address"])
    assert fine == Verdict()


def test_contacts_are_shared_once_money_is_held(database: Database) -> None:
    """Not when a deal is offered, not after a refund; what deceives stays forbidden."""
    with database.connect() as db:
        made = talk(db, "deal")
        assert met(judged(made.person, made.conversation, MAIL)[0]) == {"email_address"}
        fund_brand(db, made.brand, 100_000)
        deal = act(db, made.owner, "select id from deals where brand_id = %s", made.brand)
        act(db, made.person, "select app.accept_offer(%s)", deal)
        status = act(db, None, "select status from escrows where deal_id = %s", deal)
        assert status == "locked"
        after = judged(made.person, made.conversation, MAIL, "+49 151 23456789", "https://paypa1.com")
        assert [verdict.action for verdict in after] == [None, None, Action.HOLD]
        db.execute("set session_replication_role = replica")
        db.execute(
            "update escrows set status = 'refunded', refunded_amount = total, deadline_at = null, next_step = null"
            " where deal_id = %s",
            (deal,),
        )
        assert met(judged(made.person, made.conversation, MAIL)[0]) == {"email_address"}


def test_support_may_be_told_a_number(database: Database) -> None:
    with database.connect() as db:
        person, support = ask_support(db)
    assert judged(person, support, MAIL, "+49 151 23456789") == [Verdict(), Verdict()]


def test_a_change_of_rules_counts_at_once(database: Database) -> None:
    """Added, changed, switched off, taken away and made again under the same name."""
    with database.connect() as db:
        made = talk(db)

        def said() -> set[str]:
            return met(judged(made.owner, made.conversation, "the quick brown fox")[0])

        assert said() == set()
        new = (
            "insert into moderation_rules (key, pattern_kind, pattern, action, sentence)"
            " values ('animals', 'words', %s, 'warn', 'No animals.') returning key"
        )
        administer(db, new, "fox\nlazy dog")
        assert said() == {"animals"}
        administer(db, "update moderation_rules set pattern = 'lazy dog' where key = 'animals' returning key")
        assert said() == set()
        administer(db, "update moderation_rules set pattern = 'quick' where key = 'animals' returning key")
        assert said() == {"animals"}
        administer(db, "update moderation_rules set active = false where key = 'animals' returning key")
        assert said() == set()
        administer(db, "delete from moderation_rules where key = 'animals' returning key")
        administer(db, new, "brown   fox")
        assert said() == {"animals"}


def test_rules_are_made_ready_once(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    made_ready = []
    before = service.rule_set

    def counted(rows: Any) -> Any:
        made_ready.append(rows)
        return before(rows)

    monkeypatch.setattr(service, "rule_set", counted)
    with database.connect() as db:
        made = talk(db)
    for _ in range(3):
        judged(made.owner, made.conversation, "Hello", "Hello again")
    assert len(made_ready) == 1


def test_a_rule_that_nobody_can_read_stops_no_message(database: Database) -> None:
    """A pattern that came past the route: it is left out, the others hold."""
    with database.connect() as db:
        made = talk(db)
        administer(
            db,
            "insert into moderation_rules (key, pattern_kind, pattern, action, sentence)"
            " values ('broken', 'regex', '(', 'remove', 'Broken.') returning key",
        )
    assert met(judged(made.owner, made.conversation, MAIL)[0]) == {"email_address"}


def test_a_conversation_of_strangers_says_nothing(database: Database) -> None:
    """Whoever asks about one that is not there hears no more than that contacts are warned of."""
    with database.connect() as db:
        made = talk(db)
    assert met(judged(made.owner, uuid4(), MAIL)[0]) == {"email_address"}


def test_people_do_not_read_the_rules(database: Database) -> None:
    with database.connect() as db:
        made = talk(db)
        row = db.execute("select count(*) from moderation_rules").fetchone()
        assert row is not None
        assert row[0] >= 7
        with pytest.raises(Exception, match="permission denied"):
            act(db, made.owner, "select count(*) from moderation_rules")


def test_the_published_measure_is_that_of_the_lines(database: Database) -> None:
    """What is found of what should be, and of what is harmless."""
    with database.connect() as db:
        made = talk(db)
    said = (ROOT / "docs/moderation.md").read_text(encoding="utf-8")
    for title, name in (
        ("corpus, which the rules were written with", "moderation_corpus.tsv"),
        ("lines not tuned for", "moderation_unseen.tsv"),
    ):
        lines = corpus(CORPUS.with_name(name))
        verdicts = judged(made.owner, made.conversation, *(text for _, text in lines))
        found = [
            rule in met(verdict) for (rule, _), verdict in zip(lines, verdicts, strict=True) if rule != "-"
        ]
        wrong = [
            bool(met(verdict)) for (rule, _), verdict in zip(lines, verdicts, strict=True) if rule == "-"
        ]
        assert f"| {title} | {len(found)} | {sum(found)} | {len(wrong)} | {sum(wrong)} |" in said
