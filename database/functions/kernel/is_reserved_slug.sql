-- Who has one of these would speak for the house, or stand where a page of ours is or may come to be.
create or replace function app.is_reserved_slug(slug text) returns boolean
language sql immutable strict parallel safe set search_path = '' as $$
  select slug = any(app.reserved_words())
  or slug like 'atomic-influence-%'
  or slug ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
$$;

comment on function app.is_reserved_slug(text) is
'Whether a slug is none to be chosen: a word of ours, our name, or the form of an id.';

grant execute on function app.is_reserved_slug(text) to authenticated, admin, service, app_owner;
