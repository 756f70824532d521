-- For the policy on gigs: those that are open are found by their status, the others one set a statement.
create or replace function auth.creator_gig_ids() returns uuid[]
language sql stable security definer set search_path = '' as $$
  select array(
    select d.gig_id from public.deals as d where d.creator_user_id = auth.uid() and d.gig_id is not null
    union
    select a.gig_id from public.gig_applications as a where a.creator_user_id = auth.uid()
  )
$$;

comment on function auth.creator_gig_ids() is 'Gigs that the actor applied to or has a deal of.';

grant execute on function auth.creator_gig_ids() to authenticated, admin;
