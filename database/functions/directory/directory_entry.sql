-- plpgsql, because it plans once a session what a statement that holds all of it would plan at each change of a profile.
create or replace function app.directory_entry(profile public.creator_profiles) returns public.creator_directory
language plpgsql stable security definer set search_path = '' as $$
declare
  words constant text[] := app.name_words(profile.display_name);
  category_keys constant text[] := app.category_keys(profile.categories);
  languages constant text[] := string_to_array(lower(array_to_string(profile.languages, ',')), ',');
  rates text[];
  entry public.creator_directory;
begin
  select
    array_agg(concat_ws(':', r.deliverable_type, r.currency, app.rate_band(r.amount))),
    coalesce(bit_or(1::bigint << app.rate_band(r.amount)), 0)
  into rates, entry.rate_bits
  from public.creator_rates as r where r.user_id = profile.user_id;
  entry.user_id := profile.user_id;
  entry.name_key := left(array_to_string(words, ' '), 24);
  entry.followers := profile.total_followers;
  entry.engagement := profile.best_engagement_rate * 1000000;
  entry.joined_at := profile.created_at;
  entry.country_code := profile.country_code;
  entry.platform_bits := app.platform_bits(profile.platforms);
  entry.category_bits := app.hashed_bits(category_keys);
  entry.language_bits := app.hashed_bits(languages);
  entry.terms := array_to_tsvector(app.directory_terms(
    words, category_keys, languages, profile.country_code, profile.platforms, rates
  ));
  return entry;
end
$$;

comment on function app.directory_entry(public.creator_profiles) is 'What the directory holds of a profile and its rates.';
