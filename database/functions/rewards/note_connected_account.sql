-- An account that ended, or whose platform refuses us, is still theirs: only who lets go of it is disconnected.
create or replace function app.note_connected_account() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  account constant public.social_accounts := case tg_op when 'DELETE' then old else new end;
  was_connected constant boolean := tg_op <> 'INSERT' and (case when tg_op <> 'INSERT' then old.status <> 'revoked' end);
  is_connected constant boolean := tg_op <> 'DELETE' and account.status <> 'revoked';
begin
  if is_connected and not was_connected then
    perform app.record_fact(
      'social.connected', account.user_id, now(),
      jsonb_build_object(
        'role', 'creator', 'platform', account.platform,
        'followers', least(account.follower_count, 1000000000000000) -- whatever a platform says, nobody is kept out by a fact
      ),
      account.platform
    );
  elsif was_connected and not is_connected then
    perform app.reverse_facts('social.connected', array[account.user_id], account.platform, now());
  end if;
  return null;
end
$$;

comment on function app.note_connected_account() is
'AFTER an account was connected: a fact for its creator; disconnected or deleted: its reversal.';

grant execute on function app.note_connected_account() to app_owner;

create or replace trigger note_connected_account after insert or delete or update of status on social_accounts
for each row execute function app.note_connected_account();
