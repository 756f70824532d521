-- A CHECK takes no sub-select, and a list of links is one column.
create or replace function app.are_public_addresses(addresses text[]) returns boolean
language sql immutable strict set search_path = '' as $$
  select coalesce(bool_and(coalesce(app.is_public_address(a.address), false)), true) from unnest(addresses) as a (address)
$$;

comment on function app.are_public_addresses(text[]) is
'Whether each of them is an address as app.is_public_address says; NULL among them is none.';

grant execute on function app.are_public_addresses(text[]) to authenticated, admin, service, app_owner;
