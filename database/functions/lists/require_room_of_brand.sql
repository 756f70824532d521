-- What a brand keeps for itself is shown in one list, so it has an end. After the statement, when the policies have
-- spoken: a stranger neither locks the brand nor learns how much it has.
create or replace function app.require_room_of_brand() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  most constant integer := tg_argv[1];
  brand uuid;
  there integer;
begin
  for brand in select distinct n.brand_id from new_rows as n order by n.brand_id loop
    -- Two who add at the same time add one after the other, and the second counts what the first has added.
    perform from public.brand_profiles as b where b.id = brand for no key update;
    execute format('select count(*) from (select from public.%I where brand_id = $1 limit $2) as t', tg_table_name)
    into there using brand, most + 1;
    if there > most then
      raise exception using
        errcode = tg_argv[0], message = format('%s: the brand has %s', tg_table_name, most),
        detail = jsonb_build_object('most', most)::text;
    end if;
  end loop;
  return null;
end
$$;

comment on function app.require_room_of_brand() is
'AFTER INSERT, statement level, as new_rows: the trigger''s arguments are the SQLSTATE that it raises and how many rows '
'of the table a brand may have.';

grant execute on function app.require_room_of_brand() to app_owner;

create or replace trigger require_room after insert on creator_lists
referencing new table as new_rows
for each statement execute function app.require_room_of_brand('IU070', '200');

create or replace trigger require_room after insert on saved_searches
referencing new table as new_rows
for each statement execute function app.require_room_of_brand('IU072', '100');
