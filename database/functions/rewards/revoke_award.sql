-- Final: a revoked award is not granted again, whatever is counted later. Of what was claimed no brand takes anything back by itself.
create or replace function app.revoke_award(award_id uuid, reason text, moment timestamptz) returns public.reward_awards
language plpgsql security definer set search_path = '' as $$
declare
  award public.reward_awards;
begin
  select a.* into award from public.reward_awards as a where a.id = revoke_award.award_id for no key update;
  perform app.require_manager(award.brand_id, award.user_id);
  if award.id is null then
    raise exception using errcode = 'IG003', message = 'no such award', detail = '{}';
  elsif award.kind = 'money' and award.status = 'claimed' and not auth.is_privileged() then
    raise exception using errcode = 'IM005', message = 'administrators take money back', detail = '{}';
  end if;
  return app.take_award_back(award, reason, moment);
end
$$;

comment on function app.revoke_award(uuid, text, timestamptz) is
'Takes an award back (app.take_award_back), with the reason that its person reads. For those who run campaigns of its brand; money that '
'was claimed, and awards of the platform, for administrators. Raises IG003, IM005, IW001 and, for an empty reason, '
'reward_awards_reason_is_seen.';

grant execute on function app.revoke_award(uuid, text, timestamptz) to authenticated, admin, service;
