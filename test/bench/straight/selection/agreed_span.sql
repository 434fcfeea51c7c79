-- From when to before when customers agreed to be reached on a channel; an entry for any channel speaks for all of theirs.
select customer_id, channel, starts_on, ends_before
from (
  select
    customer_id,
    channel,
    granted,
    day as starts_on,
    lead(day) over (partition by customer_id, channel order by "at", granted) as ends_before
  from (
    select
      subject.customer_id as customer_id,
      subject.channel as channel,
      consents."at" as "at",
      consents.day as day,
      consents.granted as granted,
      lag(consents.granted) over (partition by subject.customer_id, subject.channel order by consents."at", consents.granted) as was_granted
    from (select distinct customer_id, channel from consents) as subject
    join consents on consents.customer_id = subject.customer_id and consents.channel in (subject.channel, 'any')
  ) as said
  where was_granted is distinct from granted
) as changed
where granted
