-- What happens while a trigger is paused it never counts. A trigger that is retired is over, with all its versions.
create or replace function app.set_trigger_status(trigger_id uuid, status text) returns public.reward_triggers
language plpgsql security definer set search_path = '' as $$
declare
  newest constant public.reward_triggers := app.lock_reward_trigger(trigger_id);
  moved public.reward_triggers;
begin
  if set_trigger_status.status = 'live' and exists (
    select from public.reward_programs as p where p.id = newest.program_id and p.status = 'ended'
  ) then
    perform app.refuse_trigger('program_ended');
  elsif set_trigger_status.status = 'retired' then
    update public.reward_triggers as t set status = 'retired' where t.id = newest.id and t.status <> 'retired';
    select t.* into moved from public.reward_triggers as t where t.id = newest.id and t.version = newest.version;
    return moved;
  end if;
  -- Of several versions it is the one that counts, or did until it was paused.
  update public.reward_triggers as t set status = set_trigger_status.status
  where t.id = newest.id and t.status in ('live', 'paused')
  returning t.* into moved;
  if moved.id is null then
    raise exception using
      errcode = 'IW003', message = format('%s cannot become %s', newest.status, set_trigger_status.status),
      detail = jsonb_build_object(
        'table', 'reward_triggers', 'from', newest.status, 'to', set_trigger_status.status, 'allowed',
        case newest.status when 'draft' then '["live", "retired"]'::jsonb else '[]' end
      )::text;
  end if;
  return moved;
end
$$;

comment on function app.set_trigger_status(uuid, text) is
'Pauses a live trigger, lets it go on (live), or retires all its versions; what is so already stays so. A draft goes live by '
'app.make_trigger_live. Raises IG003, IM005 for who may not, IW003, IW012 (program_ended).';

grant execute on function app.set_trigger_status(uuid, text) to authenticated, admin;
