-- The account before the award, as an erasure locks them, too: who is banned meanwhile is paid nothing. Of many calls at once one
-- finds the award granted; the ledger knows its key, should all else fail.
create or replace function app.claim_award(award_id uuid) returns public.reward_awards
language plpgsql security definer set search_path = '' as $$
declare
  award public.reward_awards;
  posted uuid;
begin
  perform from auth.users as u where u.id = auth.uid() and u.status = 'active' for share;
  if not found then
    raise exception using errcode = 'IM005', message = 'for accounts that are open', detail = '{}';
  end if;
  select a.* into award from public.reward_awards as a
  where a.id = claim_award.award_id and a.user_id = auth.uid() for no key update;
  perform app.require_claimable(award);
  if award.kind = 'money' then
    posted := app.pay_award(award);
  end if;
  update public.reward_awards as a set
    status = 'claimed', claimed_at = now(), ledger_transaction_id = posted
  where a.id = award.id returning a.* into award;
  if award.kind <> 'money' then -- nobody else has anything to do
    update public.reward_awards as a set status = 'fulfilled', fulfilled_at = now() where a.id = award.id returning a.* into award;
  end if;
  return award;
end
$$;

comment on function app.claim_award(uuid) is
'The caller takes what they were granted. Money goes from the program''s budget to what they are owed, available at once, and the award '
'is claimed; points, badges and tier boosts are fulfilled. Raises IM005 (the account is not open), IG003, IW001, IW009 (claimed before), '
'IW014 (expired), IW015 (held for a check).';

grant execute on function app.claim_award(uuid) to authenticated, admin;
