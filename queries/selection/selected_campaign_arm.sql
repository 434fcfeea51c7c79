-- The arms of each campaign, as far as region and store (home store), grade (when it started) and segment keep their customers:
-- how many, and sum and sum of squares of the margin of each in the window. For people who see only some stores, only what was
-- bought there counts. Sales channel and category do not apply.
with outcome as (
  select
    campaign_id,
    arm,
    store_key,
    grade,
    segment,
    customers,
    margin,
    margin_squares
  from campaign_outcome
  where reg_holds($scope, '*')
  union all
  select
    campaign_contact.campaign_id,
    campaign_contact.arm,
    campaign_contact.store_key,
    campaign_contact.grade,
    customer_value.segment,
    1,
    case when data_span.margin_rate is not null then coalesce(bought.margin, 0) end,
    case when data_span.margin_rate is not null then coalesce(bought.margin * bought.margin, 0) end
  from campaign_contact
  cross join data_span
  left join (
    select
      campaign_purchase.campaign_id as campaign_id,
      campaign_purchase.customer_key as customer_key,
      sum(
        reg_number(net_amount - uncosted_net_amount) - reg_number(coalesce(cost_amount, 0))
          + reg_number(uncosted_net_amount) * data_span.margin_rate
      ) as margin
    from campaign_purchase
    cross join data_span
    where store_key in (select store_key from selected_scope)
    group by campaign_purchase.campaign_id, campaign_purchase.customer_key
  ) as bought
    on bought.campaign_id = campaign_contact.campaign_id
    and bought.customer_key = campaign_contact.customer_key
  left join customer_value on customer_value.customer_key = campaign_contact.customer_key
  where not reg_holds($scope, '*')
)
select
  campaign_id,
  arm,
  reg_count(sum(customers)) as customers,
  sum(margin) as margin,
  sum(margin_squares) as margin_squares
from outcome
where (
    store_key in (select store_key from selected_store)
    or (store_key is null and reg_holds($scope, '*') and reg_empty($region) and reg_empty($store))
  )
  and (reg_empty($grade) or reg_holds($grade, grade))
  and (reg_empty($segment) or reg_holds($segment, segment))
group by campaign_id, arm
