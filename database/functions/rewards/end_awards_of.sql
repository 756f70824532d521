-- What was claimed is owed to them, and has to be paid before they can go (app.erasure_obstacles). What they have not claimed is not.
create or replace function app.end_awards_of(user_id uuid) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  award public.reward_awards;
  ended integer := 0;
begin
  for award in
    select a.* from public.reward_awards as a
    where a.user_id = end_awards_of.user_id and a.status = 'granted' and a.kind not in ('points', 'badge')
    order by a.program_id, a.id for no key update
  loop
    perform app.take_award_back(award, 'The account was erased.', now());
    ended := ended + 1;
  end loop;
  return ended;
end
$$;

comment on function app.end_awards_of(uuid) is
'Part of app.erase_user: what somebody was granted and has not claimed is revoked, and what was reserved for it is free; how many awards.';
