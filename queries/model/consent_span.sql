-- From when to before when a customer agreed to be reached on a channel; ends_before is the day of the withdrawal, null while it holds.
-- An entry for the channel `any` speaks for every channel of the customer.
with entry as (
  select
    customer_key.customer_key as customer_key,
    consents.channel as channel,
    consents."at" as "at",
    consents.granted as granted
  from consents
  join customer_key on customer_key.customer_id = consents.customer_id
  where customer_key.customer_key in (select customer_key from customer_in_build)
),
stated as (
  select
    subject.customer_key as customer_key,
    subject.channel as channel,
    entry."at" as "at",
    entry.granted as granted
  from (select distinct customer_key, channel from entry) as subject
  join entry on entry.customer_key = subject.customer_key
  where entry.channel = subject.channel or entry.channel = 'any'
),
followed as (
  select
    customer_key,
    channel,
    "at",
    granted,
    lag(nullif(granted, null)) over (partition by customer_key, channel order by "at", granted) as was_granted
  from stated
),
changed as (
  select
    customer_key,
    channel,
    granted,
    reg_day("at") as starts_on,
    lead(nullif(reg_day("at"), null)) over (partition by customer_key, channel order by "at", granted) as ends_before
  from followed
  where was_granted is null or was_granted <> granted
)
select
  customer_key,
  channel,
  starts_on,
  ends_before
from changed
where granted
