-- `amount > 0` is not true of NULL, and not false either; least(NULL, 5) is 5: a call that forgot an amount moved all that
-- there was. Each function that moves money asks first: perform ledger.refuse_nulls(num_nulls(its, arguments)).
create or replace function ledger.refuse_nulls(nulls integer) returns void
language plpgsql immutable security definer set search_path = '' as $$
begin
  if nulls > 0 then
    raise exception using errcode = 'IM002', message = 'an argument is missing', detail = '{}';
  end if;
end
$$;

comment on function ledger.refuse_nulls(integer) is 'Raises IM002 where arguments are NULL.';
