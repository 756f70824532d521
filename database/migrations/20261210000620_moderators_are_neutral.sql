-- migrate:up
set local lock_timeout = '3s';

-- An administrator who is, or was, of a side learns nothing of what only moderators know: neither what the other side has
-- not delivered yet, nor who reported what, nor what was taken away. As app.is_neutral says it, which decides.
create policy held_messages_neutral on held_messages as restrictive for select to admin using (
  sender_user_id = (select auth.uid())
  or (person_user_id <> (select auth.uid()) and (brand_id = any((select app.sides_ever())::uuid[])) is not true)
);
create policy message_attachments_neutral on message_attachments as restrictive for select to admin using (
  held_id is null or uploaded_by = (select auth.uid())
  or (person_user_id <> (select auth.uid()) and (brand_id = any((select app.sides_ever())::uuid[])) is not true)
);
create policy message_reports_neutral on message_reports as restrictive for select to admin using (
  reporter_user_id = (select auth.uid())
  or (person_user_id <> (select auth.uid()) and (brand_id = any((select app.sides_ever())::uuid[])) is not true)
);
create policy message_originals_neutral on message_originals as restrictive for select to admin using (
  (conversation_id = any((select app.sided_conversations())::uuid[])) is not true
);
create policy exports_neutral on exports as restrictive for insert to admin with check (
  (conversation_id = any((select app.sided_conversations())::uuid[])) is not true
);

-- migrate:down
set local lock_timeout = '3s';
drop policy exports_neutral on exports;
drop policy message_originals_neutral on message_originals;
drop policy message_reports_neutral on message_reports;
drop policy message_attachments_neutral on message_attachments;
drop policy held_messages_neutral on held_messages;
