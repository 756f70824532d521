-- One call before a message: whether rules for strangers hold, and the rules themselves if the caller has others. A change
-- counts from its commit on, in every process.
create or replace function app.moderation_of(
  conversation_id uuid, known text, out before_deal boolean, out fingerprint text, out rules jsonb
)
language plpgsql stable security definer set search_path = '' as $$
begin
  select not app.has_locked_deal(c.brand_id, c.person_user_id) and c.brand_id is not null into before_deal
  from public.conversations as c
  where c.id = moderation_of.conversation_id and (
    c.person_user_id = auth.uid() or c.brand_id = any(auth.brand_ids()) or c.brand_id is null
  );
  before_deal := coalesce(before_deal, true);
  select md5(coalesce(string_agg(r.key || r.version || extract(epoch from r.updated_at), ' ' order by r.key), ''))
  into fingerprint
  from public.moderation_rules as r where r.active;
  if fingerprint is distinct from known then
    select coalesce(jsonb_agg(jsonb_build_object(
      'key', r.key, 'pattern_kind', r.pattern_kind, 'pattern', r.pattern, 'action', r.action, 'scope', r.scope,
      'sentence', r.sentence
    ) order by r.key), '[]') into rules
    from public.moderation_rules as r where r.active;
  end if;
end
$$;

comment on function app.moderation_of(uuid, text) is
'Whether no money of a deal between both sides of a conversation is held yet (never with support), and the active rules; '
'NULL instead of them where their fingerprint is known. Of a conversation of others nothing is told.';

grant execute on function app.moderation_of(uuid, text) to authenticated, admin;
