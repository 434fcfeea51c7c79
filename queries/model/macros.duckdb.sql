-- What the dialects spell differently, DuckDB's side. macros.clickhouse.sql holds the same names.
-- {{time_zone}} is replaced by the chain's zone when a snapshot is built.

create or replace macro reg_day(instant) as cast(timezone('{{time_zone}}', timezone('UTC', instant)) as date);
create or replace macro reg_quarter_hour(instant) as time_bucket(interval 15 minutes, instant);
create or replace macro reg_date(year_month_day) as cast(year_month_day as date);
create or replace macro reg_try_date(year_month_day) as try_cast(year_month_day as date);
create or replace macro reg_month(day) as cast(date_trunc('month', day) as date);
-- The builder narrows it to the months that it builds.
create or replace macro reg_in_build(day) as true;
create or replace macro reg_add_months(day, months) as cast(day + to_months(cast(months as integer)) as date);
create or replace macro reg_bucket(grain, day, first_day) as case grain
    when 'day' then day
    when 'week' then cast(date_trunc('week', day) as date)
    when 'month' then cast(date_trunc('month', day) as date)
    when 'quarter' then cast(date_trunc('quarter', day) as date)
    else first_day
  end;

create or replace macro reg_money(amount) as cast(amount as decimal(18, 4));
create or replace macro reg_count(whole) as cast(whole as bigint);
create or replace macro reg_number(any_number) as cast(any_number as double);
create or replace macro reg_flag(truth) as cast(truth as boolean);
create or replace macro reg_text(anything) as cast(anything as varchar);
create or replace macro reg_cost(quantity, unit_cost) as cast(quantity * cast(unit_cost as double) as decimal(18, 4));
-- hash() may give other values in another version of DuckDB (now 1.5.6-r.1); this line makes that another model, built anew.
create or replace macro reg_order_key(order_id) as hash(order_id);
create or replace macro reg_survey_key(survey_id) as hash(survey_id);
create or replace macro reg_line_key(customer_id, store_id, ordered_at, product_id, quantity, net_amount) as
  hash(customer_id, store_id, ordered_at, product_id, quantity, net_amount);

-- A number below 2^32 that is even over ids, and the same on both engines.
create or replace macro reg_digest(id) as cast(concat('0x', left(md5(id), 8)) as bigint);

-- Days as whole weeks where histories are rounded; silence counts by days up to 56.
create or replace macro reg_whole_weeks(days) as reg_count(7 * floor((days + 3) / 7.0e0));
create or replace macro reg_age(days, is_rounded) as case when is_rounded then reg_whole_weeks(days) else days end;
create or replace macro reg_silence(days, is_rounded) as
  case when is_rounded and days >= 56 then reg_whole_weeks(days) else days end;
-- Age and recency of a history; whoever has come back is a day old at least, as is the last purchase.
create or replace macro reg_told_age(repeats, age_days, is_rounded) as
  case when repeats = 0 then reg_age(age_days, is_rounded) else greatest(1, reg_age(age_days, is_rounded)) end;
create or replace macro reg_told_recency(repeats, recency_days, age_days, is_rounded) as
  case when repeats = 0 then 0
    else greatest(1, reg_age(age_days, is_rounded) - reg_silence(age_days - recency_days, is_rounded)) end;

-- Strata of people alike: days since the last purchase up to 30, 90, 180, more; orders 1, 2, 3–4, 5–8, 9–16, more; an amount below a
-- quarter, a half, once, twice the mean of the treated, or more.
create or replace macro reg_recency_band(days) as
  case when days <= 30 then 1 when days <= 90 then 2 when days <= 180 then 3 else 4 end;
create or replace macro reg_order_band(orders) as
  case when orders <= 2 then orders when orders <= 4 then 3 when orders <= 8 then 4 when orders <= 16 then 5 else 6 end;
create or replace macro reg_spend_band(amount, total, people) as case
    when 4 * amount * people < total then 1
    when 2 * amount * people < total then 2
    when amount * people < total then 3
    when amount * people < 2 * total then 4
    else 5
  end;

-- Made unreadable: e-mail addresses, account names that are introduced as such, and runs of seven digits or more
-- (telephones, identity cards, orders).
create or replace macro reg_masked(words) as trim(regexp_replace(
    regexp_replace(
      regexp_replace(words, '[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+[.][a-zA-Z]{2,}', '•••', 'g'),
      '(?i)(?:微信|wechat|weixin|vx|wx|qq)[号是为:： ]{1,4}[a-z0-9_-]{5,}', '•••', 'g'
    ),
    '[0-9０-９](?:[ -]?[0-9０-９]){6,}[xX]?', '•••', 'g'
  ));
create or replace macro reg_mentions(words, search) as contains(lower(words), lower(search));

create or replace macro reg_empty(list) as len(list) = 0;
-- It names one member, to be kept.
create or replace macro reg_alone(list) as len(list) = 1 and not starts_with(list[1], '!');
-- A list names what is kept, or with a leading ! what is left out; reg_open: it names nothing that alone is kept.
create or replace macro reg_open(list) as len(list_filter(list, lambda one: not starts_with(one, '!'))) = 0;
create or replace macro reg_holds(list, member) as
  (coalesce(list_contains(list, member), false) or (len(list) > 0 and reg_open(list)))
  and (
    len(list_filter(list, lambda one: starts_with(one, '!'))) = 0
    or not coalesce(list_contains(list, concat('!', member)), false)
  );
