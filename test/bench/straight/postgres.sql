-- What the straightforward SQL takes from the product's macros, as PostgreSQL spells it.
create function reg_month(day date) returns date language sql immutable as
  $$select cast(date_trunc('month', cast(day as timestamp)) as date)$$;
create function reg_add_months(day date, months integer) returns date language sql immutable as
  $$select cast(day + make_interval(months => months) as date)$$;
create function reg_bucket(grain text, day date, first_day date) returns date language sql immutable as
  $$select case grain when 'total' then first_day when 'day' then day else cast(date_trunc(grain, cast(day as timestamp)) as date) end$$;
create function reg_money(amount numeric) returns numeric(18, 4) language sql immutable as
  $$select cast(amount as numeric(18, 4))$$;
create function reg_count(whole numeric) returns bigint language sql immutable as
  $$select cast(whole as bigint)$$;
create function reg_number(any_number double precision) returns double precision language sql immutable as
  $$select any_number$$;
create function reg_cost(quantity double precision, unit_cost numeric) returns numeric(18, 4) language sql immutable as
  $$select cast(quantity * cast(unit_cost as double precision) as numeric(18, 4))$$;
create function reg_ratio(part double precision, whole double precision) returns double precision language sql immutable as
  $$select case when whole <> 0 then part / whole end$$;
create function reg_growth(value double precision, base double precision) returns double precision language sql immutable as
  $$select case when base > 0 then (value - base) / base end$$;
create function reg_day(at timestamp) returns date language sql immutable as
  $$select cast(at at time zone 'UTC' at time zone 'Asia/Shanghai' as date)$$;
create function reg_masked(words text) returns text language sql immutable as
  $$select trim(regexp_replace(regexp_replace(regexp_replace(words,
    '[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+[.][a-zA-Z]{2,}', '•••', 'g'),
    '(?:微信|wechat|weixin|vx|wx|qq)[号是为:： ]{1,4}[a-z0-9_-]{5,}', '•••', 'gi'),
    '[0-9０-９](?:[ -]?[0-9０-９]){6,}[xX]?', '•••', 'g'))$$;
create function reg_wilson_half(hits double precision, n double precision) returns double precision language sql immutable as
  $$select 1.959963984540054 * sqrt(hits * (n - hits) / n + 0.9603647051735376) / (n + 3.8414588206941503)$$;
create function reg_wilson_low(hits double precision, n double precision) returns double precision language sql immutable as
  $$select case when hits = 0 and n > 0 then 0 when n > 0 then (hits + 1.9207294103470752) / (n + 3.8414588206941503) - reg_wilson_half(hits, n) end$$;
create function reg_wilson_high(hits double precision, n double precision) returns double precision language sql immutable as
  $$select case when hits = n and n > 0 then 1 when n > 0 then (hits + 1.9207294103470752) / (n + 3.8414588206941503) + reg_wilson_half(hits, n) end$$;
create function reg_nps(promoters double precision, detractors double precision, n double precision) returns double precision language sql immutable as
  $$select 100 * reg_ratio(promoters - detractors, n)$$;
create function reg_nps_half(promoters double precision, detractors double precision, n double precision) returns double precision language sql immutable as
  $$select 1.959963984540054 * sqrt(((promoters + detractors + 1.5) / (n + 3) - power((promoters - detractors) / (n + 3), 2)) / (n + 3))$$;
create function reg_nps_low(promoters double precision, detractors double precision, n double precision) returns double precision language sql immutable as
  $$select case when n > 0 then 100 * greatest(-1, (promoters - detractors) / (n + 3) - reg_nps_half(promoters, detractors, n)) end$$;
create function reg_nps_high(promoters double precision, detractors double precision, n double precision) returns double precision language sql immutable as
  $$select case when n > 0 then 100 * least(1, (promoters - detractors) / (n + 3) + reg_nps_half(promoters, detractors, n)) end$$;
create function reg_t_975(freedom double precision) returns double precision language sql immutable as
  $$select case freedom when 1 then 12.706204736174694 when 2 then 4.302652729749462 when 3 then 3.182446305283708
    when 4 then 2.776445105197793 else 1.959963984540054 + 2.3722712 / freedom + 2.8224986 / power(freedom, 2)
    + 2.5558497 / power(freedom, 3) + 1.5894 / power(freedom, 4) end$$;

create index on purchases (day);
create index on purchases (customer_id, day);
create index on purchases (order_id) where kind = 'cancel';
create index on grades (customer_id, effective_on);
create index on purchases (order_id);
create index on customer_segments (segment, customer_id);
create index on customer_segments (customer_id);
create index on customers (customer_id);
create index on prediction (customer_id);
create index on campaign_contacts (campaign_id, customer_id);
create index on consents (customer_id);
create index on service_contacts (contacted_on);
create index on points (day);
create index on points (customer_id);
create index on complaint_events (complaint_id);
create index on survey_items (survey_id);
create index on survey_groups (survey_id);
create index on surveys (survey_id);
create index on surveys (answered_on);
create index on surveys (invited_on);
create index on complaints (received_on);
vacuum (analyze);
