create or replace function app.note_gig(
  gig public.gigs, seq integer, event_type text, from_status text, to_status text, reason text default '',
  amount bigint default null, posted uuid default null
) returns void
language sql security definer set search_path = '' as $$
  insert into public.escrow_events (
    gig_id, brand_id, seq, event_type, from_status, to_status, actor_user_id, reason, amount, ledger_transaction_id
  ) values (
    (note_gig.gig).id, (note_gig.gig).brand_id, note_gig.seq, note_gig.event_type, note_gig.from_status, note_gig.to_status,
    auth.uid(), left(note_gig.reason, 500), note_gig.amount, note_gig.posted
  )
$$;

comment on function app.note_gig(public.gigs, integer, text, text, text, text, bigint, uuid) is
'Writes an event of a gig down; amounts in minor units.';
