"""What `make deploy` does, in which order, and for whom it does nothing."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from infra import bundling
from infra.stages import DEV
from tools.release import deploy, old_versions, snapshots, throttles


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[str] | str]:
    """What a deploy did, in its order; nothing is run."""
    order: list[Sequence[str] | str] = []

    def ran(words: Sequence[str]) -> int:
        order.append(words)
        return 0

    def commanded(run: Any, name: str) -> int:
        order.append(f"{run.__module__.rpartition('.')[2]} {name}")
        return 0

    monkeypatch.setattr(deploy, "_run", ran)
    monkeypatch.setattr(deploy, "command", commanded)
    return order


def test_a_deploy_goes_in_its_order_and_one_stack_after_another(done: list[Sequence[str] | str]) -> None:
    assert deploy.main(["prod"]) == 0
    preflight, synth, snapshot, throttle, cdk = done
    assert preflight[1:] == ["-m", "infra.preflight", "prod"]
    assert synth[1:] == ["-m", "infra.synth", "prod"]
    assert (snapshot, throttle) == ("snapshots prod", "throttles prod")
    assert "atomic-influence-prod-*" in cdk
    assert "--all" not in cdk
    assert list(cdk)[list(cdk).index("--concurrency") + 1] == "1"


def test_what_fails_ends_the_deploy(done: list[Sequence[str] | str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deploy, "command", lambda *_: 1)
    assert deploy.main(["prod"]) == 1
    assert [words[2] for words in done] == ["infra.preflight", "infra.synth"]


def test_an_account_that_lacks_something_is_left_alone_but_who_knows_better_goes_on(
    done: list[Sequence[str] | str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacks(words: Sequence[str]) -> int:
        done.append(words)
        return int("infra.preflight" in words)

    monkeypatch.setattr(deploy, "_run", lacks)
    monkeypatch.setattr(deploy, "stage_called", lambda _: replace(DEV, account="111122223333"))
    assert deploy.main(["dev"]) == 1
    assert len(done) == 1
    assert deploy.main(["dev", "--anyway"]) == 0
    assert done[1][1:] == ["-m", "infra.synth", "dev"]


def test_a_stage_without_an_account_is_deployed_by_nobody_who_knows_better(
    done: list[Sequence[str] | str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Its templates name no account: they would go wherever somebody is signed in."""
    assert deploy.main(["dev", "--anyway"]) == 2
    assert done == []
    assert "dev has no account" in capsys.readouterr().err
    assert deploy.main(["dev", "--anyway", "--plan"]) == 0


def test_no_stage_is_no_deploy(done: list[Sequence[str] | str], capsys: pytest.CaptureFixture[str]) -> None:
    assert deploy.main([]) == 2
    assert deploy.main(["production"]) == 2
    assert snapshots.main(["take", ""]) == 2
    assert old_versions.main([]) == 2
    assert throttles.main(["nowhere"]) == 2
    assert done == []
    assert "Which stage? STAGE=dev" in capsys.readouterr().err


def test_a_plan_does_nothing(done: list[Sequence[str] | str], capsys: pytest.CaptureFixture[str]) -> None:
    assert deploy.main(["dev", "--plan"]) == 0
    assert done == []
    assert capsys.readouterr().out.split("\n")[:-1] == [
        "--- preflight",
        "--- synth",
        "--- snapshot",
        "--- throttles first",
        "--- deploy",
    ]


def test_one_version_of_the_cdks_command_line_is_named() -> None:
    for document in ("README.md", "docs/operations.md", "infra/emptying.py"):
        text = (bundling.ROOT / document).read_text(encoding="utf-8")
        assert "aws-cdk@" not in text.replace(deploy.CDK, "")
