create or replace function app.activate_program(program_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  program constant public.reward_programs := app.lock_program(program_id);
begin
  if program.status not in ('draft', 'paused') or program.ends_at <= now() then
    raise exception using
      errcode = 'IW002', message = format('reward_programs: %s cannot become active', program.status),
      detail = jsonb_build_object(
        'table', 'reward_programs', 'from', program.status, 'to', 'active', 'ends_at', program.ends_at
      )::text;
  elsif program.currency is not null and program.budget_total <= program.budget_reserved + program.budget_spent then
    raise exception using
      errcode = 'IW008', message = 'there is nothing to grant of',
      detail = jsonb_build_object(
        'budget_total', program.budget_total, 'budget_reserved', program.budget_reserved,
        'budget_spent', program.budget_spent, 'currency', program.currency
      )::text;
  end if;
  update public.reward_programs as p set status = 'active', paused_reason = null where p.id = program.id;
  perform app.grant_failed_awards(program.id);
end
$$;

comment on function app.activate_program(uuid) is
'A draft, or what was paused, grants from now on, at the earliest from starts_at; what it could not grant before comes first. Raises '
'IG003, IM005, IW002, IW008 (it has a currency and nothing in its budget).';

grant execute on function app.activate_program(uuid) to authenticated, admin;
