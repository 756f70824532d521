-- A brand speaks with one voice: whoever is blocked there, a colleague does not write on.
create or replace function app.are_blocked(brand_id uuid, person_user_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select
    from (
      select b.blocked_user_id as other_user_id from public.user_blocks as b
      where b.blocker_user_id = are_blocked.person_user_id
      union all
      select b.blocker_user_id from public.user_blocks as b
      where b.blocked_user_id = are_blocked.person_user_id
    ) as blocks
    inner join app.members_with(are_blocked.brand_id, 'campaign') as member on member = blocks.other_user_id
  )
$$;

comment on function app.are_blocked(uuid, uuid) is
'Whether a person and somebody who writes for the brand have blocked each other, in either direction.';
