-- Who is refused by the thousand says so a thousand times: the administrators hear it once, and again only of a
-- trouble that came after the platform had renewed tokens.
create or replace function app.tell_of_platform_trouble(platform text, reason text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  name constant text := app.platform_name(tell_of_platform_trouble.platform);
begin
  update public.social_platforms as p set administrators_told_at = clock_timestamp()
  where p.platform = tell_of_platform_trouble.platform and (
    p.administrators_told_at is null or (
      p.administrators_told_at <= clock_timestamp() - interval '1 day' and exists (
        select from public.social_token_refreshes as r
        join public.social_accounts as a on a.id = r.social_account_id
        where a.platform = p.platform and r.refused_at is null and r.renewed_at > p.administrators_told_at
      )
    )
  );
  if not found then
    return false;
  end if;
  perform app.notify_administrators(
    'system', 'social_platform.refuses_us', format('%s refuses our application', name),
    format(
      '%s answers "%s" when we renew or read accounts. Nobody''s account expires of it. Look at our client at the'
      ' platform (its secret, its status, its quota); accounts go on by themselves once it is accepted again.',
      name, tell_of_platform_trouble.reason
    ),
    jsonb_build_object('platform', tell_of_platform_trouble.platform, 'reason', tell_of_platform_trouble.reason)
  );
  return true;
end
$$;

comment on function app.tell_of_platform_trouble(text, text) is
'Tells the administrators that a platform refuses us, with its machine code; false where they were told already.';

grant execute on function app.tell_of_platform_trouble(text, text) to service;
