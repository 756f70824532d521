-- migrate:up
set local lock_timeout = '3s';

-- The page's table of laws as rows. What is not here is share_only as well, without a reason: nobody has looked.
alter table invite_policies no force row level security, disable trigger user;
insert into invite_policies (country, email, sms, note) values
('US', 'allowed', 'opted_in', 'CAN-SPAM Act: says whom it is from, a postal address, one way out; TCPA: text messages after consent only.'),
('CA', 'one_message', 'share_only', 'CASL: one message by referral, which names the referrer and how they know each other.'),
('AU', 'share_only', 'share_only', 'Spam Act 2003: consent before the message.'),
('BR', 'share_only', 'share_only', 'LGPD: a legal basis towards the recipient, which a third party cannot give.'),
('CH', 'share_only', 'share_only', 'UWG article 3 (1) o: consent before the message.'),
('GB', 'share_only', 'share_only', 'PECR regulation 22: consent before the message; CAP code: no incentive for data of friends.'),
('IL', 'share_only', 'share_only', 'Communications Law section 30A: consent before the message.'),
('JP', 'share_only', 'share_only', 'Act on specified electronic mail: consent before the message.'),
('KR', 'share_only', 'share_only', 'Network Act article 50: consent before the message.'),
('NZ', 'share_only', 'share_only', 'Unsolicited Electronic Messages Act 2007: consent before the message.'),
('TR', 'share_only', 'share_only', 'Law 6563: consent before the message.'),
('ZA', 'share_only', 'share_only', 'POPIA section 69: consent before the message.');
insert into invite_policies (country, email, note)
select
  c.country,
  'share_only' as email,
  case c.country
    when 'DE' then 'Federal Court of Justice, I ZR 208/12: a mail that a site sends for a friend is its advertising without consent.'
    when 'AT' then 'TKG 2021 section 174: consent before the message.'
    else 'Directive 2002/58/EC article 13: consent before the message.'
  end as note
from unnest(string_to_array(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK', ' '
)) as c (country);
alter table invite_policies force row level security, enable trigger user;

-- migrate:down
set local lock_timeout = '3s';
alter table invite_policies no force row level security, disable trigger user;
delete from invite_policies;
alter table invite_policies force row level security, enable trigger user;
