-- migrate:up
set local lock_timeout = '3s';

-- A code that goes to a new address belongs to the account, and names the address that it shows to be theirs.
alter table local_identity.one_time_codes
add column email text,
drop constraint one_time_codes_purpose_is_known,
add constraint one_time_codes_purpose_is_known
check (purpose in ('confirm', 'reset_password', 'magic_link', 'change_email', 'reauthenticate')),
add constraint one_time_codes_name_a_new_address check ((purpose = 'change_email') = (email is not null)),
add constraint one_time_codes_email_is_lower_case check (email = lower(email) and length(email) <= 320);
create index one_time_codes_by_email on local_identity.one_time_codes (email) where email is not null;
grant insert (email), update (email) on local_identity.one_time_codes to service;
comment on column local_identity.one_time_codes.email is
'The address that the account is to have; the code goes there. Only of change_email.';
comment on table local_identity.one_time_codes is
'SHA-256 of codes for confirmation, password reset, magic links, a new address and a second look: single use, '
'short-lived, few attempts.';

-- For app.change_email: who wants no mail wants none at the new address either.
grant insert (email, reason) on notification_unsubscribes to app_internal;

-- migrate:down
set local lock_timeout = '3s';
revoke insert (email, reason) on notification_unsubscribes from app_internal;
alter table local_identity.one_time_codes no force row level security;
delete from local_identity.one_time_codes
where purpose in ('change_email', 'reauthenticate');
alter table local_identity.one_time_codes force row level security;
alter table local_identity.one_time_codes
drop column email,
drop constraint one_time_codes_purpose_is_known,
add constraint one_time_codes_purpose_is_known check (purpose in ('confirm', 'reset_password', 'magic_link'));
comment on table local_identity.one_time_codes is
'SHA-256 of codes for confirmation, password reset and magic links: single use, short-lived, few attempts.';
