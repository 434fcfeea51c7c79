/** Which members a change concerns, in SQL over what it touches (`touched_…`), the members found before, and the marts as they were. */

/** The first day of the months that something changed in: whatever is known of days before stands. */
export const firstChange = '(select min(month) from touched_month)'

export const customersOf = (in_build: string) =>
  `customer_key in (select customer_key from ${in_build} union all from customer_gone)`

export const customers = `select customer_key from main.customer_key
  where customer_id in (select customer_id from touched_customer)`

/** Of the surveys of customers in build, those since the first changed month: what customers did later says nothing of them. */
export const surveys = `select survey_id from touched_survey
  union select survey_id from surveys where order_id in (select order_id from touched_order)
  union select survey_id from main.survey_response
   where ${customersOf('customer_in_build')} and coalesce(answered_on, invited_on) >= ${firstChange}`

/** Likewise; also complaints still open, which may not be any more on a later day (on an earlier one, when it `may_go_back`). */
export const complaints = (may_go_back: boolean) => `select complaint_id from touched_complaint
  union select complaint_id from complaints where order_id in (select order_id from touched_order)
  union select complaint_id from main.complaint_case
   where ${may_go_back ? 'responded_on is null' : 'is_responded_in_time is null'}
      or (${customersOf('customer_in_build')} and received_on >= ${firstChange})`

const among = 'complaint_id in (select complaint_id from some_complaint)'

/** These (`some_complaint`), and all of every customer who has one among them. */
export const complaintsOfTheirCustomers = `select complaint_id from some_complaint
  union select complaint_id from main.complaint_case where customer_key in (
    select customer_key from main.complaint_case where ${among}
    union select customer_key from main.purchase_order where order_key in (
      select reg_order_key(order_id) from complaints where order_id is not null and ${among}))`

const moved = (how: string) => `was_customer as was ${how} join now_customer as now using (customer_key)
  where was.home_store_key is distinct from now.home_store_key`

/** All customers in build, or while every campaign had ended before the first change, those with another home store. */
export const contacts = ({ all, has_moved }: { all: boolean; has_moved: boolean }) =>
  `select customer_key from customer_in_build
    where ${all} or exists (select 1 from main.campaign where window_ends_on >= ${firstChange})
   ${has_moved ? `union select customer_key from ${moved('full')}` : ''}`

/** Campaigns in build, those in whose time, or the twelve months before, something changed, and all when a customer has moved. */
export const peers = ({ has_moved }: { has_moved: boolean }) =>
  `select campaign_id from campaign_in_build
   union select campaign_id from main.campaign join touched_month
     on touched_month.month + interval 1 month > reg_add_months(campaign.starts_on, -12)
     and touched_month.month <= campaign.window_ends_on
   ${has_moved ? `union select campaign_id from main.campaign where exists (select 1 from ${moved('')} and was.home_store_key is not null)` : ''}`
