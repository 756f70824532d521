-- An event, and the people whom it concerns. seq is the version of the row, which its caller has raised.
create or replace function app.note_escrow(
  escrow public.escrows, seq integer, event_type text, from_status text, to_status text, reason text default '',
  amount bigint default null, posted uuid default null
) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.escrow_events (
    escrow_id, brand_id, creator_user_id, seq, event_type, from_status, to_status, actor_user_id, reason, amount,
    ledger_transaction_id
  ) values (
    escrow.id, escrow.brand_id, escrow.creator_user_id, note_escrow.seq, note_escrow.event_type, note_escrow.from_status,
    note_escrow.to_status, auth.uid(), left(note_escrow.reason, 500), note_escrow.amount, posted
  );
  perform app.tell_of_escrow(escrow, event_type, reason);
end
$$;

comment on function app.note_escrow(public.escrows, integer, text, text, text, text, bigint, uuid) is
'Writes an event of an escrow down (amount in minor units) and tells whom it concerns.';
