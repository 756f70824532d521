-- A second id for one operation would be a second payment.
create or replace function app.note_stripe_reference(transaction_id uuid, reference_id text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform ledger.refuse_nulls(num_nulls(transaction_id, reference_id));
  update public.wallet_transactions as t set reference_id = note_stripe_reference.reference_id
  where t.id = note_stripe_reference.transaction_id
    and (t.reference_id is null or t.reference_id = note_stripe_reference.reference_id);
  if not found then
    raise exception using
      errcode = 'IM008', message = 'this operation has another reference at Stripe',
      detail = jsonb_build_object('transaction_id', transaction_id)::text;
  end if;
end
$$;

comment on function app.note_stripe_reference(uuid, text) is
'Stripe''s id of an operation, once. Raises IM008 where another one is known.';

grant execute on function app.note_stripe_reference(uuid, text) to service;
