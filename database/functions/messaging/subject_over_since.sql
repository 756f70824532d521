-- One answer for the job that closes and for whoever would begin anew. A deal ends with its last milestone, what an
-- approved application led to with its deal, and a participation with its campaign, or before, when the creator goes.
create or replace function app.subject_over_since(kind text, subject_id uuid) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select d.closed_at from public.deals as d
  where subject_over_since.kind = 'deal' and d.id = subject_over_since.subject_id
  union all
  select case a.status
    when 'approved' then (select d.closed_at from public.deals as d where d.application_id = a.id)
    else a.answered_at end
  from public.gig_applications as a
  where subject_over_since.kind = 'gig' and a.id = subject_over_since.subject_id
    and a.status not in ('submitted', 'shortlisted')
  union all
  select case
    when p.status = 'inactive' then coalesce(p.left_at, p.updated_at)
    when c.status in ('completed', 'cancelled') then coalesce((
      select max(h.created_at) from public.campaign_history as h
      where h.campaign_id = c.id and h.to_status = c.status
    ), c.updated_at) end
  from public.campaign_participants as p inner join public.campaigns as c on c.id = p.campaign_id
  where subject_over_since.kind = 'campaign' and p.id = subject_over_since.subject_id
$$;

comment on function app.subject_over_since(text, uuid) is
'When the deal, the application (kind gig) or the participation in a campaign (kind campaign) was over for good; NULL while it goes on.';
