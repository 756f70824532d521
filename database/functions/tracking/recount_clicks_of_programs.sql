-- Who ordered is a person, whatever the user agent says: a click that was left out is counted after all, also where a list
-- that grew says by now that a person clicked.
create or replace function app.recount_clicks_of_programs() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  -- A day may be made of hours that were counted so long before it.
  of_hours constant interval := '2 days';
  clicked timestamptz[];
begin
  select array_agg(e.created_at) into clicked
  from new_rows as n
  inner join public.tracking_events as e
    on e.id = n.click_id and e.created_at >= uuid_extract_timestamp(n.click_id) - interval '1 minute'
    and e.created_at <= uuid_extract_timestamp(n.click_id) + interval '1 minute'
  left join public.tracking_days as t on t.day = (e.created_at at time zone 'UTC')::date
  where exists (
    select from public.user_agents as b
    where b.user_agent = e.user_agent and (
      b.is_bot or b.told_apart_at >= e.created_at and b.told_apart_at >= coalesce(t.aggregated_at - of_hours, '-infinity')
    )
  );
  perform app.count_again(clicked);
  return null;
end
$$;

comment on function app.recount_clicks_of_programs() is
'AFTER INSERT on conversions: has the hours counted again whose clicks may have been taken for those of programs.';

grant execute on function app.recount_clicks_of_programs() to app_owner;

create or replace trigger recount_clicks_of_programs after insert on conversions
referencing new table as new_rows for each statement execute function app.recount_clicks_of_programs();
