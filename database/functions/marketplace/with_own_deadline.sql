-- A reminder, or a wish to cancel that has lapsed, may stand before what is over since.
create or replace function app.with_own_deadline(escrow public.escrows) returns public.escrows
language plpgsql stable set search_path = '' as $$
begin
  escrow.reminded_at := 'infinity';
  escrow.cancel_asked_at := null;
  return app.with_deadline(escrow);
end
$$;

comment on function app.with_own_deadline(public.escrows) is
'The escrow with the deadline at which something happens to it, whoever is reminded or asks to cancel before. To reckon with, '
'never to be written.';
