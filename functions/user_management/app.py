"""The resolver that the routes of this capability decorate."""

from common.http import Api
from user_management.supabase_auth.dialect import SUPABASE

app = Api(file_bodies=("/api/v1/creator-lists/<list_id>/imports",), dialects=[SUPABASE])
