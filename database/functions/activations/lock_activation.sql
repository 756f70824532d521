-- The campaign before the activation, as whoever cancels a campaign does (app.complete_cancelled_activations).
create or replace function app.lock_activation(activation_id uuid) returns public.activations
language plpgsql security definer set search_path = '' as $$
declare
  activation public.activations;
begin
  select a.* into activation from public.activations as a where a.id = lock_activation.activation_id;
  perform app.require_manager(activation.brand_id);
  perform from public.campaigns as c where c.id = activation.campaign_id for share;
  select a.* into activation from public.activations as a where a.id = lock_activation.activation_id for no key update;
  if not found then
    raise exception using errcode = 'IG003', message = 'no such activation', detail = '{}';
  end if;
  return activation;
end
$$;

comment on function app.lock_activation(uuid) is
'An activation, locked, for those who run its campaign; its campaign keeps its state meanwhile. Raises IG003 (not visible), IM005 (not '
'allowed).';
