"""The workflows: actionlint has nothing to say, every step is a target that runs here, and no key is in any of them."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from tools.pipeline import complaints_of, every_workflow

ROOT = Path(__file__).parents[3]
CHECKS = ("checks", "dev", "staging", "prod")


def workflow(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / ".github" / "workflows" / f"{name}.yml").read_text())
    return found


def commands() -> list[str]:
    """Whatever a workflow runs."""
    jobs = [job for path in every_workflow() for job in yaml.safe_load(path.read_text())["jobs"].values()]
    return [step["run"] for job in jobs for step in job.get("steps", ()) if "run" in step]


def test_actionlint_has_nothing_to_say() -> None:
    assert complaints_of(*every_workflow()) == []


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (("needs: dev", "needs: devil"), "devil"),
        (("workflow_dispatch", "workflow_despatch"), "workflow_despatch"),
        (("${{ inputs", "${{ imputs"), "imputs"),
    ],
)
def test_a_fault_in_a_workflow_is_seen(tmp_path: Path, fault: tuple[str, str], said: str) -> None:
    (text,) = [text for path in every_workflow() if fault[0] in (text := path.read_text())]
    broken = tmp_path / "broken.yml"
    broken.write_text(text.replace(*fault, 1))
    assert any(said in one for one in complaints_of(broken))


def test_every_step_is_a_target_that_runs_here() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    found = commands()
    assert len(found) > 8
    for command in found:
        made = re.fullmatch(r'make ([a-z-]+)(?: [A-Z]+="\$[A-Z]+")*', command)
        assert (made and made[1] in targets) or command == "bash .ci/run", command


def test_a_release_passes_dev_and_staging_before_prod() -> None:
    jobs = workflow("release")["jobs"]
    assert tuple(jobs) == CHECKS
    for before, after in pairwise(CHECKS):
        assert jobs[after]["needs"] == before
    assert [jobs[name]["with"]["stage"] for name in CHECKS[1:]] == ["dev", "staging", "prod"]


def test_each_stage_is_deployed_asked_and_tidied_in_an_environment_that_may_ask_for_approval() -> None:
    job = workflow("deploy-stage")["jobs"]["deploy"]
    assert job["environment"] == "${{ inputs.stage }}"
    runs = [step["run"].split()[1] for step in job["steps"] if "run" in step]
    assert runs == ["deploy", "smoke", "old-snapshots", "old-versions"]


def test_a_role_and_no_key_and_never_two_deploys_of_a_stage_at_once() -> None:
    found = workflow("deploy-stage")
    assert found["permissions"] == {"contents": "read", "id-token": "write"}
    assert found["concurrency"] == {"group": "deploy-${{ inputs.stage }}", "cancel-in-progress": False}
    text = "".join(path.read_text() for path in every_workflow())
    assert "role-to-assume" in text
    for word in ("secrets.", "aws-access-key-id", "AKIA"):
        assert word not in text


def test_what_needs_the_history_has_all_of_it() -> None:
    """A shallow clone cannot find the last release, and says so (test_before.py)."""
    for path in every_workflow():
        for job in yaml.safe_load(path.read_text())["jobs"].values():
            runs = " ".join(step.get("run", "") for step in job.get("steps", ()))
            if "old-code" in runs or "rollback" in runs or "make deploy" in runs:
                (checkout,) = [
                    one for one in job["steps"] if one.get("uses", "").startswith("actions/checkout@")
                ]
                assert checkout["with"]["fetch-depth"] == 0
