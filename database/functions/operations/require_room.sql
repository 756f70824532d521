-- What a campaign consists of is shown, copied and promised as a whole, and what a brand keeps for itself in one list, so
-- it has an end. After the statement, when the policies have spoken: a stranger neither locks the owner nor learns how
-- much it has.
create or replace function app.require_room() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  most constant integer := tg_argv[1];
  owner_kind constant text := tg_argv[2];
  owner_table constant text := tg_argv[3];
  owner_id uuid;
  there integer;
begin
  for owner_id in execute format('select distinct n.%I from new_rows as n order by 1', owner_kind || '_id') loop
    -- Two who add at the same time add one after the other, and the second counts what the first has added.
    execute format('select from public.%I where id = $1 for no key update', owner_table) using owner_id;
    execute format(
      'select count(*) from (select from public.%I where %I = $1 limit $2) as t', tg_table_name, owner_kind || '_id'
    ) into there using owner_id, most + 1;
    if there > most then
      raise exception using
        errcode = tg_argv[0], message = format('%s: the %s has %s', tg_table_name, owner_kind, most),
        detail = jsonb_build_object('most', most)::text;
    end if;
  end loop;
  return null;
end
$$;

comment on function app.require_room() is
'AFTER INSERT, statement level, as new_rows: the trigger''s arguments are the SQLSTATE that it raises, how many rows of the '
'table an owner may have, whose they are (campaign, brand), and the owners'' table, which is locked.';

grant execute on function app.require_room() to app_owner;

create or replace trigger require_room after insert on campaign_deliverables
referencing new table as new_rows
for each statement execute function app.require_room('IC031', '100', 'campaign', 'campaigns');

create or replace trigger require_room after insert on campaign_cta_links
referencing new table as new_rows
for each statement execute function app.require_room('IC032', '200', 'campaign', 'campaigns');

create or replace trigger require_room after insert on surveys
referencing new table as new_rows
for each statement execute function app.require_room('IC033', '100', 'campaign', 'campaigns');

create or replace trigger require_room after insert on creator_lists
referencing new table as new_rows
for each statement execute function app.require_room('IU070', '200', 'brand', 'brand_profiles');

create or replace trigger require_room after insert on saved_searches
referencing new table as new_rows
for each statement execute function app.require_room('IU072', '100', 'brand', 'brand_profiles');
