-- migrate:up
set local lock_timeout = '3s';

-- What is looked for in messages before they are sent. Read as data and judged in Python (common/moderation), never run
-- as SQL; people cannot read it, so that nobody writes around what they see.
create table moderation_rules (
  key text constraint moderation_rules_pkey primary key,
  pattern_kind text not null,
  pattern text not null,
  action text not null,
  scope text not null default 'always',
  sentence text not null,
  active boolean not null default true,
  version integer not null default 1,
  updated_by uuid
  constraint moderation_rules_are_changed_by_a_user references auth.users (id) on delete restrict,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint moderation_rules_key_is_a_name check (key ~ '^[a-z][a-z0-9_]{0,63}$'),
  constraint moderation_rules_kind_is_known check (pattern_kind in ('regex', 'words', 'domain', 'phone', 'card')),
  constraint moderation_rules_pattern_fits check (length(pattern) <= 8000),
  constraint moderation_rules_have_a_pattern check ((pattern_kind = 'card') = (pattern = '')),
  constraint moderation_rules_pattern_is_seen check (pattern = '' or app.is_written(pattern)),
  constraint moderation_rules_action_is_known check (action in ('warn', 'hold', 'remove')),
  constraint moderation_rules_scope_is_known check (scope in ('always', 'before_deal')),
  constraint moderation_rules_sentence_is_seen check (app.is_written(sentence) and length(sentence) <= 500),
  constraint moderation_rules_count_their_versions check (version >= 1)
);
-- Before row security is forced: from then on the owner writes no row of its own.
insert into moderation_rules (key, pattern_kind, pattern, action, scope, sentence) values
('card_number', 'card', '', 'remove', 'always',
  'This looks like the number of a payment card. Never send one: whoever has it can pay with it.'),
('lookalike_domain', 'domain',
  '~own ~paypal.com ~stripe.com ~payoneer.com ~revolut.com ~klarna.com ~venmo.com ~skrill.com ~mastercard.com '
  '~americanexpress.com ~coinbase.com ~binance.com ~metamask.io !paypal.me !paypalobjects.com !strike.com !strike.me '
  '!stride.com !stripes.com !stripe.dev !stripe.network !revolut.me !venmo.me',
  'hold', 'always',
  'A link in this looks like a well-known address and is another. It is delivered once somebody has looked at it.'),
('email_address', 'regex', '[\pL\pN_%+-]@(?:[\pL\pN-]+\.)+\pL[\pL\pN-]+', 'warn', 'before_deal',
  'Share mail addresses once a deal between you is funded. What is agreed elsewhere is not protected.'),
('phone_number', 'phone', 'US CA GB IE DE AT CH FR BE NL ES PT IT PL BR MX IN AU', 'warn', 'before_deal',
  'Share phone numbers once a deal between you is funded. What is agreed elsewhere is not protected.'),
('messenger_link', 'domain',
  'wa.me whatsapp.com t.me telegram.me telegram.dog telegram.org signal.me signal.group discord.gg discord.com '
  'discordapp.com skype.com weixin.qq.com wechat.com line.me lin.ee viber.com vb.me m.me messenger.com ig.me '
  'open.kakao.com zalo.me threema.id',
  'warn', 'before_deal',
  'Move to another messenger once a deal between you is funded. What is agreed elsewhere is not protected.'),
