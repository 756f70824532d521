-- One rule for "the same person", wherever contacts are written.
create or replace function app.contact_hash(email text, phone_e164 text) returns bytea
language sql stable set search_path = '' as $$
  select sha256(convert_to(lower(coalesce(contact_hash.email, contact_hash.phone_e164)), 'UTF8'))
$$;

comment on function app.contact_hash(text, text) is
'What a contact of an agent is known again by: the lower-case e-mail address, else the number in E.164. NULL where both are.';

grant execute on function app.contact_hash(text, text) to service;
