-- Only while the request waits: what is erased cannot be taken back.
create or replace function app.cancel_erasure() returns uuid
language sql security definer set search_path = '' as $$
  update public.erasure_requests as e set status = 'cancelled', completed_at = now()
  where e.user_id = auth.uid() and e.status = 'requested'
  returning e.id
$$;

comment on function app.cancel_erasure() is 'Takes the caller''s open request back; NULL where there is none.';

grant execute on function app.cancel_erasure() to authenticated, admin;
