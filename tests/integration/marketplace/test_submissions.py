"""Work that is handed in: by kind, in revisions, as often as the terms say."""

from tests.integration.marketplace.conftest import Sides
from tests.integration.marketplace.test_escrows import begin


def test_work_is_what_its_kind_says(sides: Sides) -> None:
    escrow = begin(sides)
    for wrong in (
        {"kind": "url"}, {"kind": "text", "note": "\u200b"}, {"kind": "file"}, {"kind": "luck"},
        {"kind": "url", "content_url": "http://127.0.0.1/"}, {"kind": "text", "note": "x", "file": "y"},
    ):  # fmt: skip
        assert sides.creator.refused("POST", f"{escrow}/submit", **wrong)[0] == 422, wrong
    theirs = {"kind": "file", "file": "somebody/elses"}
    assert sides.creator.refused("POST", f"{escrow}/submit", **theirs) == (422, "FILE_NOT_UPLOADED")
    assert sides.brand.refused("POST", f"{escrow}/submit", kind="text", note="x") == (403, "FORBIDDEN")
    assert sides.brand.get(escrow)["status"] == "locked", "what was refused has not begun the work"


def test_a_rejection_is_answered_as_often_as_agreed(sides: Sides) -> None:
    escrow = begin(sides)
    for revision in (1, 2, 3):
        work = sides.creator.post(f"{escrow}/submit", kind="text", note=str(revision))
        assert work["revision"] == revision
        said = {"submission_id": work["id"], "reason_code": "quality"}
        assert sides.brand.post(f"{escrow}/reject", **said)["status"] == "rejected"
    assert sides.creator.refused("POST", f"{escrow}/submit", kind="text", note="4") == (
        409,
        "NO_REVISION_LEFT",
    )
    assert [work["revision"] for work in sides.brand.get(f"{escrow}/submissions")["data"]] == [3, 2, 1]
    assert sides.stranger.refused("GET", f"{escrow}/submissions") == (404, "NOT_FOUND")
