-- With the rights of whoever asks: the policies of creator_profiles say who may read a name. Whose account was erased has
-- no profile any more, and stays in the books by id.
create or replace function app.creator_card(user_id uuid) returns jsonb
language sql stable strict
begin atomic
select jsonb_build_object(
  'id', creator_card.user_id, 'display_name', coalesce(p.display_name, 'Former creator'), 'avatar_url', p.avatar_url,
  'slug', case when p.media_kit_public then p.slug end
)
from (select 1) as always
left join public.creator_profiles as p on p.user_id = creator_card.user_id;
end;

comment on function app.creator_card(uuid) is
'What is shown of a creator beside their id: {id, display_name, avatar_url, slug}; slug is the address of a public media '
'kit. "Former creator" for who was erased.';

grant execute on function app.creator_card(uuid) to authenticated, admin, service;
