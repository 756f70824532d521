-- A key that was taken by mistake must not swallow a movement in silence.
create or replace function ledger.refuse_other_content(
  transaction_id uuid, kind text, account_ids uuid[], amounts bigint[]
) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if not exists (
    select from ledger.transactions as t
    where t.id = refuse_other_content.transaction_id and t.kind = refuse_other_content.kind
  ) or exists (
    (select e.account_id, e.amount from ledger.entries as e
     where e.transaction_id = refuse_other_content.transaction_id)
    except (select * from unnest(account_ids, amounts))
  ) or (
    select count(*) from ledger.entries as e where e.transaction_id = refuse_other_content.transaction_id
  ) <> cardinality(account_ids) then
    raise exception using
      errcode = 'IM004', message = 'this idempotency key was used for another ledger transaction',
      detail = jsonb_build_object('transaction_id', transaction_id)::text;
  end if;
end
$$;

comment on function ledger.refuse_other_content(uuid, text, uuid[], bigint[]) is
'A repeated idempotency key must mean the same movement; anything else is a programming error.';
