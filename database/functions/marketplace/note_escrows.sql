-- app.note_escrow of many. A refund is known by its event: its posting has the key that app.hold_reference gave it before.
create or replace function app.note_escrows(
  before public.escrows[], after public.escrows[], event_type text, reasons text[] default '{}'
) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = 'force_generic_plan' as $$
begin
  insert into public.escrow_events (
    escrow_id, brand_id, creator_user_id, seq, event_type, from_status, to_status, actor_user_id, reason, amount,
    ledger_transaction_id
  )
  select
    n.id, n.brand_id, n.creator_user_id, n.version, note_escrows.event_type, o.status, n.status, auth.uid(),
    left(coalesce(reasons[n.ordinality], ''), 500), case note_escrows.event_type when 'refund' then n.total end, t.id
  from unnest(after) with ordinality as n
  inner join unnest(before) as o on o.id = n.id
  left join ledger.transactions as t
    on note_escrows.event_type = 'refund' and t.idempotency_key = format('deal:%s:%s', n.id, n.version);
  perform app.tell_of_escrows(after, event_type, reasons);
end
$$;

comment on function app.note_escrows(public.escrows[], public.escrows[], text, text[]) is
'Writes an event of each escrow down, all in one status, and tells whom it concerns; reasons: one for each, or none. A refund is of '
'the whole total (minor units).';
