create or replace function app.stood_since(escrow public.escrows, moment timestamptz) returns interval
language sql immutable set search_path = '' as $$
  select coalesce(sum(upper(r.part) - lower(r.part)), interval '0')
  from unnest((stood_since.escrow).stood_still * tstzmultirange(tstzrange(stood_since.moment, null))) as r (part)
$$;

comment on function app.stood_since(public.escrows, timestamptz) is
'How long an escrow has stood still after a moment: so much later is each deadline that runs from it.';
