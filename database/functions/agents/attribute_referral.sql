-- First found wins: what was typed was meant, an invite was for them, a link may have been opened by chance.
create or replace function app.attribute_referral(
  user_id uuid, typed_code text, invite_token_hash bytea, touch_token_hash bytea
) returns text
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.referrals as r where r.referred_user_id = attribute_referral.user_id) then
    return null;
  end if;
  return coalesce(
    app.refer_by_code(attribute_referral.user_id, typed_code),
    app.refer_by_invite(attribute_referral.user_id, invite_token_hash),
    app.refer_by_touch(attribute_referral.user_id, touch_token_hash)
  );
end
$$;

comment on function app.attribute_referral(uuid, text, bytea, bytea) is
'Who brought a person, of what their sign-up said: the source (code, invite, link) of the referral that was made, NULL '
'where there is none, or was one. Also one that is rejected ends the search.';
