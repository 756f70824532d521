"""Body of a labelled link."""

from common.models.addresses import Destination
from common.models.base import Input
from common.models.lines import Line
from tracking_redirect.links.models import Alias


class NewCtaLink(Input):
    """A labelled link of the campaign itself."""

    label: Line
    destination_url: Destination
    alias: Alias | None = None
