-- Badges name it for ever: one that is hidden is shown from the first badge of it that somebody publishes, a retired one still.
create or replace function app.shown_achievement(achievement_key text) returns table (
  key text, name text, description text, criteria text, image_key text
)
language sql stable security definer set search_path = '' as $$
  select d.key, d.name, d.description, d.criteria, d.image_key
  from public.achievements as d
  where d.key = shown_achievement.achievement_key
    and (
      not d.hidden
      or exists (select from public.user_achievements as a where a.achievement_key = d.key and a.published_at is not null)
    )
$$;

comment on function app.shown_achievement(text) is 'What everybody may see of an achievement; no row for a hidden one that nobody shows.';

grant execute on function app.shown_achievement(text) to anon, authenticated, admin;
