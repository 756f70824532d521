-- What people write; what the system writes (a first slug, an erasure) passes. With the rights of who writes, so that
-- current_user is the role of the request.
create or replace function app.guard_agent_profile() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.status is distinct from old.status then
    new.status_changed_at := now();
    if new.status = 'active' then
      new.status_reason := '';
    end if;
  end if;
  if current_user not in ('authenticated', 'admin') then
    return new;
  end if;
  if old.user_id = auth.uid() and (new.status, new.share_override_bp, new.commission_months_override)
    is distinct from (old.status, old.share_override_bp, old.commission_months_override)
  then
    raise exception using
      errcode = 'IU004', message = 'not to oneself', detail = jsonb_build_object('table', 'agent_profiles')::text;
  elsif new.status is distinct from old.status and new.status <> 'active' and not app.is_written(new.status_reason) then
    raise exception using
      errcode = 'check_violation', constraint = 'agent_profiles_halt_has_a_reason', table = 'agent_profiles',
      message = 'nobody is paused or banned without a reason';
  elsif new.slug is distinct from old.slug and app.is_slug_of_brand(new.slug, new.user_id) then
    raise exception using
      errcode = 'unique_violation', constraint = 'agent_profiles_slug_is_taken_once', table = 'agent_profiles',
      message = 'the slug of a brand';
  elsif new.slug is distinct from old.slug and new.slug ~ '^(agent|erased)-[0-9a-f]{12}$' then
    -- Whose it will be, or was, must find it free.
    raise exception using
      errcode = 'check_violation', constraint = 'agent_profiles_slug_is_not_reserved', table = 'agent_profiles',
      message = 'a slug that the system gives';
  end if;
  return new;
end
$$;

comment on function app.guard_agent_profile() is
'BEFORE UPDATE of a profile: when the status changed; of what people write, a reason to pause or ban, nothing that administrators '
'decide about themselves (IU004), and no slug of a brand that is not theirs or that the system gives.';

grant execute on function app.guard_agent_profile() to app_owner;

create or replace trigger guard_agent_profile before update of slug, status, share_override_bp, commission_months_override on agent_profiles
for each row execute function app.guard_agent_profile();
