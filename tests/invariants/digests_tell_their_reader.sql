-- What was held is told by a mail to the same reader, which tells for itself and is held no more.
select d.id, d.told_by
from notification_deliveries as d
inner join notifications as n on n.id = d.notification_id
inner join notification_deliveries as c on c.id = d.told_by
inner join notifications as o on o.id = c.notification_id
where n.user_id <> o.user_id or c.told_by is not null or c.status in ('held', 'digested');
