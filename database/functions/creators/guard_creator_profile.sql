-- People only: what a load of rankings, an old release or a migration wrote stays as it is, and is read as it is.
-- With the rights of who writes, so that current_user is the role of the request.
create or replace function app.guard_creator_profile() returns trigger
language plpgsql set search_path = '' as $$
declare
  broken text;
begin
  if current_user not in ('authenticated', 'admin') then
    return new;
  end if;
  if new.categories is distinct from old.categories then
    perform app.require_listed_categories(new.categories);
  end if;
  broken := case
    when new.display_name is distinct from old.display_name and not app.is_written(new.display_name)
      then 'display_name_is_seen'
    when new.languages is distinct from old.languages
      and exists (select from unnest(new.languages) as l (code) where (l.code ~ '^[a-z]{2,3}$') is not true)
      then 'languages_are_codes'
    when new.country_code is distinct from old.country_code
      and new.country_code <> 'AQ' and app.region_of(new.country_code) is null
      then 'country_is_known'
  end;
  if broken is not null then
    raise exception using
      errcode = 'check_violation', constraint = 'creator_profiles_' || broken, table = 'creator_profiles',
      message = 'a profile that breaks a rule';
  elsif new.slug is distinct from old.slug and app.is_slug_of_brand(new.slug, new.user_id) then
    raise exception using
      errcode = 'unique_violation', constraint = 'creator_profiles_slug_is_taken', table = 'creator_profiles',
      message = 'the slug of a brand';
  end if;
  return new;
end
$$;

comment on function app.guard_creator_profile() is
'BEFORE UPDATE of what people write into their profile: listed categories (IU050), codes of languages, a country, a name '
'that is seen, and no slug of a brand that is not theirs.';

grant execute on function app.guard_creator_profile() to app_owner;

create or replace trigger guard_creator_profile
before update of categories, country_code, display_name, languages, slug on creator_profiles
for each row execute function app.guard_creator_profile();
