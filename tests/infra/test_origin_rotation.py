"""The origin secret is replaced in two deploys, and no request is refused at any moment between them (decision 84)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest

from common.origin import OriginUnknown, require_our_origin
from infra.capacity import deployed
from infra.constructs.origin import kept, reference
from infra.stages import PROD, Stage
from infra.topology import TOPOLOGY
from tests.factories.events import http_event
from tests.infra.conftest import Assembly

CAPABILITIES = [page.name for page in TOPOLOGY.capabilities if deployed(page)]


@dataclass
class Account:
    """What CloudFormation knows: values by the name of their secret, and what each stack had put in for references.

    It reads a value when the text with the reference changes, and at no other time.
    """

    values: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    live: dict[str, str] = field(default_factory=dict)

    def deploy(self, stage: Stage) -> Iterator[str]:
        """A deploy, stack after stack, in the order of the house."""
        names = {reference(stage, number): f"value-of-{number}" for number in kept(stage)}
        self.values = names
        accepted = ",".join(reference(stage, number) for number in stage.origin_secrets)
        for name in CAPABILITIES:
            self._update(name, accepted)
            yield name
        self._update("edge", reference(stage, stage.origin_secrets[0]))
        yield "edge"

    def _update(self, stack: str, text: str) -> None:
        if self.texts.get(stack) != text:
            self.live[stack] = re.sub(r"\{\{.+?\}\}", lambda found: self.values[found[0]], text)
            self.texts[stack] = text


def refused(account: Account, monkeypatch: pytest.MonkeyPatch, sent: set[str]) -> list[str]:
    """The capabilities that refuse what CloudFront sends; for a while some of its places send what they sent before."""
    found = []
    for name in CAPABILITIES:
        monkeypatch.setenv("ORIGIN_VERIFY_SECRET", account.live[name])
        for value in sent:
            try:
                require_our_origin(http_event("GET", "/health", headers={"x-origin-verify": value}))
            except OriginUnknown:
                found.append(name)
    return found


def played(monkeypatch: pytest.MonkeyPatch, *deploys: tuple[int, ...]) -> list[str]:
    """Who refused whom at any step of these deploys, after a first one with secret 1."""
    account = Account()
    list(account.deploy(replace(PROD, origin_secrets=(1,))))
    found = []
    for numbers in deploys:
        before = account.live["edge"]
        for _ in account.deploy(replace(PROD, origin_secrets=numbers)):
            found += refused(account, monkeypatch, {before, account.live["edge"]})
        found += refused(account, monkeypatch, {account.live["edge"]})
    return found


def test_two_deploys_replace_the_secret_without_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert played(monkeypatch, (2, 1), (2,)) == []
    assert played(monkeypatch, (2, 1), (2,), (3, 2), (3,)) == []


def test_one_deploy_alone_would_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    assert played(monkeypatch, (2,)) != []


def test_the_last_secret_is_kept_for_a_rollback_and_older_ones_go() -> None:
    kept_by = {
        numbers: kept(replace(PROD, origin_secrets=numbers)) for numbers in [(1,), (2, 1), (2,), (3, 2), (4,)]
    }
    assert kept_by == {(1,): [1], (2, 1): [1, 2], (2,): [1, 2], (3, 2): [1, 2, 3], (4,): [3, 4]}


def test_the_templates_name_the_secrets_by_number(house: Assembly) -> None:
    (distribution,) = house.properties("prod", "AWS::CloudFront::Distribution")
    sent = {
        one["OriginCustomHeaders"][0]["HeaderValue"] for one in distribution["DistributionConfig"]["Origins"]
    }
    assert sent == {reference(PROD, 1)}
    accepted = {
        one["Environment"]["Variables"].get("ORIGIN_VERIFY_SECRET")
        for one in house.properties("prod", "AWS::Lambda::Function")
    }
    assert accepted == {reference(PROD, 1), None}  # the migrations answer no request
    made = {one.get("Name") for one in house.stack("prod", "core").properties("AWS::SecretsManager::Secret")}
    assert made == {"atomic-influence-prod-origin-1"}
