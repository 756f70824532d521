-- migrate:up
set local lock_timeout = '3s';

-- The platform's program of achievements: badges and points, which need no budget. Its id is known to app.achievement_program.
alter table reward_programs no force row level security, disable trigger user;
insert into reward_programs (id, name, status)
values ('0193b6f0-0000-7000-8000-0000000000ac', 'Achievements', 'active');
alter table reward_programs force row level security, enable trigger user;

-- Twenty to begin with. Each has a picture of its own (functions/rewards/pictures), of the same name.
alter table achievements no force row level security, disable trigger user;
insert into achievements (key, image_key, audience, levels, points, name, description, criteria, translations)
select
  v.key,
  v.key as image_key,
  v.audience,
  v.levels::integer[],
  v.points,
  v.name,
  v.description,
  v.criteria,
  jsonb_build_object('de', jsonb_build_object('name', v.de_name, 'description', v.de_description, 'criteria', v.de_criteria))
    as translations
from (
  values
  (
    'first-deal', 'creator', '{1}', 20,
    'First deal', 'Your first deal was released and paid.',
    'A milestone of a deal of yours was released.',
    'Erster Deal', 'Dein erster Deal wurde freigegeben und bezahlt.',
    'Ein Meilenstein eines deiner Deals wurde freigegeben.'
  ),
  (
    'deal-maker', 'creator', '{5,25,100}', 50,
    'Deal maker', 'One deal after another, each of them delivered.',
    '5, 25 and 100 milestones of deals of yours were released.',
    'Dealmaker', 'Ein Deal nach dem anderen, und jeder geliefert.',
    '5, 25 und 100 Meilensteine deiner Deals wurden freigegeben.'
  ),
  (
    'big-deal', 'creator', '{1}', 100,
    'Big deal', 'A brand trusted you with a large budget.',
    'A milestone of 1,000.00 or more (EUR, USD, GBP or CHF) was released.',
    'Großer Deal', 'Eine Marke hat dir ein großes Budget anvertraut.',
    'Ein Meilenstein über 1.000,00 oder mehr (EUR, USD, GBP oder CHF) wurde freigegeben.'
  ),
  (
    'many-brands', 'creator', '{3,10}', 50,
    'In demand', 'Different brands work with you.',
    'Deals with 3 and with 10 different brands were released.',
    'Gefragt', 'Verschiedene Marken arbeiten mit dir.',
    'Deals mit 3 und mit 10 verschiedenen Marken wurden freigegeben.'
  ),
  (
    'busy-month', 'creator', '{5}', 50,
    'Busy month', 'Five deals in a single month.',
    '5 milestones of deals of yours were released within one calendar month.',
    'Voller Monat', 'Fünf Deals in einem einzigen Monat.',
    '5 Meilensteine deiner Deals wurden in einem Kalendermonat freigegeben.'
  ),
  (
    'connected', 'creator', '{1,3,5}', 10,
    'Connected', 'Your accounts are where brands can find them.',
    'Accounts at 1, 3 and 5 different platforms were connected.',
    'Verbunden', 'Deine Konten sind dort, wo Marken sie finden.',
    'Konten bei 1, 3 und 5 verschiedenen Plattformen wurden verbunden.'
  ),
  (
    'reach', 'creator', '{1000,10000,100000,1000000}', 50,
    'Reach', 'More and more people follow you.',
    'A connected account has reached 1,000, 10,000, 100,000 and 1,000,000 followers.',
    'Reichweite', 'Immer mehr Menschen folgen dir.',
    'Ein verbundenes Konto hat 1.000, 10.000, 100.000 und 1.000.000 Follower erreicht.'
  ),
  (
    'survey-voice', 'creator', '{1,10,50}', 10,
    'Voice', 'You tell brands how it went.',
    '1, 10 and 50 surveys of campaigns were answered.',
    'Stimme', 'Du sagst Marken, wie es gelaufen ist.',
    '1, 10 und 50 Umfragen zu Kampagnen wurden beantwortet.'
  ),
  (
    'approved-work', 'creator', '{1,10,50,100}', 20,
    'Approved work', 'What you hand in is what brands hoped for.',
    '1, 10, 50 and 100 pieces of work for campaigns were approved.',
    'Abgenommen', 'Was du abgibst, ist, was Marken sich erhofft haben.',
    '1, 10, 50 und 100 Arbeiten für Kampagnen wurden abgenommen.'
  ),
  (
    'campaign-finisher', 'creator', '{1,5,25}', 30,
    'Finisher', 'You stay until a campaign is done.',
    '1, 5 and 25 campaigns were completed with your part done.',
    'Durchgezogen', 'Du bleibst, bis eine Kampagne fertig ist.',
    '1, 5 und 25 Kampagnen wurden mit deinem fertigen Beitrag abgeschlossen.'
  ),
  (
    'brand-first-deal', 'brand', '{1}', 20,
    'First deal paid', 'Your brand released its first deal.',
    'A milestone of a deal of your brand was released.',
    'Erster Deal bezahlt', 'Deine Marke hat ihren ersten Deal freigegeben.',
    'Ein Meilenstein eines Deals deiner Marke wurde freigegeben.'
  ),
  (
    'brand-deals', 'brand', '{10,50,200}', 50,
    'Trusted buyer', 'Creators know that your brand pays.',
    '10, 50 and 200 milestones of deals of your brand were released.',
    'Verlässlich', 'Creator wissen, dass deine Marke zahlt.',
    '10, 50 und 200 Meilensteine von Deals deiner Marke wurden freigegeben.'
  ),
  (
    'brand-big-deal', 'brand', '{1}', 100,
    'Big stage', 'Your brand put a large budget on one piece of work.',
    'A milestone of 5,000.00 or more (EUR, USD, GBP or CHF) was released.',
    'Große Bühne', 'Deine Marke hat auf eine Arbeit ein großes Budget gesetzt.',
    'Ein Meilenstein über 5.000,00 oder mehr (EUR, USD, GBP oder CHF) wurde freigegeben.'
  ),
  (
    'brand-platforms', 'brand', '{3}', 50,
    'On every stage', 'Your brand is seen on different platforms.',
    'Deals on 3 different platforms were released.',
    'Auf allen Bühnen', 'Deine Marke ist auf verschiedenen Plattformen zu sehen.',
    'Deals auf 3 verschiedenen Plattformen wurden freigegeben.'
  ),
  (
    'campaign-host', 'brand', '{1,5,25}', 30,
    'Campaign host', 'Your brand brings campaigns to their end.',
    '1, 5 and 25 campaigns of your brand were completed.',
    'Gastgeber', 'Deine Marke bringt Kampagnen zu Ende.',
    '1, 5 und 25 Kampagnen deiner Marke wurden abgeschlossen.'
  ),
  (
    'first-referral', 'agent', '{1}', 20,
    'First referral', 'Somebody whom you brought had a first deal.',
    'Somebody whom you brought was paid, or paid, for a first deal.',
    'Erste Empfehlung', 'Jemand, den du gebracht hast, hatte einen ersten Deal.',
    'Jemand, den du gebracht hast, wurde für einen ersten Deal bezahlt oder hat ihn bezahlt.'
  ),
  (
    'network', 'agent', '{10,50,200}', 100,
    'Network', 'People whom you brought do deals.',
    '10, 50 and 200 people whom you brought had a first deal.',
    'Netzwerk', 'Menschen, die du gebracht hast, machen Deals.',
    '10, 50 und 200 Menschen, die du gebracht hast, hatten einen ersten Deal.'
  ),
  (
    'busy-season', 'agent', '{5}', 50,
    'Harvest', 'Five active referrals in a single month.',
    '5 people whom you brought had their first deal within one calendar month.',
    'Ernte', 'Fünf aktive Empfehlungen in einem einzigen Monat.',
    '5 Menschen, die du gebracht hast, hatten in einem Kalendermonat ihren ersten Deal.'
  ),
  (
    'profile-complete', 'everybody', '{1}', 10,
    'All about you', 'Your profile says all that others look for.',
    'The profile was completed.',
    'Alles gesagt', 'Dein Profil sagt alles, wonach andere suchen.',
    'Das Profil wurde vervollständigt.'
  ),
  (
    'login-streak', 'everybody', '{7,30,100}', 20,
    'On fire', 'You come back, day after day.',
    'Signed in on 7, 30 and 100 days in a row.',
    'Feuer und Flamme', 'Du kommst wieder, Tag für Tag.',
    'An 7, 30 und 100 Tagen in Folge angemeldet.'
  )
) as v (key, audience, levels, points, name, description, criteria, de_name, de_description, de_criteria);
alter table achievements force row level security, enable trigger user;

-- migrate:down
set local lock_timeout = '3s';
alter table achievements no force row level security, disable trigger user;
delete from achievements
where key in (
  'first-deal', 'deal-maker', 'big-deal', 'many-brands', 'busy-month',
  'connected', 'reach', 'survey-voice', 'approved-work', 'campaign-finisher',
  'brand-first-deal', 'brand-deals', 'brand-big-deal', 'brand-platforms', 'campaign-host',
  'first-referral', 'network', 'busy-season', 'profile-complete', 'login-streak'
);
alter table achievements force row level security, enable trigger user;
alter table reward_programs no force row level security, disable trigger user;
delete from reward_programs
where id = '0193b6f0-0000-7000-8000-0000000000ac';
alter table reward_programs force row level security, enable trigger user;
