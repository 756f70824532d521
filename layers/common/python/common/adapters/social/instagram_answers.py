"""What Instagram answers, as far as we read it."""

from datetime import datetime

from pydantic import AliasChoices, BaseModel, Field

from common.adapters.social.answers import Count, Scopes, Secret, Text, TokenAnswer, Url


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
    name: Text = ""
    profile_picture_url: Url = None
    followers_count: Count | None = None


class Media(BaseModel):
    """A post."""

    id: Text
    caption: Text = ""
    permalink: Url = None
    timestamp: datetime | None = None
    like_count: Count = 0
    comments_count: Count = 0


class MediaPage(BaseModel):
    """Posts, newest first."""

    data: list[Media]


class Value(BaseModel):
    """A figure."""

    value: Count


class Metric(BaseModel):
    """A figure of a post, by its name."""

    name: str
    values: list[Value] = []


class Insights(BaseModel):
    """Figures of a post."""

    data: list[Metric]


class Demographic(BaseModel):
    """How many followers are so (of a country, an age, a gender)."""

    dimension_values: list[Text] = Field(min_length=1)
    value: Count


class Breakdown(BaseModel):
    """Followers by one of these."""

    results: list[Demographic] = []


class TotalValue(BaseModel):
    """All breakdowns that were asked for."""

    breakdowns: list[Breakdown] = []


class DemographicMetric(BaseModel):
    """Followers over the whole life of the account."""

    total_value: TotalValue = TotalValue()


class Demographics(BaseModel):
    """Who follows the account."""

    data: list[DemographicMetric]
