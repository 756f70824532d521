-- An index of our own, as the cells of matching: a row whose facts are unchanged is not written again.
create or replace function app.list_creator(user_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  profile public.creator_profiles;
  entry public.creator_directory;
begin
  -- Whoever changes a creator waits here for whoever else does, and then sees what they have committed.
  select p.* into profile from public.creator_profiles as p where p.user_id = list_creator.user_id for no key update;
  if not exists (
    select from auth.users as u inner join public.user_roles as r on r.user_id = u.id and r.role = 'creator'
    where u.id = profile.user_id and u.status = 'active'
  ) then
    delete from public.creator_directory as d where d.user_id = list_creator.user_id;
    return;
  end if;
  entry := app.directory_entry(profile);
  insert into public.creator_directory as d (
    user_id, name_key, followers, engagement, joined_at, country_code, platform_bits, category_bits, language_bits,
    rate_bits, terms
  )
  values (
    entry.user_id, entry.name_key, entry.followers, entry.engagement, entry.joined_at, entry.country_code,
    entry.platform_bits, entry.category_bits, entry.language_bits, entry.rate_bits, entry.terms
  )
  on conflict on constraint creator_directory_pkey do update set
    name_key = excluded.name_key, followers = excluded.followers, engagement = excluded.engagement,
    country_code = excluded.country_code, platform_bits = excluded.platform_bits,
    category_bits = excluded.category_bits, language_bits = excluded.language_bits, rate_bits = excluded.rate_bits,
    terms = excluded.terms
  where (d.name_key, d.followers, d.engagement, d.country_code, d.platform_bits, d.terms) is distinct from (
    excluded.name_key, excluded.followers, excluded.engagement, excluded.country_code, excluded.platform_bits,
    excluded.terms
  );
end
$$;

comment on function app.list_creator(uuid) is
'Brings a creator up to date in the directory; takes out who is not active, or no creator any more.';
