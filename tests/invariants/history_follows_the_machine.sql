-- A campaign's history is a path of the status machine (read out of its trigger), without gaps, and ends where it stands.
with machine as (
  select split_part(encode(t.tgargs, 'escape'), '\000', 2)::jsonb as edges
  from pg_trigger as t where t.tgrelid = 'public.campaigns'::regclass and t.tgname = 'status_machine'
),
steps as (
  select
    h.campaign_id, h.from_status, h.to_status,
    lag(h.to_status) over w as before, lead(h.id) over w is null as is_last
  from campaign_history as h
  window w as (partition by h.campaign_id order by h.id)
)
select s.campaign_id, s.from_status, s.to_status
from steps as s inner join campaigns as c on c.id = s.campaign_id cross join machine as m
where not coalesce(m.edges -> s.from_status ? s.to_status, false)
  or s.before <> s.from_status or (s.is_last and s.to_status <> c.status);
