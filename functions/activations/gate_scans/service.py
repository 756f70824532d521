"""Use case of gates' scans."""

from collections.abc import Mapping
from typing import Any

from activations.fan_doors import require_own_page
from activations.gate_scans import repository
from activations.gate_scans.models import GateAnswer, GateAnswers, GateScans
from activations.scans.repository import count_verdict
from activations.staff_links.tokens import staff_hash
from common.database import transaction
from common.identity import ANONYMOUS


def take_scans(event: Mapping[str, Any], sent: GateScans) -> GateAnswers:
    """Judge what a gate sent, all or nothing; what came before has the answer that it had.

    Raises `ForeignPage`, `StaffLinkEnded`, `StaffLinkOfAnotherKind`.
    """
    require_own_page(event)
    token_hash = staff_hash(event)
    with transaction(ANONYMOUS) as tx:
        judged = repository.take_scans(tx, token_hash, sent)
    for verdict in {one.scan_id: one.verdict for one in judged if one.is_new}.values():
        count_verdict(verdict, 1)
    return GateAnswers(
        data=[
            GateAnswer.model_validate({
                "scan_key": one.scan_key, "scan_id": one.scan_id, "verdict": one.verdict, "reasons": one.reasons,
            })
            for one in judged
        ]
    )  # fmt: skip
