-- A brand sees what it spent, and no row of what its creators earn: earnings hold payouts and holds, too.
create or replace function app.spend_of_submissions(campaign_id uuid)
returns table (submission_id uuid, creator_user_id uuid, spend bigint)
language sql stable security definer set search_path = '' as $$
  select e.submission_id, e.creator_user_id, (e.gross_amount + coalesce(sum(c.gross_amount), 0))::bigint
  from public.earnings as e left join public.earnings as c on c.clawback_of = e.id
  where e.campaign_id = spend_of_submissions.campaign_id and e.kind = 'earned'
    and (auth.is_privileged() or e.brand_id = any(auth.brand_ids()) or e.creator_user_id = auth.uid())
  group by e.id
$$;

comment on function app.spend_of_submissions(uuid) is
'What a campaign spent on each approved submission, fee included, less what was taken back (minor units of its currency), '
'for whoever may see the figures. All of it is the campaign''s budget_spent.';

grant execute on function app.spend_of_submissions(uuid) to authenticated, admin, service;
