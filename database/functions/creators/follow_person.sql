-- The public name is the profile's. Until its creator gives it one of its own, it is the person's, and goes along when that
-- changes; after that the two are two names. The picture is one: the profile has a copy that others may read.
create or replace function app.follow_person() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.creator_profiles as p
  set avatar_url = new.avatar_url,
    display_name = case
      when p.display_name in (old.full_name, app.plain_name(old.full_name)) then app.plain_name(new.full_name)
      else p.display_name
    end
  where p.user_id = new.id;
  return null;
end
$$;

comment on function app.follow_person() is
'AFTER UPDATE of name or picture on user_profiles: the creator''s profile, as far as it follows them.';

grant execute on function app.follow_person() to app_owner;

create or replace trigger follow_person after update of full_name, avatar_url on user_profiles
for each row when (old.full_name is distinct from new.full_name or old.avatar_url is distinct from new.avatar_url)
execute function app.follow_person();
