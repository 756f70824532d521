"""The resolver that the routes of this capability decorate."""

from common.http import Api

app = Api(form_bodies=("/q/staff",))
