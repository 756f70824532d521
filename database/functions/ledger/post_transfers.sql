-- A run of payouts posts thousands: as a set, not call by call.
create or replace function ledger.post_transfers(
  kind text, idempotency_keys text[], from_ids uuid[], to_ids uuid[], amounts bigint[]
) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  new_ids uuid[];
  new_keys text[];
  written bigint;
  lowest bigint;
begin
  perform ledger.refuse_nulls(num_nulls(kind, idempotency_keys, from_ids, to_ids, amounts));
  if exists (
    select from unnest(idempotency_keys, from_ids, to_ids, amounts) as w (k, f, t, a)
    where (w.k <> '' and w.a > 0 and w.f <> w.t) is not true
  ) then
    raise exception using
      errcode = 'IM002', message = 'a transfer moves a positive amount between two accounts', detail = '{}';
  end if;

  with made as (
    insert into ledger.transactions as t (kind, idempotency_key, actor_user_id)
    select post_transfers.kind, w.key, auth.uid() from unnest(idempotency_keys) as w (key) order by w.key
    on conflict on constraint ledger_transaction_happens_once do nothing
    returning t.id, t.idempotency_key
  )
  select array_agg(m.id), array_agg(m.idempotency_key) into new_ids, new_keys from made as m;

  if exists (
    select from unnest(from_ids || to_ids) as n (id) left join ledger.accounts as a on a.id = n.id where a.id is null
  ) then -- before an entry is missing: half of a transfer would be refused for the money that it makes
    raise exception using errcode = 'IM002', message = 'an account is unknown', detail = '{}';
  end if;
  perform from ledger.accounts as a
  where a.id = any(from_ids || to_ids) and not a.may_go_negative
  order by a.id for no key update;

  with moves as (
    select m.id as transaction_id, w.place, side.account_id, side.amount
    from unnest(new_ids, new_keys) as m (id, key)
    inner join unnest(idempotency_keys, from_ids, to_ids, amounts) with ordinality
      as w (key, from_id, to_id, amount, place) on w.key = m.key
    cross join lateral (values (w.from_id, -w.amount), (w.to_id, w.amount)) as side (account_id, amount)
  ),
  chained as (
    select
      v.transaction_id, a.id, a.currency, a.may_go_negative, v.amount,
      a.version + row_number() over chain as version, (a.balance + sum(v.amount) over chain)::bigint as balance
    from moves as v inner join ledger.accounts as a on a.id = v.account_id
    window chain as (partition by a.id order by v.place)
  ),
  moved as (
    update ledger.accounts as a set balance = last.balance, version = last.version, updated_at = now()
    from (
      select distinct on (c.id) c.id, c.balance, c.version from chained as c
      where not c.may_go_negative order by c.id, c.version desc
    ) as last
    where a.id = last.id and last.balance >= 0 -- what is short is refused below, in words
  ),
  inserted as (
    insert into ledger.entries as e (
      transaction_id, account_id, amount, currency, account_version, balance_before, balance_after, created_at
    )
    select
      c.transaction_id, c.id, c.amount, c.currency,
      case when not c.may_go_negative then c.version end,
      case when not c.may_go_negative then c.balance - c.amount end,
      case when not c.may_go_negative then c.balance end, clock_timestamp()
    from chained as c
    returning e.balance_after
  )
  select count(*), min(i.balance_after) into written, lowest from inserted as i;

  if written <> 2 * coalesce(cardinality(new_ids), 0) then
    raise exception using errcode = 'IM002', message = 'a key is named twice', detail = '{}';
  elsif lowest < 0 then
    raise exception using errcode = 'IM001', message = 'an account is short', detail = '{}';
  end if;
  perform app.settle_debt(a.id, new_ids[1]) from ledger.accounts as a
  where a.id = any(to_ids) and a.purpose = 'brand_available' and new_ids is not null;
  return coalesce(cardinality(new_ids), 0);
end
$$;

comment on function ledger.post_transfers(text, text[], uuid[], uuid[], bigint[]) is
'Many two-entry transactions in a few statements, all or none; keys known already are skipped. Returns how many '
'were new. Each step of an account''s chain must stay above zero, not only its end.';
