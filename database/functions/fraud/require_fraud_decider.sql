-- Who decides is none of those whom it is about: not the agent, not the person, of no side of the deal, and in no evidence.
create or replace function app.require_fraud_decider(about public.fraud_groups) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if not auth.is_privileged() or auth.uid() is null then
    raise exception using errcode = 'IM005', message = 'for administrators', detail = '{}';
  elsif about.id is null then
    raise exception using errcode = 'IG003', message = 'no such thing', detail = '{}';
  elsif auth.uid() = about.subject_id
    or exists (
      select from app.fraud_agents(about.subject_type, about.subject_id) as a (id) where a.id = auth.uid()
    )
    or exists (
      select from public.fraud_events as e
      where e.group_id = about.id and position(auth.uid()::text in e.evidence::text) > 0
    )
    or exists (
      select from public.escrows as e
      where not app.is_neutral(e.brand_id, e.creator_user_id) and e.id in (
        select about.subject_id where about.subject_type = 'escrow'
        union all
        select (v.evidence ->> 'escrow_id')::uuid from public.fraud_events as v where v.group_id = about.id
      )
    )
  then
    raise exception using errcode = 'IK033', message = 'who decides is involved', detail = '{}';
  end if;
end
$$;

comment on function app.require_fraud_decider(public.fraud_groups) is
'For an administrator whom a fraud group is not about. Raises IM005, IG003, IK033.';
