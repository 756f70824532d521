-- The fence is held, so that it is the one that was looked at which scans are judged by (app.guard_geofence).
create or replace function app.launch_activation(activation_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  activation constant public.activations := app.lock_activation(activation_id);
  lacks text[];
begin
  if activation.status = 'draft' then
    perform from public.geofences as g where g.id = activation.geofence_id for share;
    lacks := array_remove(array[
      case when not exists (
        select from public.campaigns as c where c.id = activation.campaign_id and c.status = 'active'
      ) then 'campaign' end,
      case when not exists (
        select from public.activation_codes as k
        where k.activation_id = activation.id and k.disabled_at is null and (k.expires_at is null or k.expires_at > now())
      ) then 'code' end,
      case when activation.fence_mode <> 'off' and activation.geofence_id is null then 'fence' end,
      case when activation.ends_at <= now() then 'time' end
    ], null);
    if cardinality(lacks) > 0 then
      raise exception using
        errcode = 'IA006', message = 'not ready to be launched', detail = jsonb_build_object('lacks', lacks)::text;
    end if;
  end if;
  perform app.step_activation(activation, 'active', '{draft}');
end
$$;

comment on function app.launch_activation(uuid) is
'A draft becomes active: its campaign is active, it has a code that works, a fence where it asks for a place, and time left. How many '
'may be active at once is a matter of the brand''s plan, of which there is none yet. Raises IG003, IM005, IA001, IA006 (lacks: campaign, code, '
'fence, time).';

grant execute on function app.launch_activation(uuid) to authenticated, admin;
