-- For the policy on gigs: one equality on the indexed status, asked once a statement.
create or replace function auth.gig_status_for_all() returns text
language sql stable set search_path = '' as $$
  select case when 'creator' = any(auth.roles()) then 'open' end
$$;

comment on function auth.gig_status_for_all() is
'The status in which a gig is for every creator to see; null for who is none.';

grant execute on function auth.gig_status_for_all() to authenticated, admin, service;
