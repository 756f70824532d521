"""The edge function `social-connect`."""

from common.models.social import SocialAccount
from social_connect.accounts.service import disconnect
from social_connect.app import app
from social_connect.models import ConnectPlatform, DisconnectPlatform, SocialConnectAction
from social_connect.oauth.service import connect


@app.post("/functions/v1/social-connect", tags=["edge"])
def social_connect(body: SocialConnectAction) -> SocialAccount:
    """`connect-platform`, `disconnect-platform`."""
    match body:
        case ConnectPlatform():
            return connect(app.actor, body.platform, body.code, body.state)
        case DisconnectPlatform():
            return disconnect(app.actor, body.platform)
