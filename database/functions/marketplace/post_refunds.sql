-- A key that was used already moved its money then, or other money: app.refund_escrows may not take it for a refund.
create or replace function app.post_refunds(kind text, escrows public.escrows[], to_ids uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  references_of constant text[] := array(
    select app.hold_reference(e) from unnest(escrows) as e
  );
  posted integer;
begin
  posted := ledger.post_transfers(
    kind, references_of,
    array(select ledger.account('deal_held', e.currency, e.brand_id, deal_id => e.deal_id) from unnest(escrows) as e),
    to_ids, array(select e.total from unnest(escrows) as e)
  );
  if posted <> cardinality(escrows) then
    raise exception using
      errcode = 'IM004', message = 'held funds were refunded before', detail = jsonb_build_object('posted', posted)::text;
  end if;
end
$$;

comment on function app.post_refunds(text, public.escrows[], uuid[]) is
'deal_held → to_ids, the total of each escrow, under the key of its next event. Raises IM001, IM004.';
