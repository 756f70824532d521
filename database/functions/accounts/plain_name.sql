-- What comes from a sign-up is not refused: a person who has confirmed an address must not be locked out for a name.
create or replace function app.plain_name(name text) returns text
language sql immutable strict set search_path = '' as $$
  select case
    when not app.looks_like_an_address(name) then name
    else coalesce(nullif(btrim(regexp_replace(name, '[^[:alnum:]]+', ' ', 'g')), ''), 'Unnamed')
  end
$$;

comment on function app.plain_name(text) is 'The name; one that looks like an address with spaces for what makes it one.';
