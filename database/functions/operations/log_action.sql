-- Definer, because nobody may insert into the audit log. What people may say is what they have done themselves; where the
-- request came from is taken from its context, and so is who it was.
drop function if exists app.log_action(text, text, text, jsonb);

create or replace function app.log_action(action text, resource_type text, resource_id text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if not auth.is_privileged() and not coalesce(case action
    when 'users.export' then resource_type = 'users' and resource_id = auth.uid()::text
    when 'campaigns.export' then resource_type = 'campaigns' and exists (
      select from public.campaigns as c
      where c.id::text = log_action.resource_id and c.brand_id = any(auth.brand_ids())
    )
    when 'scans.read' then resource_type = 'activations' and exists (
      select from public.activations as a
      where a.id::text = log_action.resource_id and a.brand_id = any(auth.brand_ids())
    )
    when 'wallets.export' then resource_type = 'wallets' and resource_id = any(auth.wallet_ids()::text[])
  end, false) then
    raise exception using errcode = 'IM005', message = 'not your act to log', detail = '{}';
  end if;
  insert into public.audit_logs (user_id, action, resource_type, resource_id, metadata)
  values (
    auth.uid(), log_action.action, log_action.resource_type, log_action.resource_id, app.audit_context()
  );
end
$$;

comment on function app.log_action(text, text, text) is
'For acts that change no row of an audited table, such as an export: of oneself, of a campaign or wallet of one''s '
'brands; and for looks at scans of an activation. Administrators and the service log any. IM005.';

grant execute on function app.log_action(text, text, text) to authenticated, admin, service;
