-- What people call a platform, in the sentences that the database writes.
create or replace function app.platform_name(platform text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select case platform_name.platform
    when 'instagram' then 'Instagram' when 'tiktok' then 'TikTok' when 'twitter' then 'X'
    when 'linkedin' then 'LinkedIn' when 'youtube' then 'YouTube'
  end
$$;

comment on function app.platform_name(text) is 'The name of a platform for people; NULL for one that we do not know.';
