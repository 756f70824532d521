-- It asks before it locks, as app.lock_gig; and the brand before the program, as whoever bars its last member does
-- (app.end_invitations_of_barred): who was barred at this moment moves nothing any more.
create or replace function app.lock_program(program_id uuid, moves_money boolean default false) returns public.reward_programs
language plpgsql security definer set search_path = '' as $$
declare
  program public.reward_programs;
begin
  select p.* into program from public.reward_programs as p where p.id = lock_program.program_id;
  if moves_money then
    perform app.require_money(program.brand_id);
  else
    perform app.require_manager(program.brand_id);
  end if;
  perform from public.brand_profiles as b where b.id = program.brand_id for no key update;
  if not auth.is_privileged() and not exists (
    select from app.active_members(program.brand_id) as m (user_id) where m.user_id = auth.uid()
  ) then
    raise exception using errcode = 'IM005', message = 'no longer your program to run', detail = '{}';
  end if;
  select p.* into program from public.reward_programs as p where p.id = lock_program.program_id for no key update;
  if not found then
    raise exception using errcode = 'IG003', message = 'no such program', detail = '{}';
  end if;
  return program;
end
$$;

comment on function app.lock_program(uuid, boolean) is
'A reward program, locked, for those who run it, or who move the money of its brand; the platform''s are the administrators''. Raises '
'IG003 (not visible), IM005 (not allowed).';
