-- Of the columns that its trigger names. Names of before stay until somebody changes them.
create or replace function app.refuse_address_as_name() returns trigger
language plpgsql set search_path = '' as $$
declare
  subject text;
begin
  foreach subject in array tg_argv loop
    if app.looks_like_an_address(to_jsonb(new) ->> subject)
      and (tg_op = 'INSERT' or to_jsonb(new) -> subject is distinct from to_jsonb(old) -> subject) then
      raise exception using
        errcode = 'IL010', message = 'a name that looks like an address', detail = jsonb_build_object('field', subject)::text;
    end if;
  end loop;
  return new;
end
$$;

comment on function app.refuse_address_as_name() is 'BEFORE INSERT OR UPDATE of names: raises IL010 for what looks like an address.';

grant execute on function app.refuse_address_as_name() to app_owner;

create or replace trigger refuse_address_as_name before insert or update of name on brand_profiles
for each row execute function app.refuse_address_as_name('name');

create or replace trigger refuse_address_as_name before insert or update of full_name on user_profiles
for each row execute function app.refuse_address_as_name('full_name');

create or replace trigger refuse_address_as_name before insert or update of display_name on creator_profiles
for each row execute function app.refuse_address_as_name('display_name');

create or replace trigger refuse_address_as_name before insert or update of display_name on agent_profiles
for each row execute function app.refuse_address_as_name('display_name');
