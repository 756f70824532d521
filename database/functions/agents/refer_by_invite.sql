-- An invite is for one person: the first who signs up with its token.
create or replace function app.refer_by_invite(user_id uuid, token_hash bytea) returns text
language plpgsql security definer set search_path = '' as $$
declare
  invite public.agent_invites;
begin
  select i.* into invite from public.agent_invites as i
  where i.token_hash = refer_by_invite.token_hash for no key update;
  if invite.id is null or invite.status = 'joined' or app.agent_standing(invite.agent_user_id) <> 'active' then
    return null;
  end if;
  perform app.open_referral(
    refer_by_invite.user_id, invite.agent_user_id, 'invite', null, null, invite.id,
    app.referral_obstacle(invite.agent_user_id, refer_by_invite.user_id)
  );
  update public.agent_invites as i set status = 'joined' where i.id = invite.id;
  update public.agent_contacts as c set status = 'joined' where c.id = invite.contact_id;
  return 'invite';
end
$$;

comment on function app.refer_by_invite(uuid, bytea) is
'The referral of a person by the token of an invite (SHA-256), which has joined then, with its contact: invite, or NULL.';
