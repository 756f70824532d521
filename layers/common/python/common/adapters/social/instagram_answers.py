"""What Instagram answers, as far as we read it."""

from pydantic import AliasChoices, BaseModel, Field

from common.adapters.social.answers import Secret, Text, TokenAnswer, Url
from common.adapters.social.lenient import Figure, Many, Part, When, Words


class ShortToken(BaseModel):
    """A token of an hour, in the shape of Meta's server (flat)."""

    access_token: Secret
    permissions: str | list[str] | None = None


class ShortTokens(BaseModel):
    """The same in the shape of Meta's page (a list)."""

    data: list[ShortToken] = Field(min_length=1)


class LongToken(TokenAnswer):
    """A token of sixty days."""

    scope: str | list[str] | None = Field(None, validation_alias=AliasChoices("permissions", "scope"))


class LoginError(BaseModel):
    """What the token endpoint refuses with."""

    error_type: str


class GraphFault(BaseModel):
    """Graph's number for what is wrong; 0 where it gives none."""

    code: int = 0


class GraphError(BaseModel):
    """What Graph refuses with."""

    error: GraphFault


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


class MediaPage(BaseModel):
    """Posts, newest first."""

    data: Many[Media] = []


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
