"""The resolver that the routes of this capability decorate."""

from common.http import Api

# Up to a hundred things at once, or texts of 20,000 characters, of which a client may send each as twelve bytes.
app = Api(
    large_bodies=(
        "/api/v1/campaigns",
        "/api/v1/campaigns/<campaign_id>",
        "/api/v1/campaigns/<campaign_id>/email-invitations",
        "/api/v1/campaigns/<campaign_id>/invitations",
        "/api/v1/campaigns/<campaign_id>/invitations/bulk",
        "/api/v1/campaigns/<campaign_id>/surveys",
        "/api/v1/invitations/<invitation_id>/negotiations",
        "/api/v1/surveys/<survey_id>/responses",
    )
)
