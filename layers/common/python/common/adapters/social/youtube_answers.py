"""What YouTube answers, as far as we read it."""

from pydantic import BaseModel, Field, StrictBool

from common.adapters.social.answers import Text, Url
from common.adapters.social.lenient import Figure, Flag, Many, Part, When, Words


class Thumbnail(BaseModel):
    """A picture."""

    url: Url = None


class Thumbnails(BaseModel):
    """Pictures by size."""

    default: Part[Thumbnail] = None


class ChannelSnippet(BaseModel):
    """What a channel says of itself."""

    title: Words = ""
    custom_url: Words = Field("", alias="customUrl")
    thumbnails: Part[Thumbnails] = None


class ChannelStatistics(BaseModel):
    """What Google counts of a channel; figures are texts."""

    subscribers: Figure = Field(None, alias="subscriberCount")
    hidden: Flag = Field(default=False, alias="hiddenSubscriberCount")


class Channel(BaseModel):
    """A channel."""

    id: Text = Field(min_length=1, max_length=200)
    snippet: Part[ChannelSnippet] = None
    statistics: Part[ChannelStatistics] = None


class Channels(BaseModel):
    """The channels of whoever asks: one, or none."""

    items: list[Channel] = []


class Playlists(BaseModel):
    """Which list holds what was uploaded."""

    uploads: Text = Field(min_length=1)


class Content(BaseModel):
    """The lists of a channel."""

    playlists: Playlists = Field(alias="relatedPlaylists")


class ChannelContent(BaseModel):
    """A channel, as far as its lists go."""

    content: Content = Field(alias="contentDetails")


class ChannelContents(BaseModel):
    """The same, of whoever asks."""

    items: Many[ChannelContent] = []


class ItemContent(BaseModel):
    """Which video stands in a list."""

    video_id: Text = Field(alias="videoId", min_length=1)


class PlaylistItem(BaseModel):
    """An entry of a list."""

    content: ItemContent = Field(alias="contentDetails")


class PlaylistItems(BaseModel):
    """A list, newest first."""

    items: Many[PlaylistItem] = []


class VideoSnippet(BaseModel):
    """What a video says of itself."""

    title: Words = ""
    description: Words = ""
    channel_id: Words = Field("", alias="channelId")
    published_at: When = Field(None, alias="publishedAt")


class VideoStatistics(BaseModel):
    """What Google counts of a video; what is hidden is left out."""

    views: Figure = Field(None, alias="viewCount")
    likes: Figure = Field(None, alias="likeCount")
    comments: Figure = Field(None, alias="commentCount")


class VideoStatus(BaseModel):
    """Who sees a video, and from when on if it is scheduled."""

    privacy: Words = Field("", alias="privacyStatus")
    publish_at: Words = Field("", alias="publishAt")


class PaidPlacement(BaseModel):
    """What the owner said about paid promotion in a video."""

    is_paid: Part[StrictBool] = Field(None, alias="hasPaidProductPlacement")


class Video(BaseModel):
    """A video."""

    id: Text = Field(min_length=1)
    snippet: Part[VideoSnippet] = None
    statistics: Part[VideoStatistics] = None
    status: Part[VideoStatus] = None
    placement: Part[PaidPlacement] = Field(None, alias="paidProductPlacementDetails")

    @property
    def channel(self) -> str:
        """Whose video it is."""
        return self.snippet.channel_id if self.snippet else ""

    @property
    def is_public(self) -> bool:
        """Certainly shown to everybody, now."""
        return self.status is not None and self.status.privacy == "public" and not self.status.publish_at

    @property
    def is_hidden(self) -> bool:
        """Certainly not shown to everybody."""
        return self.status is not None and bool(self.status.privacy) and not self.is_public


class Videos(BaseModel):
    """Videos, as asked for."""

    items: Many[Video] = []


class Viewers(BaseModel):
    """Age group, gender and percentage of viewers."""

    rows: Many[tuple[str, str, float]] = []


class Countries(BaseModel):
    """Country and views."""

    rows: Many[tuple[str, float]] = []
