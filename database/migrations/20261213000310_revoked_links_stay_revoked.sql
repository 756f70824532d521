-- migrate:up
set local lock_timeout = '3s';

-- Whoever lost a phone has to be sure that its link stays dead.
create trigger revoked_stays_revoked before update of revoked_at on activation_staff
for each row when (old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at)
execute function app.refuse_change();

-- migrate:down
set local lock_timeout = '3s';
drop trigger revoked_stays_revoked on activation_staff;
