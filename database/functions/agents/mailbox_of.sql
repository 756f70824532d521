-- Whoever wants no invites must not be reached by a + behind their name, as often as there are tags. A sign-up is by the whole
-- address: who writes another tag is somebody else there.
create or replace function app.mailbox_of(address text) returns text
language sql immutable strict set search_path = '' as $$
  select regexp_replace(mailbox_of.address, '^([^+@]+)\+[^@]*@', '\1@')
$$;

comment on function app.mailbox_of(text) is
'An address without the tag that most systems deliver regardless (ann+shop@… is ann@…); a telephone number as it is.';
