-- An approval and an accepted offer pay at once where the wallet can; where not, the brand has the time of its timer.
create or replace function app.try_wallet(escrow public.escrows, moment timestamptz) returns public.escrows
language plpgsql security definer set search_path = '' as $$
begin
  begin
    return app.lock_deal(escrow, moment);
  exception when sqlstate 'IM001' then
    return escrow;
  end;
end
$$;

comment on function app.try_wallet(public.escrows, timestamptz) is
'app.lock_deal, where the wallet holds enough; else the escrow as it was.';
