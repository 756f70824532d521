-- Nobody else called the one for a single escrow.
drop function if exists app.refund_unworked(public.escrows, text, timestamptz, text);
create or replace function app.refund_unworked(escrows public.escrows[], moment timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.creator_logs (creator_user_id, deal_id, kind, data)
  select
    e.creator_user_id, e.deal_id, case e.next_step when 'refund_rejected' then 'closed_unapproved' else 'no_show' end,
    jsonb_build_object(
      'escrow_id', e.id, 'status', e.status, 'deadline_at', e.deadline_at, 'amount', e.price,
      'content_done_at', e.submitted_at, 'closed_at', moment
    )
  from unnest(escrows) as e;
  perform app.refund_escrows(escrows, moment, array(
    select case e.next_step
      when 'refund_unstarted' then 'not started in time'
      when 'refund_late' then 'nothing was handed in in time'
      when 'refund_rejected' then 'the rejection was not answered in time'
      else 'the hold is over' end
    from unnest(escrows) with ordinality as e order by e.ordinality
  ));
end
$$;

comment on function app.refund_unworked(public.escrows[], timestamptz) is
'Refunds because nothing came of the work in time, each with its line in the creator''s log. The caller holds the locks.';
