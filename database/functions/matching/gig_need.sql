-- A gig says itself all that its score is of: what fits its brand is the brand's own to know, and a creator sees the score.
-- Its id stands where a campaign's does: it draws the lot, and nobody was ever invited to it.
create or replace function app.gig_need(gig public.gigs) returns app.match_target
language plpgsql stable set search_path = '' as $$
declare
  asked constant text[] := app.category_keys(array[gig.category]);
  need app.match_target;
begin
  need.campaign_id := gig.id;
  need.minimum := gig.followers_min;
  need.maximum := gig.followers_max;
  need.listed := app.listed_categories(asked);
  need.related := array(
    select r.category from unnest(app.related_categories(asked)) as r (category) where r.category <> all(need.listed)
  );
  need.spots := gig.countries;
  need.regions := array(select distinct app.region_of(s.spot) from unnest(gig.countries) as s (spot));
  need.platform_bits := app.platform_bits(gig.platforms);
  need.excluded := '{}';
  return need;
end
$$;

comment on function app.gig_need(public.gigs) is 'What a gig asks for, as a campaign does (app.match_target_of).';