create or replace macro reg_unfiltered(region, store, channel, category, grade) as
  reg_empty(region) and reg_empty(store) and reg_empty(channel) and reg_empty(category) and reg_empty(grade);
-- Steps between purchase days tell of them: where nothing is filtered, or one region and nothing else for who sees every store.
create or replace macro reg_stepped(region, store, channel, category, grade, segment, scope) as
  reg_unfiltered(region, store, channel, category, grade)
  or (reg_alone(region) and reg_unfiltered(store, channel, category, grade, segment) and reg_holds(scope, '*'));

create or replace macro reg_median(x) as median(x);
create or replace macro reg_latest(x, day, id) as arg_max(x, row(day, id));
-- Holds of every row that is looked for, and lets DuckDB read fewer of the others; ClickHouse, which works out a common table
-- expression wherever it is named, does without.
create or replace macro reg_narrowed(condition) as condition;
create or replace macro reg_ratio(part, whole) as
  case when whole <> 0 then cast(part as double) / cast(whole as double) end;
create or replace macro reg_growth(value, base) as
  case when base > 0 then (cast(value as double) - cast(base as double)) / cast(base as double) end;
create or replace macro reg_wilson_middle(hits, n) as (hits + 1.9207294103470752) / (n + 3.8414588206941503);
create or replace macro reg_wilson_half(hits, n) as
  1.959963984540054 * sqrt(hits * (n - hits) / n + 0.9603647051735376) / (n + 3.8414588206941503);
create or replace macro reg_wilson_low(hits, n) as case
    when hits = 0 and n > 0 then 0.0
    when n > 0 then reg_wilson_middle(cast(hits as double), cast(n as double)) - reg_wilson_half(cast(hits as double), cast(n as double))
  end;
create or replace macro reg_wilson_high(hits, n) as case
    when hits = n and n > 0 then 1.0
    when n > 0 then reg_wilson_middle(cast(hits as double), cast(n as double)) + reg_wilson_half(cast(hits as double), cast(n as double))
  end;

create or replace macro reg_nps(promoters, detractors, n) as
  100 * reg_ratio(cast(promoters as double) - cast(detractors as double), n);
create or replace macro reg_nps_middle(promoters, detractors, n) as (promoters - detractors) / (n + 3);
create or replace macro reg_nps_half(promoters, detractors, n) as
  1.959963984540054 * sqrt(
    ((promoters + detractors + 1.5) / (n + 3) - power((promoters - detractors) / (n + 3), 2)) / (n + 3)
  );
create or replace macro reg_nps_low(promoters, detractors, n) as case when n > 0 then
    100 * greatest(-1.0, reg_nps_middle(cast(promoters as double), cast(detractors as double), cast(n as double)) - reg_nps_half(cast(promoters as double), cast(detractors as double), cast(n as double)))
  end;
create or replace macro reg_nps_high(promoters, detractors, n) as case when n > 0 then
    100 * least(1.0, reg_nps_middle(cast(promoters as double), cast(detractors as double), cast(n as double)) + reg_nps_half(cast(promoters as double), cast(detractors as double), cast(n as double)))
  end;

-- Interpolated between the two values beside the position (type 7 of Hyndman and Fan).
create or replace macro reg_quantile(amount, share) as quantile_cont(cast(amount as double), share);
-- The same at a fifth, two, three and four fifths, and how many of four limits are exceeded, or exceeded by one or more.
create or replace macro reg_quantiles(amount) as quantile_cont(cast(amount as double), [0.2, 0.4, 0.6, 0.8]);
create or replace macro reg_exceeded(value, first, second, third, fourth) as
  cast(value > first as integer) + cast(value > second as integer) + cast(value > third as integer) + cast(value > fourth as integer);
create or replace macro reg_reached(value, first, second, third, fourth) as
  cast(value >= first + 1 as integer) + cast(value >= second + 1 as integer) + cast(value >= third + 1 as integer)
    + cast(value >= fourth + 1 as integer);
-- One to five: the fifth that a position falls in when the gaps between n positions are cut evenly, each cut with the fifth below it.
create or replace macro reg_fifth(before, n) as
  case when before = 0 then 1.0 else ceil(5 * cast(before as double) / (n - 1)) end;
-- How many of the last n positions up to `last` lie beyond `start`, in part where it cuts through one.
create or replace macro reg_beyond(last, n, start) as
  cast(last as double) - greatest(cast(last - n as double), least(cast(last as double), cast(start as double)));
-- The least value that at least this share of the values do not exceed.
create or replace macro reg_at_share(amount, share) as cast(quantile_disc(amount, share) as double);
-- The same at a fifth, two, three and four fifths.
create or replace macro reg_fifths(amount) as cast(quantile_disc(amount, [0.2, 0.4, 0.6, 0.8]) as double[]);
-- The same at a tenth, a quarter, a half, three quarters and nine tenths.
create or replace macro reg_spread(amount) as cast(quantile_disc(amount, [0.1, 0.25, 0.5, 0.75, 0.9]) as double[]);
-- 97.5 % quantile of Student's t: exact up to 4 degrees of freedom, from 5 on the expansion of Cornish and Fisher, off by less than 0.0003.
create or replace macro reg_t_975(freedom) as
  case freedom
    when 1 then 12.706204736174694
    when 2 then 4.302652729749462
    when 3 then 3.182446305283708
    when 4 then 2.776445105197793
    else 1.959963984540054 + 2.3722712 / freedom + 2.8224986 / power(freedom, 2) + 2.5558497 / power(freedom, 3)
      + 1.5894 / power(freedom, 4)
  end;
