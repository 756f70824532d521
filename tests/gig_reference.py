"""Which open gigs a creator is shown, in which order and with how many points, in plain Python over the tables."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, LiteralString
from uuid import UUID

from psycopg.rows import dict_row

from tests.matching_reference import (
    CREATORS,
    Creator,
    Found,
    Reference,
    Wish,
    category,
    judge,
    location,
    reach,
)
from tests.typing import Connection

GIGS: LiteralString = """
select g.id, g.category, g.followers_min, g.followers_max, g.platforms, g.countries, g.languages
from gigs as g
where g.status = 'open' and g.ends_at > now()
  and (g.mode = 'claim' or g.applications_close_at is null or g.applications_close_at > now())
  and exists (
    select from brand_memberships as m inner join auth.users as u on u.id = m.user_id
    where m.brand_id = g.brand_id and m.status = 'active' and u.status = 'active'
  )
  and not exists (
    select from brand_memberships as m
    where m.brand_id = g.brand_id and m.user_id = %(user)s and m.status = 'active'
  )
  and not exists (select from gig_applications as a where a.gig_id = g.id and a.creator_user_id = %(user)s)
  and not exists (select from deals as d where d.gig_id = g.id and d.creator_user_id = %(user)s)
"""
SEEKER: LiteralString = (
    "select total_followers, platforms, languages from creator_profiles where user_id = %(user)s"
)


@dataclass(frozen=True)
class Judged:
    """A gig for a creator: `points` in hundredths."""

    gig_id: UUID
    fits: bool
    points: int


class GigReference(Reference):
    """Everybody who may look for gigs, also who is closed for suggestions."""

    def __init__(self, db: Connection) -> None:
        super().__init__(db)
        self.regions: dict[str, str | None] = {}

    def for_creator(self, user: UUID) -> list[Judged]:
        """All gigs that the creator may be shown, in order."""
        with self.db.cursor(row_factory=dict_row) as cursor:
            gigs = cursor.execute(GIGS, {"user": user}).fetchall()
            profile = cursor.execute(SEEKER, {"user": user}).fetchall()[0]
            found = cursor.execute(
                CREATORS.replace("and p.availability <> 'closed'", "and p.user_id = %(user)s").encode(),
                {"user": user},
            ).fetchall()[0]
            now = cursor.execute("select now() as now").fetchall()[0]["now"]
        creator = self._creator(found, now)
        judged = [self.judge(gig, creator, profile) for gig in gigs]
        return sorted(judged, key=lambda one: (one.fits, one.points, one.gig_id), reverse=True)

    def judge(self, gig: dict[str, Any], creator: Creator, profile: dict[str, Any]) -> Judged:
        """Whether a creator has what a gig asks for, and their points for it."""
        wish = self.need(gig)
        counted = [a for a in creator.accounts if not wish.platforms or a.platform in wish.platforms]
        merit = max((account.ratio for account in counted), default=Decimal(0))
        points = (
            reach(sum(account.followers for account in counted), wish.minimum, wish.maximum)
            + min(3000, int((1500 * merit).quantize(Decimal(1), ROUND_HALF_UP)))
            + category(wish, creator)
            + location(wish, creator)
        )
        total = profile["total_followers"]
        fits = (
            (wish.minimum is None or total >= wish.minimum)
            and (wish.maximum is None or total <= wish.maximum)
            and (not wish.platforms or bool(wish.platforms & set(profile["platforms"])))
            and (not gig["countries"] or creator.country in gig["countries"])
            and (not gig["languages"] or bool(set(gig["languages"]) & set(profile["languages"])))
        )
        return Judged(gig["id"], fits, points)

    def best_for(self, gig: dict[str, Any], wanted: int) -> list[Found]:
        """The best creators for a gig."""
        wish = self.need(gig)
        scored = [score for creator in self.creators if (score := judge(wish, creator))]
        return [found for _, found in sorted(scored, key=lambda score: score[0])[:wanted]]

    def need(self, gig: dict[str, Any]) -> Wish:
        """What a gig asks for."""
        asked = [] if gig["category"] is None else [gig["category"]]
        listed = self._listed(asked)
        return Wish(
            gig["id"], gig["followers_min"], gig["followers_max"], set(gig["platforms"]), listed,
            self._ask("app.related_categories", self._keys(asked)) - listed,
            [(country, None) for country in gig["countries"]],
            {region for country in gig["countries"] if (region := self._region(country))},
            False, False, set(), set(),
        )  # fmt: skip

    def _region(self, country: str) -> str | None:
        if country not in self.regions:
            self.regions[country] = super()._region(country)
        return self.regions[country]
