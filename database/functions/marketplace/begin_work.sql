create or replace function app.begin_work(escrow public.escrows, moment timestamptz) returns public.escrows
language plpgsql security definer set search_path = '' as $$
declare
  own constant public.escrows := app.with_own_deadline(escrow);
begin
  if own.deadline_at <= moment and own.next_step in ('refund_unstarted', 'refund_rejected') then
    raise exception using
      errcode = 'IK008', message = 'the time is over', detail = jsonb_build_object('deadline_at', own.deadline_at)::text;
  elsif escrow.status = 'rejected' and escrow.revisions_used >= coalesce((
    select (d.terms ->> 'revision_limit')::integer from public.deals as d where d.id = escrow.deal_id
  ), 2) then
    raise exception using
      errcode = 'IK013', message = 'no revision is left',
      detail = jsonb_build_object('revisions_used', escrow.revisions_used)::text;
  end if;
  return app.step_escrow(escrow, 'work_in_progress', moment);
end
$$;

comment on function app.begin_work(public.escrows, timestamptz) is
'Work begins, or begins again after a rejection: as often as the terms say. The caller holds the locks. Raises IK001, IK008, IK013.';
