"""`/api/v1/invite-policies`: administrators only."""

from typing import Any

from aws_lambda_powertools.event_handler import Response

from agents.app import app
from agents.invite_policies import service
from agents.invite_policies.models import InvitePolicies, NewInvitePolicy
from common.errors import Forbidden, NotFound
from common.models.agent_invites import InvitePolicy
from common.models.campaigns import CountryCode
from common.refusals import refuses

TAGS = ["agents administration"]
ALL = "/api/v1/invite-policies"
ONE = f"{ALL}/<country>"


@app.get(ALL, tags=TAGS, responses=refuses(Forbidden))
def list_invite_policies() -> InvitePolicies:
    """List where invites may be sent

    For administrators: by country, what we may send there for agents, and the law that says so. To a country that is
    not listed we send nothing; its people get texts that agents send themselves.
    """
    with app.read() as tx:
        return InvitePolicies(data=service.list_policies(tx))


@app.put(ONE, tags=TAGS, responses=refuses(Forbidden))
def put_invite_policy(country: CountryCode, body: NewInvitePolicy) -> InvitePolicy:
    """Put the policy of a country

    For administrators. It holds at once, also for invites that wait to be sent; the audit log keeps what stood there.
    """
    with app.transaction() as tx:
        return service.put_policy(tx, country, body)


@app.delete(ONE, status_code=204, tags=TAGS, responses=refuses(Forbidden, NotFound))
def delete_invite_policy(country: CountryCode) -> Response[Any]:
    """Delete the policy of a country

    For administrators. We send nothing there any more, not even what waits.
    """
    with app.transaction() as tx:
        service.delete_policy(tx, country)
    return Response(status_code=204)
