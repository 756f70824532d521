create or replace function app.weigh_address(referred_user_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if exists (
    select from auth.users as u where u.id = weigh_address.referred_user_id and app.is_disposable(u.email)
  ) then
    perform app.note_fraud('disposable_domain', 'referral', weigh_address.referred_user_id, '{}');
  end if;
end
$$;

comment on function app.weigh_address(uuid) is 'Rule disposable_domain: the address of somebody who came is one that is thrown away.';
