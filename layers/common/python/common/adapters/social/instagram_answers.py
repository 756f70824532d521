"""What Instagram answers, as far as we read it."""

from pydantic import AliasChoices, BaseModel, Field

from common.adapters.social.answers import Scopes, Secret, Text, TokenAnswer, Url, shares
from common.adapters.social.lenient import Figure, Many, Part, When, Words
from common.adapters.social.port import Post


class ShortToken(BaseModel):
    """A token of an hour, in the shape of Meta's server (flat)."""

    access_token: Secret
    permissions: Scopes = ()


class ShortTokens(BaseModel):
    """The same in the shape of Meta's page (a list)."""

    data: list[ShortToken] = Field(min_length=1)


class LongToken(TokenAnswer):
    """A token of sixty days."""

    scope: Scopes = Field((), validation_alias=AliasChoices("permissions", "scope"))


class Me(BaseModel):
    """The professional account."""

    user_id: Text = Field(min_length=1, max_length=200)
    username: Text = Field(min_length=1, max_length=200)
    name: Words = ""
    profile_picture_url: Url = None
    followers_count: Figure = None


class Media(BaseModel):
    """A post."""

    id: Text = Field(min_length=1)
    caption: Words = ""
    permalink: Url = None
    timestamp: When = None
    like_count: Figure = None
    comments_count: Figure = None


class MeInAList(BaseModel):
    """The same in the shape of Meta's page."""

    data: list[Me] = Field(min_length=1)


class Cursors(BaseModel):
    """Where the next page begins."""

    after: Words = ""


class Paging(BaseModel):
    """Where to go on."""

    cursors: Part[Cursors] = None


class MediaPage(BaseModel):
    """Posts, newest first."""

    data: Many[Media] = []
    paging: Part[Paging] = None

    @property
    def after(self) -> str:
        """The cursor of the next page; empty on the last one."""
        return self.paging.cursors.after if self.paging and self.paging.cursors else ""


class Value(BaseModel):
    """A figure."""

    value: Figure = None


class Metric(BaseModel):
    """A figure of a post, by its name."""

    name: Words = ""
    values: Many[Value] = []


class Insights(BaseModel):
    """Figures of a post."""

    data: Many[Metric] = []


class Demographic(BaseModel):
    """How many followers are so (of a country, an age, a gender)."""

    dimension_values: list[Text] = Field(min_length=1)
    value: Figure = None


class Breakdown(BaseModel):
    """Followers by one of these."""

    results: Many[Demographic] = []


class TotalValue(BaseModel):
    """All breakdowns that were asked for."""

    breakdowns: Many[Breakdown] = []


class DemographicMetric(BaseModel):
    """Followers over the whole life of the account."""

    total_value: Part[TotalValue] = None


class Demographics(BaseModel):
    """Who follows the account."""

    data: Many[DemographicMetric] = []


def followers_by(demographics: Demographics) -> dict[str, float]:
    """Shares of the followers by what was asked for."""
    found = [
        result
        for each in demographics.data
        for part in (each.total_value or TotalValue()).breakdowns
        for result in part.results
    ]
    return shares({result.dimension_values[0]: float(result.value or 0) for result in found})


def post_of(media: Media, figures: dict[str, int | None]) -> Post:
    """The post, with the figures that were asked for one by one."""
    return Post(
        platform_post_id=media.id,
        url=media.permalink,
        caption=media.caption,
        posted_at=media.timestamp,
        views=figures.get("views"),
        likes=media.like_count,
        comments=media.comments_count,
        shares=figures.get("shares"),
        reach=figures.get("reach"),
        saves=figures.get("saved"),
    )
