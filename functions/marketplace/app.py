"""The resolver that the routes of this capability decorate."""

from common.http import Api

# Texts of 20,000 characters, of which a client may send each as twelve bytes.
app = Api(
    large_bodies=(
        "/api/v1/applications",
        "/api/v1/deals",
        "/api/v1/escrows/<escrow_id>/submit",
        "/api/v1/gigs",
        "/api/v1/gigs/<gig_id>",
    )
)
