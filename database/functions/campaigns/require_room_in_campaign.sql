-- What a campaign consists of is shown, copied and promised as a whole, so it has an end. After the statement, when
-- the policies have spoken: a stranger neither locks the campaign nor learns how full it is.
create or replace function app.require_room_in_campaign() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  most constant integer := tg_argv[1];
  campaign uuid;
  there integer;
begin
  for campaign in select distinct n.campaign_id from new_rows as n order by n.campaign_id loop
    -- Two who add at the same time add one after the other, and the second counts what the first has added.
    perform from public.campaigns as c where c.id = campaign for no key update;
    execute format('select count(*) from (select from public.%I where campaign_id = $1 limit $2) as t', tg_table_name)
    into there using campaign, most + 1;
    if there > most then
      raise exception using
        errcode = tg_argv[0], message = format('%s: the campaign has %s', tg_table_name, most),
        detail = jsonb_build_object('most', most)::text;
    end if;
  end loop;
  return null;
end
$$;

comment on function app.require_room_in_campaign() is
'AFTER INSERT, statement level, as new_rows: the trigger''s arguments are the SQLSTATE that it raises and how many rows '
'of the table a campaign may have.';

grant execute on function app.require_room_in_campaign() to app_owner;

create or replace trigger require_room after insert on campaign_deliverables
referencing new table as new_rows
for each statement execute function app.require_room_in_campaign('IC031', '100');

create or replace trigger require_room after insert on campaign_cta_links
referencing new table as new_rows
for each statement execute function app.require_room_in_campaign('IC032', '200');

create or replace trigger require_room after insert on surveys
referencing new table as new_rows
for each statement execute function app.require_room_in_campaign('IC033', '100');
