-- Locked, so that a link that is revoked at this moment opens nothing any more once that is answered. When it was used is kept
-- to the quarter of an hour: each change is a line of the audit log.
create or replace function app.live_staff_link(token_hash bytea) returns public.activation_staff
language plpgsql security definer set search_path = '' as $$
declare
  link public.activation_staff;
begin
  select s.* into link from public.activation_staff as s
  where s.token_hash = live_staff_link.token_hash for no key update;
  if not found or link.revoked_at is not null or link.expires_at <= now() then
    raise exception using errcode = 'IA046', message = 'no such link, or no longer', detail = '{}';
  end if;
  update public.activation_staff as s set last_seen_at = now()
  where s.id = link.id and (s.last_seen_at is null or s.last_seen_at < now() - interval '15 minutes');
  return link;
end
$$;

comment on function app.live_staff_link(bytea) is 'The link of gate or screen with that hash (SHA-256 of its token), locked. IA046.';