('messenger_contact', 'regex', $pattern$\b(?:whatsapp|tg|telegram|skype|weixin|wechat|viber|line|discord|sgnl)://|\bskype:[\pL\pN._-]+|\bsnapchat\.com/add/
\b(?:add|text|message|msg|contact|reach|write|call|ping|find|hit|catch|ring)(?: to| with| up)? (?:me|us)\b.{0,24}? (?:on|via|over|through|by|at|in|using) (?:my |the )?(?:whats ?app|wapp|telegram|signal|discord|skype|we ?chat|viber|kakao(?: ?talk)?|line|threema|zalo|snap(?:chat)?)\b
\b(?:let'?s|let us|can we|could we|shall we|we can|we could|rather|better) (?:talk|chat|continue|move|switch|go|speak|discuss|take|do)\b.{0,24}? (?:on|via|over|to|through) (?:my |the )?(?:whats ?app|wapp|telegram|signal|discord|skype|we ?chat|viber|kakao(?: ?talk)?|line|threema|zalo|snap(?:chat)?)\b
\b(?:i'?m|i am|we'?re|we are) (?:also )?on (?:whats ?app|telegram|signal|discord|skype|we ?chat|viber|line|threema)\b
\b(?:my|our|mein|mi|mon|meu|il mio) (?:whats ?app|wapp|telegram|signal|discord|skype|we ?chat|viber|kakao|threema|snap|snapchat|line id)(?: (?:id|name|handle|number|nick|user|username|nummer|numero|nome))? ?(?:is|ist|es|est|e|:|=|-)
\b(?:whats ?app|wapp|telegram|discord|skype|we ?chat|viber|kakao|threema|line id)(?: (?:id|name|handle|number|nick|user|username))? ?[:=] ?[@+\d]
\b(?:dm|pm) (?:me|us)\b|\bslide into my dms?\b|\b(?:send|drop|shoot) (?:me|us) a (?:dm|pm)\b|\b(?:my|our) (?:insta|instagram|ig|twitter|tiktok) (?:dms?|inbox)\b
\b(?:schreibt?|schreiben|melde?t?|ruft?|adde?)(?: sie)? (?:mir|mich|dich|uns)\b.{0,24}? (?:auf|uber|per|via|bei|in) (?:whats ?app|telegram|signal|discord|skype|viber|threema|insta|instagram)\b
\b(?:escribeme|escribenos|contactame|agregame|hablame|llamame|mandame)\b.{0,24}? (?:por|en|al|a) (?:mi |el )?(?:whats ?app|wasap|wsp|telegram|signal|discord|skype|insta|instagram)\b
\b(?:ecris|ecrivez|contactez?|ajoutez?|appellez?|appelez)[ -](?:moi|nous)\b.{0,24}? (?:sur|par|via) (?:whats ?app|telegram|signal|discord|skype|viber|insta|instagram)\b
\b(?:me cham[ae]|chama|me manda|me adiciona|fala comigo)\b.{0,16}? (?:no|na|pelo|por) (?:whats ?app|whats|zap|telegram|signal|discord|skype|insta|instagram)\b
\b(?:scrivimi|contattami|chiamami|aggiungimi|sentiamoci)\b.{0,16}? (?:su|sul|via|per) (?:whats ?app|telegram|signal|discord|skype|insta|instagram)\b$pattern$, 'warn', 'before_deal',
  'Move to another messenger once a deal between you is funded. What is agreed elsewhere is not protected.'),
('payment_elsewhere', 'domain', 'paypal.me cash.app venmo.com revolut.me buymeacoffee.com ko-fi.com', 'warn', 'always',
  'Money that is paid elsewhere is not held for you, and no dispute here brings it back.');
alter table moderation_rules enable row level security;
alter table moderation_rules force row level security;
create index moderation_rules_by_editor on moderation_rules (updated_by) where updated_by is not null;
create trigger touch_updated_at before update on moderation_rules
for each row execute function app.touch_updated_at();
select app.audit_table('moderation_rules', 'key');
create policy moderation_rules_admin on moderation_rules to admin using (true) with check (true);
create policy moderation_rules_service on moderation_rules for select to service using (true);
create policy moderation_rules_internal on moderation_rules for select to app_internal using (true);
grant select on moderation_rules to admin, service, app_internal;
grant insert (key, pattern_kind, pattern, action, scope, sentence, active, updated_by),
update (pattern_kind, pattern, action, scope, sentence, active), delete
on moderation_rules to admin;
-- NOTE: a key is fixed, for messages name it; version is app.note_rule_change's, and so is updated_by, whoever names another.
comment on table moderation_rules is
'What is looked for in messages, and what then becomes of them; people get the sentence, never the pattern.';
comment on column moderation_rules.pattern is
'regex: of RE2, one or more, a line each; words: a word or phrase a line; domain: name.tld, ~name.tld (what looks like it; ~own: ours), !name.tld '
'(never); phone: regions (ISO 3166) whose way to write numbers counts; card: empty.';
comment on column moderation_rules.scope is 'before_deal: until money of a deal between both is held, or was paid out.';
comment on column moderation_rules.version is 'Raised with each change.';

-- migrate:down
set local lock_timeout = '3s';
drop table moderation_rules;
