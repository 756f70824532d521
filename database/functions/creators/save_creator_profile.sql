-- With the rights of who asks: policies and grants say whose profile it is. The lock comes first, so that of two at once
-- the later one leaves the whole of what it says, and a repeated one leaves the row untouched. Categories are kept in the
-- list's words, whatever name they were given.
create or replace function app.save_creator_profile(profile jsonb, rates jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  labels text[];
begin
  perform from public.creator_profiles as p where p.user_id = auth.uid() for no key update;
  if not found then
    raise exception using errcode = 'IG003', message = 'not for this actor', detail = '{}';
  end if;
  labels := array(select jsonb_array_elements_text(profile -> 'categories'));
  perform app.require_listed_categories(labels);
  update public.creator_profiles as p
  set display_name = w.display_name, headline = w.headline, slug = w.slug, media_kit_public = w.media_kit_public,
    categories = app.category_keys(labels), languages = w.languages, country_code = w.country_code, city = w.city,
    portfolio_links = w.portfolio_links, availability = w.availability, available_from = w.available_from,
    time_zone = w.time_zone
  from jsonb_to_record(profile) as w (
    display_name text, headline text, slug text, media_kit_public boolean, languages text[],
    country_code text, city text, portfolio_links text[], availability text, available_from date, time_zone text
  )
  where p.user_id = auth.uid() and (
    p.display_name, p.headline, p.slug, p.media_kit_public, p.categories, p.languages, p.country_code, p.city,
    p.portfolio_links, p.availability, p.available_from, p.time_zone
  ) is distinct from (
    w.display_name, w.headline, w.slug, w.media_kit_public, app.category_keys(labels), w.languages, w.country_code, w.city,
    w.portfolio_links, w.availability, w.available_from, w.time_zone
  );
  delete from public.creator_rates as r
  where r.user_id = auth.uid() and not exists (
    select from jsonb_to_recordset(rates) as w (deliverable_type text, currency text)
    where w.deliverable_type = r.deliverable_type and w.currency = r.currency
  );
  insert into public.creator_rates as r (user_id, deliverable_type, currency, amount)
  select auth.uid(), w.deliverable_type, w.currency, w.amount
  from jsonb_to_recordset(rates) as w (deliverable_type text, currency text, amount bigint)
  on conflict on constraint creator_rates_pkey do update set amount = excluded.amount
  where r.amount <> excluded.amount;
end
$$;

comment on function app.save_creator_profile(jsonb, jsonb) is
'The caller''s whole profile and all of their rates (minor units), as given. Raises IG003, IU050 and what the tables refuse.';

grant execute on function app.save_creator_profile(jsonb, jsonb) to authenticated, admin;
