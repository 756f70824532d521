-- Types begin with their platform; X still goes by its old words.
create or replace function app.platform_of(deliverable_type text) returns text
language sql immutable parallel safe
return case
  when deliverable_type in ('tweet', 'twitter_thread') then 'twitter'
  when split_part(deliverable_type, '_', 1) in ('instagram', 'tiktok', 'youtube', 'linkedin')
    then split_part(deliverable_type, '_', 1)
end;

comment on function app.platform_of(text) is 'The platform that a deliverable needs; NULL for a blog post and others.';
