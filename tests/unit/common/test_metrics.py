"""One line of the log is one figure; nothing is told of what did not happen."""

import errno
import io
import json
import sys
import time

import pytest

from common import metrics
from common.errors import Conflict
from tests.counted import counted


def test_a_figure_is_one_line_that_names_stage_time_and_number(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STAGE", "prod")
    metrics.count("payouts", 3)
    (line,) = capsys.readouterr().out.splitlines()
    told = json.loads(line)
    assert abs(told["_aws"].pop("Timestamp") / 1000 - time.time()) < 60
    assert told == {
        "_aws": {
            "CloudWatchMetrics": [{
                "Namespace": "AtomicInfluence",
                "Dimensions": [["Stage"]],
                "Metrics": [{"Name": "payouts", "Unit": "Count"}],
            }]
        },
        "Stage": "prod",
        "payouts": 3,
    }  # fmt: skip


@pytest.mark.parametrize("of", [None, "locked"])
def test_a_level_is_told_also_when_it_is_none_and_by_kind(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, of: str | None
) -> None:
    monkeypatch.setenv("STAGE", "prod")
    metrics.gauge("escrows", 0, of=of)
    told = json.loads(capsys.readouterr().out)
    (directive,) = told.pop("_aws")["CloudWatchMetrics"]
    kinds = {"Of": of} if of else {}
    assert told == {"Stage": "prod", **kinds, "escrows": 0}
    assert directive["Dimensions"] == [["Stage", *kinds]]
    assert directive["Metrics"] == [{"Name": "escrows", "Unit": "None"}]


class _FullDisk(io.StringIO):
    def write(self, _text: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_log_that_takes_no_line_undoes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", _FullDisk())
    metrics.count("payouts")
    metrics.gauge("escrows", 1)
    with metrics.told_when_committed():
        metrics.count("payouts")


def test_nothing_is_no_line(capsys: pytest.CaptureFixture[str]) -> None:
    metrics.count("payouts", 0)
    assert capsys.readouterr().out == ""


def test_a_block_is_counted_by_its_end(capsys: pytest.CaptureFixture[str]) -> None:
    with metrics.counted("sign_ins", refused="sign_ins_refused"):
        pass
    assert counted(capsys) == {"sign_ins": 1}
    with pytest.raises(Conflict), metrics.counted("sign_ins", refused="sign_ins_refused"):
        raise Conflict
    assert counted(capsys) == {"sign_ins_refused": 1}
    with pytest.raises(ZeroDivisionError), metrics.counted("sign_ins", refused="sign_ins_refused"):
        raise ZeroDivisionError  # a fault of ours answers nobody
    assert counted(capsys) == {}


def test_what_a_transaction_counts_is_told_behind_it_or_never(capsys: pytest.CaptureFixture[str]) -> None:
    with metrics.told_when_committed():
        metrics.count("payouts")
        metrics.count("payouts", 2)
        assert counted(capsys) == {}
    assert counted(capsys) == {"payouts": 3}
    with pytest.raises(Conflict), metrics.told_when_committed():
        metrics.count("payouts")
        raise Conflict
    metrics.count("deposits")
    assert counted(capsys) == {"deposits": 1}
