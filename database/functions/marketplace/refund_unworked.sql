create or replace function app.refund_unworked(escrow public.escrows, kind text, moment timestamptz, reason text)
returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.creator_logs (creator_user_id, deal_id, kind, data)
  values (escrow.creator_user_id, escrow.deal_id, refund_unworked.kind, jsonb_build_object(
    'escrow_id', escrow.id, 'status', escrow.status, 'deadline_at', escrow.deadline_at, 'amount', escrow.price,
    'content_done_at', escrow.submitted_at, 'closed_at', moment
  ));
  perform app.refund_escrow(escrow, moment, reason);
end
$$;

comment on function app.refund_unworked(public.escrows, text, timestamptz, text) is
'A refund because nothing came of the work in time, with its line in the creator''s log. The caller holds the locks.';
