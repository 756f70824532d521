create or replace function app.match_target_of(campaign public.campaigns) returns app.match_target
language plpgsql stable security definer set search_path = '' as $$
declare
  audience constant jsonb := campaign.target_audience;
  wanted app.match_target;
  asked text[];
  fit public.brand_fit_data;
begin
  select f.* into fit from public.brand_fit_data as f where f.brand_id = campaign.brand_id;
  wanted.campaign_id := campaign.id;
  wanted.minimum := audience ->> 'min_followers';
  wanted.maximum := audience ->> 'max_followers';
  asked := app.category_keys(case when campaign.category is null then fit.categories else array[campaign.category] end);
  wanted.listed := app.listed_categories(asked);
  wanted.related := app.used_categories(array(
    select r.category from unnest(app.related_categories(asked)) as r (category) where r.category <> all(wanted.listed)
  ));
  wanted.spots := case
    when audience #>> '{location,country}' is not null
      then array[concat_ws('/', audience #>> '{location,country}', lower(btrim(audience #>> '{location,city}')))]
    else array(
      select concat_ws('/', left(l.place, 2), nullif(lower(btrim(substr(l.place, 4))), ''))
      from unnest(fit.target_locations) as l (place) where l.place ~ '^[A-Z]{2}(/|$)'
    )
  end;
  wanted.category_required := audience -> 'category_required' = 'true'::jsonb;
  wanted.place_required := audience #> '{location,required}' = 'true'::jsonb;
  wanted.regions := array(select distinct app.region_of(left(s.spot, 2)) from unnest(wanted.spots) as s (spot));
  wanted.excluded := app.listed_categories(app.category_keys(fit.excluded_categories));
  select app.platform_bits(coalesce(
    array_agg(app.platform_of(d.deliverable_type)) filter (where app.platform_of(d.deliverable_type) is not null),
    array(select jsonb_array_elements_text(coalesce(audience -> 'platforms', '[]')))
  )) into wanted.platform_bits
  from public.campaign_deliverables as d where d.campaign_id = campaign.id;
  return wanted;
end
$$;

comment on function app.match_target_of(public.campaigns) is
'What the campaign asks for: its own category, place and platforms, else those that fit its brand.';
