-- SQL copies destinations, from a brand's website to a campaign's links, where no Python looks at them. Of the browsers' form
-- (the WHATWG URL standard): lower-case ASCII hosts, IP addresses as numbers or in brackets, a path in every case.
create or replace function app.is_public_address(address text) returns boolean
language sql immutable strict set search_path = '' as $$
  select length(address) <= 2048
    and address ~ '^https://([a-z0-9_-]{1,63}\.)+[a-z][a-z0-9-]*[a-z0-9]\.?(:[1-9][0-9]{0,3}|:[1-6][0-9]{4})?/[!-\[\]-~]*$'
    and address !~ '^https://localhost\.'
    and address !~ '^https://[^:/]*\.(alt|arpa|invalid|local|localhost|onion|test)\.?[:/]'
    and address !~ '^https://[^:/]*\.(corp|home|internal|intranet|lan|localdomain|mail|private)\.?[:/]'
$$;

comment on function app.is_public_address(text) is
'Whether it is an https address in the browsers'' form, of at most 2048 characters, whose host has a public name: no user '
'name, no IP address, no backslash. As common.models.addresses; which hosts are our own only Python knows.';

grant execute on function app.is_public_address(text) to authenticated, admin, service, app_owner;
