create or replace function app.weigh_haste(escrow public.escrows, owner_user_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  joined timestamptz;
begin
  select max(u.created_at) into joined from auth.users as u
  where u.id in (weigh_haste.owner_user_id, escrow.creator_user_id);
  if escrow.released_at < joined + make_interval(mins => (app.fraud_config('instant_deal') ->> 'minutes')::integer) then
    perform app.note_fraud(
      'instant_deal', 'escrow', escrow.id, jsonb_build_object('joined_at', joined, 'released_at', escrow.released_at)
    );
  end if;
end
$$;

comment on function app.weigh_haste(public.escrows, uuid) is
'Rule instant_deal: paid within config.minutes after both the brand''s owner and the creator had joined.';
