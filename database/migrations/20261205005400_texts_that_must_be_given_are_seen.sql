-- migrate:up
set local lock_timeout = '3s';

-- A text that must be given holds something that is seen. What was written before says that nothing is; nobody did that,
-- so it is nothing for the audit log.
do $$
declare
  spot record;
begin
  for spot in
    select * from (values
      ('brand_profiles', 'name', 'true'), ('campaigns', 'name', 'true'), ('campaign_cta_links', 'label', 'true'),
      ('campaign_assets', 'file_name', 'true'), ('surveys', 'title', 'true'), ('survey_questions', 'prompt', 'true'),
      ('campaign_messages', 'body', 'true'), ('submission_reviews', 'feedback', 'decision <> ''approved'''),
      ('creator_submissions', 'description', 'submission_type = ''text''')
    ) as known (target, said, needed)
  loop
    execute format('alter table %I no force row level security, disable trigger user', spot.target);
    execute format(
      'update %1$I set %2$I = ''[empty]'' where %3$s and not app.is_written(%2$I)', spot.target, spot.said, spot.needed
    );
    execute format('alter table %I force row level security, enable trigger user', spot.target);
  end loop;
end
$$;
alter table brand_profiles add constraint brand_profiles_name_is_seen check (app.is_written(name));
alter table campaigns add constraint campaigns_name_is_seen check (app.is_written(name));
alter table campaign_cta_links add constraint campaign_cta_links_label_is_seen check (app.is_written(label));
alter table campaign_assets add constraint campaign_assets_name_is_seen check (app.is_written(file_name));
alter table surveys add constraint surveys_title_is_seen check (app.is_written(title));
alter table survey_questions add constraint survey_questions_prompt_is_seen check (app.is_written(prompt));
alter table campaign_messages add constraint campaign_messages_body_is_seen check (app.is_written(body));
alter table submission_reviews
add constraint submission_reviews_show_what_is_wrong check (decision = 'approved' or app.is_written(feedback));
alter table creator_submissions
add constraint creator_submissions_text_is_seen check (submission_type <> 'text' or app.is_written(description));

-- migrate:down
set local lock_timeout = '3s';
alter table brand_profiles drop constraint brand_profiles_name_is_seen;
alter table campaigns drop constraint campaigns_name_is_seen;
alter table campaign_cta_links drop constraint campaign_cta_links_label_is_seen;
alter table campaign_assets drop constraint campaign_assets_name_is_seen;
alter table surveys drop constraint surveys_title_is_seen;
alter table survey_questions drop constraint survey_questions_prompt_is_seen;
alter table campaign_messages drop constraint campaign_messages_body_is_seen;
alter table submission_reviews drop constraint submission_reviews_show_what_is_wrong;
alter table creator_submissions drop constraint creator_submissions_text_is_seen;
