-- A program that is ended in the middle of a claim: both take its row, and what is claimed or may be claimed is in no rest.
create or replace function app.finish_program(program public.reward_programs, moment timestamptz) returns bigint
language plpgsql security definer set search_path = '' as $$
begin
  update public.reward_programs as p
  set status = 'ended', paused_reason = null, ended_at = moment
  where p.id = program.id and p.status <> 'ended';
  return app.close_program(program.id, moment);
end
$$;

comment on function app.finish_program(public.reward_programs, timestamptz) is
'A program has ended; what goes back of its budget at once, in minor units. The caller holds the lock.';
