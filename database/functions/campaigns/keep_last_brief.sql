-- Whoever makes a participant inactive (a removal, a campaign that is cancelled): what was agreed stays readable, and what
-- the brand writes afterwards is none of theirs.
create or replace function app.keep_last_brief() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.status <> 'inactive' then
    new.last_brief := null;
    return new;
  end if;
  select jsonb_build_object(
    'name', c.name, 'description', c.description, 'category', c.category, 'status', c.status, 'currency', c.currency,
    'timeline_start', c.timeline_start, 'timeline_end', c.timeline_end, 'target_audience', c.target_audience,
    'brand_guidelines', c.brand_guidelines,
    'deliverables', coalesce((
      select jsonb_agg(to_jsonb(d) order by d.id) from public.campaign_deliverables as d where d.campaign_id = c.id
    ), '[]')
  ) into new.last_brief
  from public.campaigns as c where c.id = new.campaign_id;
  return new;
end
$$;

comment on function app.keep_last_brief() is
'BEFORE a participant becomes inactive, or active again: a copy of brief and deliverables, or none.';

grant execute on function app.keep_last_brief() to app_owner;

create or replace trigger keep_last_brief before insert or update of status on campaign_participants
for each row execute function app.keep_last_brief();
