create or replace function app.tell_administrators_of_dispute(dispute public.deal_disputes, occasion text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  about record;
begin
  select d.title, e.deal_id, e.deadline_at, e.next_step into about
  from public.escrows as e inner join public.deals as d on d.id = e.deal_id where e.id = dispute.escrow_id;
  perform app.notify_administrators(
    'deals', 'deal_dispute_waits', 'A dispute waits for a decision',
    format('"%s": both sides have said what they want.', about.title),
    jsonb_strip_nulls(jsonb_build_object(
      'deal_id', about.deal_id, 'dispute_id', dispute.id, 'deal_title', about.title, 'deadline_at', about.deadline_at,
      'what_happens_then', about.next_step, 'currency', dispute.currency, 'amount', dispute.price
    )),
    'deal dispute ' || dispute.id || ' ' || occasion
  );
end
$$;

comment on function app.tell_administrators_of_dispute(public.deal_disputes, text) is
'Tells the administrators of a dispute to decide, once for each occasion; amount: the price, in minor units.';
