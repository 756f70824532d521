-- migrate:up
set local lock_timeout = '3s';

-- Should the pool name a sign-in anew when its tokens are refreshed, it keeps its age, and its tokens come along.
grant insert (created_at) on local_identity.refresh_token_families to service;
grant update (family_id) on local_identity.refresh_tokens to service;

-- migrate:down
set local lock_timeout = '3s';
revoke update (family_id) on local_identity.refresh_tokens from service;
revoke insert (created_at) on local_identity.refresh_token_families from service;
