-- Whoever grants the role: a creator has a profile from the first moment.
create or replace function app.provision_creator() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.creator_profiles (user_id, display_name, avatar_url)
  select new.user_id, app.plain_name(p.full_name), p.avatar_url from public.user_profiles as p where p.id = new.user_id
  on conflict (user_id) do nothing;
  return null;
end
$$;

comment on function app.provision_creator() is 'AFTER INSERT of the role creator: the creator''s profile.';

grant execute on function app.provision_creator() to app_owner;

create or replace trigger provision_creator after insert on user_roles
for each row when (new.role = 'creator') execute function app.provision_creator();
