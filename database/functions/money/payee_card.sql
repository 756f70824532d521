-- With the rights of whoever asks, as app.creator_card. Who is both is known by their name as a creator.
create or replace function app.payee_card(user_id uuid) returns jsonb
language sql stable strict
begin atomic
select app.creator_card(payee_card.user_id) || case
  when p.user_id is null and coalesce(a.display_name, u.full_name, '') <> ''
    then jsonb_build_object('display_name', coalesce(a.display_name, u.full_name))
  else '{}'
end
from (select 1) as always
left join public.creator_profiles as p on p.user_id = payee_card.user_id
left join public.agent_profiles as a on a.user_id = payee_card.user_id
left join public.user_profiles as u on u.id = payee_card.user_id;
end;

comment on function app.payee_card(uuid) is
'What is shown of whoever is paid, beside their id: app.creator_card, of an agent with the name that they have as one, of a brand''s member with '
'that of their account.';

grant execute on function app.payee_card(uuid) to authenticated, admin, service;
