"""The resolver that the routes of this capability decorate."""

from common.http import Api

app = Api(file_bodies=("/api/v1/creator-lists/<list_id>/imports",))
