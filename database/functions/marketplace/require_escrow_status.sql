-- The machine refuses too; this says it before anything is done.
create or replace function app.require_escrow_status(escrow public.escrows, variadic allowed text[]) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if escrow.frozen_by is not null then
    raise exception using
      errcode = 'IK003', message = 'a disputed card payment holds this up',
      detail = jsonb_build_object('status', escrow.status)::text;
  elsif escrow.status <> all(allowed) then
    raise exception using
      errcode = 'IK001', message = 'the held funds are ' || escrow.status,
      detail = jsonb_build_object('table', 'escrows', 'from', escrow.status, 'allowed', to_jsonb(allowed))::text;
  end if;
end
$$;

comment on function app.require_escrow_status(public.escrows, text[]) is 'Raises IK001 where the escrow is in none of these statuses, IK003 where it is frozen.';
