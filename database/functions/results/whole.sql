-- A platform may tell any number of views; a sum of absurd ones is no reason for a report to fail.
create or replace function app.whole(amount numeric) returns bigint
language sql immutable strict parallel safe set search_path = ''
return least(amount, 9223372036854775807)::bigint;

comment on function app.whole(numeric) is 'A sum as bigint, the largest there is where it is larger.';

grant execute on function app.whole(numeric) to authenticated, admin, service;
