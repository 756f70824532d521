"""The report of a campaign: a line per participant."""

import csv

from tests.actors import in_process
from tests.integration.campaign_lifecycle.launched_campaign import LaunchedCampaign


def test_the_report_is_a_line_per_participant(launched: LaunchedCampaign) -> None:
    launched.accept()
    launched.brand.post(f"{launched.submit()}/reviews", decision="approved")
    answer = in_process("GET", f"/api/v1{launched.campaign}/report", user=launched.brand.id)
    header, line = csv.reader(answer.body.splitlines())
    assert header[:5] == ["creator_user_id", "status", "joined_at", "agreed", "spent"]
    assert line[3:5] == ["100.00", "100.00"]
    assert launched.creator.refused("GET", f"{launched.campaign}/report") == (404, "NOT_FOUND")
