-- Personal data goes, the books stay: rows about money keep the account's id, which has no name any more.
create or replace function app.erase_user(request_id uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  person record;
  target text;
  touched bigint;
  found_obstacles text[];
  campaigns jsonb;
  removed jsonb := '{}';
  left_alone uuid[];
begin
  -- Who counts their facts comes before: they hold the person's rewards, and wait for the account.
  perform app.lock_reward_subject(e.user_id), app.lock_work_of(e.user_id), app.lock_messages_of(e.user_id)
  from public.erasure_requests as e
  where e.id = request_id and e.status = 'requested';
  select u.id, u.email into person
  from public.erasure_requests as e inner join auth.users as u on u.id = e.user_id
  where e.id = request_id and e.status = 'requested'
  for update;
  if not found then
    return 'gone';
  end if;
  found_obstacles := app.erasure_obstacles(person.id);
  if cardinality(found_obstacles) > 0 then
    campaigns := app.erasure_campaigns(person.id);
    update public.erasure_requests as e
    set status = 'refused', completed_at = now(), obstacles = found_obstacles where e.id = request_id;
    perform app.notify(
      person.id, 'system', 'erasure.refused', 'Your account could not be erased',
      concat_ws(' ', 'Something is still open. Close it and ask again.', (
        select 'Campaigns: ' || string_agg(format('"%s"', c.value ->> 'name'), ', ') || '.'
        from jsonb_array_elements(campaigns) as c
      )),
      jsonb_build_object('obstacles', found_obstacles, 'campaigns', campaigns)
    );
    return 'refused';
  end if;
  perform app.end_work_of(person.id);
  perform app.end_awards_of(person.id);

  left_alone := app.brands_left_alone_by(person.id);
  update public.brand_profiles as b
  set name = 'Erased brand', slug = 'erased-' || right(replace(b.id::text, '-', ''), 12), website = null,
    industry = null, logo_url = null, description = ''
  where b.id = any(left_alone);
  -- Nobody is left who answers for what the brand wrote of people.
  delete from public.creator_list_members as m where m.brand_id = any(left_alone);
  update public.brand_memberships as m set status = 'removed'
  where m.user_id = person.id and m.status = 'active';

  -- Before the role goes: who is banned is not paused, and told nothing. What an agent earned stays in the books.
  update public.agent_profiles as a
  set display_name = 'Erased agent', slug = 'erased-' || right(replace(a.user_id::text, '-', ''), 12), status = 'banned',
    status_reason = '', leaderboard_name = false
  where a.user_id = person.id;
  foreach target in array array[
    'public.creator_list_members.creator_user_id', 'public.social_accounts.user_id', 'public.creator_profiles.user_id',
    'public.creator_analytics.creator_user_id', 'public.campaign_creator_scores.creator_user_id',
    'public.account_health_indicators.user_id', 'public.oauth_states.user_id',
    'public.survey_responses.respondent_user_id', 'public.notifications.user_id',
    'public.notification_preferences.user_id', 'public.idempotency_keys.actor_id',
    'public.brand_user_roles.user_id', 'public.team_invitations.accepted_by', 'public.user_roles.user_id', 'public.rate_tiers.user_id',
    'local_identity.credentials.user_id', 'local_identity.one_time_codes.user_id',
    'local_identity.refresh_token_families.user_id', 'local_identity.sign_in_tickets.user_id'
  ] loop
    execute format(
      'delete from %I.%I where %I = $1',
      split_part(target, '.', 1), split_part(target, '.', 2), split_part(target, '.', 3)
    ) using person.id;
    get diagnostics touched = row_count;
    removed := removed || jsonb_build_object(split_part(target, '.', 2), touched);
  end loop;
  delete from public.team_invitations as i where i.email = person.email;
  -- Also by an address that they had when they came.
  with came_by as (
    delete from public.email_invitations as e
    where e.email = person.email
      or e.invitation_id in (select i.id from public.campaign_invitations as i where i.creator_user_id = person.id)
    returning e.id
  )
  delete from public.outbox as o using came_by as c where o.deduplication_key = 'email invitation ' || c.id;
  delete from public.referral_intents as i where i.email_hmac = app.address_hmac(person.email);
  delete from local_identity.sign_in_attempts as a
  where a.address_hash = sha256(convert_to(person.email, 'UTF8'));
  delete from local_identity.sent_codes as c where c.address_hash = sha256(convert_to(person.email, 'UTF8'));
  -- Also what went to an address that they had, or wanted to have.
  delete from public.outbox as o
  where o.payload ->> 'to' = person.email or (o.topic = 'email' and o.payload ->> 'user_id' = person.id::text);
  -- Nothing is left of these to send. That no invite reaches them any more where they said so is kept, as is no address.
  update public.agent_invites as i set status = 'suppressed', withheld = coalesce(i.withheld, 'gone')
  where i.address_hmac = app.address_hmac(app.mailbox_of(person.email)) and i.status = 'queued';
  -- What others keep of a conversation is that it took place.
  removed := removed || app.forget_messages(person.id);
  removed := removed || app.forget_contacts(person.id, person.email);
  removed := removed || app.forget_badges(person.id);
  removed := removed || app.forget_rewards(person.id);
  removed := removed || app.forget_fans_of(person.id);
  update public.conversations as c set closed_at = now() where c.brand_id = any(left_alone) and c.closed_at is null;
  update public.gig_applications as a set note = '', answers = '[]' where a.creator_user_id = person.id;
  get diagnostics touched = row_count;
  removed := removed || jsonb_build_object('gig_applications', touched);
  -- The codes themselves stay taken: who kept one must not be brought by somebody else.
  update public.referral_codes as c
  set label = '', campaign = '', disabled_at = coalesce(c.disabled_at, now()) where c.agent_user_id = person.id;
  update public.user_profiles as p
  set email = 'erased-' || p.id || '@erased.invalid', full_name = '', avatar_url = null, bio = '', location = '',
    phone = null, time_zone = null, user_metadata = '{}'
  where p.id = person.id;
  update auth.users as u
  set email = 'erased-' || u.id || '@erased.invalid', app_metadata = '{}', status = 'deleted'
  where u.id = person.id;
  delete from public.realtime_channels as c where c.user_id = person.id;

  update public.erasure_requests as e
  set status = 'done', completed_at = now(), receipt = removed where e.id = request_id;
  insert into public.outbox (topic, payload, deduplication_key)
  values (
    'email',
    jsonb_build_object('template', 'erasure_receipt', 'to', person.email, 'request_id', request_id, 'removed', removed),
    'erasure ' || request_id
  );
  return 'done';
end
$$;

comment on function app.erase_user(uuid) is
'Fulfils a request: removes or pseudonymises personal data, keeps money records. done, refused (obstacles) or gone.';

grant execute on function app.erase_user(uuid) to service;
