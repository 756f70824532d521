-- migrate:up
set local lock_timeout = '3s';

-- A gate's scan of yesterday is judged by how the activation was then, and the audit log is what knows that
-- (app.activation_status_at).
grant select (id, resource_type, resource_id, metadata, created_at) on audit_logs to app_internal;

-- migrate:down
set local lock_timeout = '3s';
revoke select (id, resource_type, resource_id, metadata, created_at) on audit_logs from app_internal;
