-- A brand sees what it spent, and no row of what its creators earn: earnings hold payouts and holds, too.
create or replace function app.spend_of_submissions(campaign_id uuid)
returns table (submission_id uuid, creator_user_id uuid, spend bigint)
language sql stable security definer set search_path = '' as $$
  select (array_agg(e.submission_id) filter (where e.kind = 'earned'))[1], e.creator_user_id, sum(e.gross_amount)::bigint
  from public.earnings as e
  where e.campaign_id = spend_of_submissions.campaign_id and e.kind in ('earned', 'clawback')
    and (auth.is_privileged() or e.brand_id = any(auth.brand_ids()) or e.creator_user_id = auth.uid())
  group by coalesce(e.clawback_of, e.id), e.creator_user_id
$$;

comment on function app.spend_of_submissions(uuid) is
'What a campaign spent on each approved submission, fee included, less what was taken back (minor units of its currency), '
'for whoever may see the figures. All of it is the campaign''s budget_spent.';

grant execute on function app.spend_of_submissions(uuid) to authenticated, admin, service;
