-- No step of the machine, but an event.
create or replace function app.remind_of_escrows(escrows public.escrows[], moment timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  escrow public.escrows;
  reminded public.escrows[] := '{}';
begin
  foreach escrow in array escrows loop
    escrow.reminded_at := moment;
    escrow.version := escrow.version + 1;
    reminded := reminded || escrow;
  end loop;
  perform app.note_escrows(escrows, app.save_escrows(reminded), 'reminded');
end
$$;

comment on function app.remind_of_escrows(public.escrows[], timestamptz) is
'Reminds of reviews, or of the end of holds; then the next deadline. The caller holds the locks.';
