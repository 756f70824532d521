"""The guides below /docs say what the code does: the sandbox's tables, targets of make, the routes that they name."""

import re
from pathlib import Path

import pytest

from common.adapters.exchange_rates.stub import RATES
from common.adapters.payments.stub_balance import DISPUTE_FEE, fee_of
from common.adapters.payments.stub_magic import SHORT_BY, Magic
from common.adapters.social.stub import (
    CONSENT_PATH,
    POSTS,
    RETRY_AFTER_SECONDS,
    ROTATES,
    TELLS_AUDIENCE,
    StubSocialAdapter,
    Trouble,
)
from common.models.platform import Platform
from infra.topology import TOPOLOGY
from local import outbox_page
from local.consent import PATH
from local.environment import ROOT
from local.gateway.routing import RouteTable
from local.local_routes import JOB_PREFIX
from local.welcome import DEMO_ACCOUNTS, DEMO_PASSWORD
from user_management.documentation.service import GUIDES, guides

TEXTS = {guide.slug: guide.text for guide in guides()}
SANDBOX = TEXTS["sandbox"]
LANGUAGES = {"sh", "python", "ts", "json"}
"""Those of fenced blocks: tests/e2e/test_guides.py runs all but the last."""
METHOD_AND_PATH = re.compile(r"`(GET|POST|PUT|PATCH|DELETE) (/[^`?]+)`")


def rows(text: str, head: str) -> dict[str, list[str]]:
    """The table below a heading row, by its first cell."""
    (table,) = re.findall(rf"^\| {re.escape(head)}.*\n\|[-|]+\|\n((?:\|.*\n)+)", text, re.MULTILINE)
    cells = [[cell.strip(" `") for cell in line.strip("|").split(" | ")] for line in table.splitlines()]
    return {first: rest for first, *rest in cells}


def test_every_magic_amount_stands_in_the_sandbox_under_its_name() -> None:
    tables = re.findall(r"^\| `(\d{3})` \| `(\w+)` \|", SANDBOX, re.MULTILINE)
    assert {name: int(amount) for amount, name in tables} == {magic.name: magic.value for magic in Magic}


def test_every_troubled_name_stands_in_the_sandbox() -> None:
    assert set(rows(SANDBOX, "name contains")) == set(Trouble)


def test_every_job_stands_in_the_sandbox_with_its_time() -> None:
    said = {job: cells[0] for job, cells in rows(SANDBOX, "job").items()}
    assert said == {one.job: one.cron for function in TOPOLOGY.functions for one in function.schedules}


def test_figures_of_the_sandbox_are_those_of_the_stubs() -> None:
    assert f"{SHORT_BY} minor units less" in SANDBOX
    assert f"a dispute costs {DISPUTE_FEE}" in SANDBOX
    assert (fee_of(10_000), "2.9 % and 30 minor units" in SANDBOX) == (320, True)
    assert f"again after {RETRY_AFTER_SECONDS} seconds" in SANDBOX
    assert ("posts a dozen" in SANDBOX, POSTS) == (True, 12)
    said = dict(re.findall(r"`([a-z]{3})` ([\d.]+)", SANDBOX.partition("## Exchange rates")[2]))
    assert said == {currency: RATES[currency] for currency in said}
    assert len(said) >= 4


def test_what_platforms_of_the_sandbox_do_is_what_the_stub_does() -> None:
    told = sorted(f"`{one}`" for one in TELLS_AUDIENCE)
    assert f"{' and '.join(told)} tell of the audience" in SANDBOX
    assert f"{' and '.join(sorted(f'`{one}`' for one in ROTATES))} take each refresh token once" in SANDBOX
    numbers = [_followers(f"person-{number}") for number in range(200)]
    assert (min(numbers) >= 1_000, max(numbers) < 101_000) == (True, True)
    assert "1,000 to 100,999" in SANDBOX


def _followers(name: str) -> int:
    stub = StubSocialAdapter(Platform.TIKTOK)
    found = stub.profile(stub.exchange(name, None).access_token).follower_count
    assert found is not None
    return found


def test_addresses_and_accounts_of_the_sandbox_exist() -> None:
    assert CONSENT_PATH == PATH
    for told in (
        f"`{PATH}`",
        outbox_page.PREFIX,
        f"{outbox_page.PREFIX}.json",
        JOB_PREFIX,
        DEMO_PASSWORD,
        *DEMO_ACCOUNTS,
    ):
        assert told in SANDBOX, told


@pytest.mark.parametrize("slug", GUIDES)
def test_a_route_that_a_guide_names_is_one(slug: str) -> None:
    table = RouteTable((route, None) for function in TOPOLOGY.functions for route in function.routes)
    lost = [key for key in METHOD_AND_PATH.findall(TEXTS[slug]) if table.match(*key) is None]
    assert lost == []


@pytest.mark.parametrize("slug", GUIDES)
def test_a_target_of_make_that_a_guide_names_is_one(slug: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`[^`]*\bmake ([a-z-]+)", TEXTS[slug])) <= targets


@pytest.mark.parametrize("slug", GUIDES)
def test_a_guide_has_a_heading_and_blocks_of_known_languages(slug: str) -> None:
    assert next(guide.title for guide in guides() if guide.slug == slug)
    assert set(re.findall(r"^```(\w*)\n(?:.*\n)*?^```$", TEXTS[slug], re.MULTILINE)) <= LANGUAGES


def test_every_guide_is_listed() -> None:
    folder = Path(ROOT) / "functions" / "user_management" / "documentation" / "guides"
    assert {path.stem for path in folder.glob("*")} == set(GUIDES)
