-- Two syncs of one creator at once: the second must add up what the first has committed. An UPDATE that waits for
-- the profile has taken its sums before it waited, hence the lock in a statement of its own.
create or replace function app.total_social_accounts() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  owner_id constant uuid := case tg_op when 'DELETE' then old.user_id else new.user_id end;
begin
  perform from public.creator_profiles as p where p.user_id = owner_id for no key update;
  update public.creator_profiles as p
  set total_followers = t.followers, best_engagement_rate = t.engagement, platforms = t.platforms
  from (
    select
      coalesce(sum(a.follower_count), 0) as followers, coalesce(max(a.engagement_rate), 0) as engagement,
      coalesce(array_agg(a.platform order by a.platform), '{}') as platforms
    from public.social_accounts as a
    where a.user_id = owner_id and a.status <> 'revoked'
  ) as t
  where p.user_id = owner_id
    and (p.total_followers, p.best_engagement_rate, p.platforms)
    is distinct from (t.followers, t.engagement, t.platforms);
  return null;
end
$$;

comment on function app.total_social_accounts() is
'AFTER a change of social_accounts: totals of the creator''s profile.';

grant execute on function app.total_social_accounts() to app_owner;

create or replace trigger total_social_accounts
after insert or delete or update of follower_count, engagement_rate, status on social_accounts
for each row execute function app.total_social_accounts();
