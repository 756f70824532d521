-- Six triggers, one way: wherever that changes which matching reads of a creator.
create or replace function app.place_creator() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  changed constant jsonb := case tg_op when 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
begin
  perform app.place_creators(array[(changed ->> tg_argv[0])::uuid]);
  return null;
end
$$;

comment on function app.place_creator() is
'AFTER a change of a creator: their cells. The argument names the column with their id.';

grant execute on function app.place_creator() to app_owner;

create or replace trigger place_creator after insert on creator_profiles
for each row execute function app.place_creator('user_id');

create or replace trigger place_changed_creator after update of categories, country_code, city, availability
on creator_profiles
for each row when (
  (old.categories, old.country_code, old.city, old.availability = 'closed')
  is distinct from (new.categories, new.country_code, new.city, new.availability = 'closed')
) execute function app.place_creator('user_id');

create or replace trigger update_creator_cells
after insert or delete or update of follower_count, engagement_rate, status, last_synced_at on social_accounts
for each row execute function app.place_creator('user_id');

create or replace trigger place_creator after update of status on auth.users
for each row when (old.status is distinct from new.status) execute function app.place_creator('id');

create or replace trigger take_in_creator after insert on user_roles
for each row when (new.role = 'creator') execute function app.place_creator('user_id');

create or replace trigger take_out_creator after delete on user_roles
for each row when (old.role = 'creator') execute function app.place_creator('user_id');
