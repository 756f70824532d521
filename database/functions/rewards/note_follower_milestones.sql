-- Followers come and go: a number is reached once, by whichever account.
create or replace function app.note_follower_milestones() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  milestone bigint := 100;
begin
  while milestone <= least(new.follower_count, 1000000000000000) loop
    perform app.record_once(
      'followers.milestone', new.user_id, new.platform || ':' || milestone,
      jsonb_build_object('role', 'creator', 'platform', new.platform, 'followers', milestone)
    );
    milestone := milestone * 10;
  end loop;
  return null;
end
$$;

comment on function app.note_follower_milestones() is
'AFTER the followers of an account were read: a fact for each power of ten from 100 on that they have reached, once at a platform.';

grant execute on function app.note_follower_milestones() to app_owner;

create or replace trigger note_follower_milestones_at_first after insert on social_accounts
for each row when (new.follower_count >= 100 and new.status <> 'revoked') execute function app.note_follower_milestones();

create or replace trigger note_follower_milestones after update of follower_count, status on social_accounts
for each row when (
  new.follower_count >= 100 and new.status <> 'revoked'
  and (length(new.follower_count::text) > length(old.follower_count::text) or old.status = 'revoked')
) execute function app.note_follower_milestones();
