-- A delivery that waits has exactly one message to the worker, one whose fate is known has none, and no notification
-- goes out twice by one channel.
select d.id, d.status, count(o.id) as open_messages
from notification_deliveries as d
left join outbox as o on o.topic = 'notification.email' and o.processed_at is null
  and o.payload ->> 'delivery_id' = d.id::text
group by d.id, d.status having count(o.id) <> case d.status when 'pending' then 1 else 0 end
union all
select d.notification_id, d.channel, count(*)
from notification_deliveries as d group by d.notification_id, d.channel having count(*) > 1;
