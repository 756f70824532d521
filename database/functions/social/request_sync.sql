-- Who asks twice gets the job that waits already. The account is locked: of two who ask at once, the second finds it.
create or replace function app.request_sync(platform text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  apart interval;
  account public.social_accounts;
  newest public.platform_sync_jobs;
  job_id uuid;
begin
  select a.* into account from public.social_accounts as a
  where a.user_id = (select auth.uid()) and a.platform = request_sync.platform and a.status = 'connected'
  for no key update;
  if not found then
    return null;
  end if;
  select j.* into newest from public.platform_sync_jobs as j
  where j.social_account_id = account.id order by j.id desc limit 1;
  if newest.status in ('pending', 'running') then
    return newest.id;
  end if;
  apart := case newest.status when 'failed' then interval '10 minutes' else interval '1 hour' end;
  if newest.created_at > now() - apart then
    raise exception using errcode = 'IA020', message = 'read within the hour', detail = jsonb_build_object(
      'platform', platform, 'at', newest.created_at + apart,
      'retry_after_seconds', ceil(extract(epoch from newest.created_at + apart - now()))::integer
    )::text;
  end if;
  insert into public.platform_sync_jobs (social_account_id, user_id) values (account.id, account.user_id)
  returning id into job_id;
  return job_id;
end
$$;

comment on function app.request_sync(text) is
'The caller''s account of a platform is to be read now: the id of the job. NULL where it is not connected; raises IA020
with the moment and the seconds until it may be asked for again, an hour after the newest job, ten minutes after one that failed.';

grant execute on function app.request_sync(text) to authenticated, admin;
