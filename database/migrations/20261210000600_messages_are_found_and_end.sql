-- migrate:up
set local lock_timeout = '3s';

-- What is searched: words, and parts of them. A message is written far more often than any is looked for, so what it adds
-- to an index is put down first and sorted in later, in bits that hold no sender up for long.
create index messages_by_words on messages using gin (to_tsvector('pg_catalog.simple', body))
with (fastupdate = on, gin_pending_list_limit = 512) where redacted_at is null;
create index messages_by_parts_of_words on messages using gin (body extensions.gin_trgm_ops)
with (fastupdate = on, gin_pending_list_limit = 512) where redacted_at is null;
-- What has no subject that could end: its end is reckoned from its last message.
create index conversations_without_a_subject on conversations (coalesce(last_message_at, created_at))
where closed_at is null and kind in ('direct', 'support');
grant delete on conversations to app_internal; -- app.purge_conversations

-- migrate:down
set local lock_timeout = '3s';
revoke delete on conversations from app_internal;
drop index conversations_without_a_subject;
drop index messages_by_parts_of_words;
drop index messages_by_words;
