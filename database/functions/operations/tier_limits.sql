-- How much a tier may ask for, as administrators tune it: asked by every request, so it goes without app.setting, which
-- looks at every default there is. Neither a definer nor with settings of its own, so that app.take has it inlined.
create or replace function app.tier_limits(tier text) returns table (rate integer, burst integer)
language sql stable as $$
  select
    coalesce(
      (select s.value::integer from public.admin_settings as s where s.key = 'rate_' || tier_limits.tier || '_hour'),
      case tier_limits.tier
        when 'anonymous' then app.setting_default('rate_anonymous_hour')
        when 'authenticated' then app.setting_default('rate_authenticated_hour')
        when 'premium' then app.setting_default('rate_premium_hour')
      end
    ),
    coalesce(
      (select s.value::integer from public.admin_settings as s where s.key = 'rate_' || tier_limits.tier || '_burst'),
      case tier_limits.tier
        when 'anonymous' then app.setting_default('rate_anonymous_burst')
        when 'authenticated' then app.setting_default('rate_authenticated_burst')
        when 'premium' then app.setting_default('rate_premium_burst')
      end
    )
  offset 0
$$;

comment on function app.tier_limits(text) is
'Requests an hour, and how many of them at once, of anonymous, authenticated or premium; NULL for another tier.';
