-- The customers behind a mark of the prediction page. `alive_band`: repeat buyers whose probability of still being a customer lies in
-- the tenth $of (0 to 9), or one-time buyers ($of is one_time). `clv`: those whose CLV is known, all or only the one_time or repeat
-- buyers among them ($of).
select prediction.customer_key as customer_key
from selected_customer
join selected_prediction as prediction on prediction.customer_key = selected_customer.customer_key
where (
    $who = 'alive_band'
    and $of = case
      when prediction.repeats = 0 then 'one_time'
      else reg_text(least(9, cast(floor(10 * prediction.p_alive) as integer)))
    end
  )
  or (
    $who = 'clv'
    and prediction.clv is not null
    and ($of = '' or $of = case when prediction.repeats = 0 then 'one_time' else 'repeat' end)
  )
