-- A click id carries its time (UUIDv7), so that one partition is read, not all of them.
create or replace function app.find_click(click_id uuid, only_link_id uuid) returns public.tracking_events
language plpgsql stable set search_path = '' as $$
declare
  clicked_at constant timestamptz := uuid_extract_timestamp(find_click.click_id);
  click public.tracking_events;
begin
  select e.* into click from public.tracking_events as e
  where e.id = find_click.click_id and e.event_type = 'click'
    and e.created_at between clicked_at - interval '1 minute' and clicked_at + interval '1 minute'
    and (auth.is_privileged() or e.brand_id = any(auth.campaign_brand_ids()))
    and (only_link_id is null or e.tracking_link_id = only_link_id);
  if not found then
    raise exception using errcode = 'IG003', message = 'no such click', detail = '{}';
  end if;
  return click;
end
$$;

comment on function app.find_click(uuid, uuid) is
'A click of a campaign that the caller runs, or of that link alone. Raises IG003.';
