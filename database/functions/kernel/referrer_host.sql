-- A page's address may carry a mail address or a token in its path or query; only who sent the visitor is of use.
-- In the kernel, because a migration cleans old rows with it.
create or replace function app.referrer_host(referrer text) returns text
language sql immutable parallel safe set search_path = ''
return coalesce(left(lower(rtrim(substring(
  btrim(referrer) from '^(?:[A-Za-z][A-Za-z0-9+.-]*://)?(?:[^/?#]*@)?(\[[0-9A-Fa-f:.]+\]|[^/?#:@\s]*)'
), '.')), 253), '');

comment on function app.referrer_host(text) is
'The host of a Referer header (or an app''s id: android-app://), in small letters; "" where it names none.';

grant execute on function app.referrer_host(text) to authenticated, admin, service, app_owner;
