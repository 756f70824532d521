-- An event's id tells when it was made (UUIDv7), and the primary key begins with it.
create or replace function app.first_id_of(moment timestamptz) returns uuid
language sql immutable set search_path = ''
return (lpad(to_hex((extract(epoch from moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;

comment on function app.first_id_of(timestamptz) is 'The smallest id (UUIDv7) that can have been made at that moment.';

grant execute on function app.first_id_of(timestamptz) to authenticated, admin, service;
