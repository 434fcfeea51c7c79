-- What the dialects spell differently, ClickHouse's side. macros.duckdb.sql holds the same names.
-- {{time_zone}} is replaced by the chain's zone when a snapshot is built.

create or replace function reg_day as (instant) -> toDate32(toTimeZone(instant, '{{time_zone}}'));
create or replace function reg_quarter_hour as (instant) -> toStartOfFifteenMinutes(instant);
create or replace function reg_date as (year_month_day) -> toDate32(year_month_day);
create or replace function reg_try_date as (year_month_day) ->
  if(toString(toDate32OrNull(year_month_day)) = year_month_day, toDate32OrNull(year_month_day), null);
create or replace function reg_month as (day) -> toDate32(toStartOfMonth(day));
create or replace function reg_in_build as (day) -> true;
create or replace function reg_add_months as (day, months) -> addMonths(day, months);
create or replace function reg_bucket as (grain, day, first_day) -> case grain
    when 'day' then day
    when 'week' then toDate32(toMonday(day))
    when 'month' then toDate32(toStartOfMonth(day))
    when 'quarter' then toDate32(toStartOfQuarter(day))
    else first_day
  end;

create or replace function reg_money as (amount) -> cast(amount, 'Nullable(Decimal(18, 4))');
create or replace function reg_count as (whole) -> cast(whole, 'Nullable(Int64)');
create or replace function reg_number as (any_number) -> cast(any_number, 'Nullable(Float64)');
create or replace function reg_flag as (truth) -> cast(truth, 'Nullable(Bool)');
create or replace function reg_text as (anything) -> cast(anything, 'Nullable(String)');
create or replace function reg_cost as (quantity, unit_cost) -> cast(
    toInt64(quantity * toFloat64(unit_cost) * 10000 + if(quantity < 0, -0.5, 0.5)) / toDecimal64(10000, 4),
    'Nullable(Decimal(18, 4))'
  );
create or replace function reg_order_key as (order_id) -> cityHash64(order_id);
create or replace function reg_survey_key as (survey_id) -> cityHash64(survey_id);
create or replace function reg_line_key as (customer_id, store_id, ordered_at, product_id, quantity, net_amount) ->
  cityHash64(toString(tuple(customer_id, store_id, ordered_at, product_id, quantity, net_amount)));

-- A number below 2^32 that is even over ids, and the same on both engines.
create or replace function reg_digest as (id) -> toInt64(reinterpretAsUInt32(reverse(substring(MD5(id), 1, 4))));

-- Days as whole weeks where histories are rounded; silence counts by days up to 56.
create or replace function reg_whole_weeks as (days) -> reg_count(7 * floor((days + 3) / 7.0e0));
create or replace function reg_age as (days, is_rounded) -> case when is_rounded then reg_whole_weeks(days) else days end;
create or replace function reg_silence as (days, is_rounded) ->
  case when is_rounded and days >= 56 then reg_whole_weeks(days) else days end;
-- Age and recency of a history; whoever has come back is a day old at least, as is the last purchase.
create or replace function reg_told_age as (repeats, age_days, is_rounded) ->
  case when repeats = 0 then reg_age(age_days, is_rounded) else greatest(1, reg_age(age_days, is_rounded)) end;
create or replace function reg_told_recency as (repeats, recency_days, age_days, is_rounded) ->
  case when repeats = 0 then 0
    else greatest(1, reg_age(age_days, is_rounded) - reg_silence(age_days - recency_days, is_rounded)) end;

-- Strata of people alike: days since the last purchase up to 30, 90, 180, more; orders 1, 2, 3–4, 5–8, 9–16, more; an amount below a
-- quarter, a half, once, twice the mean of the treated, or more.
create or replace function reg_recency_band as (days) ->
  case when days <= 30 then 1 when days <= 90 then 2 when days <= 180 then 3 else 4 end;
create or replace function reg_order_band as (orders) ->
  case when orders <= 2 then orders when orders <= 4 then 3 when orders <= 8 then 4 when orders <= 16 then 5 else 6 end;
create or replace function reg_spend_band as (amount, total, people) -> case
    when 4 * amount * people < total then 1
    when 2 * amount * people < total then 2
    when amount * people < total then 3
    when amount * people < 2 * total then 4
    else 5
  end;

-- Made unreadable: e-mail addresses, account names that are introduced as such, and runs of seven digits or more
-- (telephones, identity cards, orders).
create or replace function reg_masked as (words) -> trimBoth(replaceRegexpAll(
    replaceRegexpAll(
      replaceRegexpAll(words, '[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+[.][a-zA-Z]{2,}', '•••'),
      '(?i)(?:微信|wechat|weixin|vx|wx|qq)[号是为:： ]{1,4}[a-z0-9_-]{5,}', '•••'
    ),
    '[0-9０-９](?:[ -]?[0-9０-９]){6,}[xX]?', '•••'
  ));
create or replace function reg_mentions as (words, search) -> position(lowerUTF8(words), lowerUTF8(search)) > 0;

create or replace function reg_empty as (list) -> empty(list);
-- It names one member, to be kept.
create or replace function reg_alone as (list) -> length(list) = 1 and not startsWith(list[1], '!');
-- A list names what is kept, or with a leading ! what is left out; reg_open: it names nothing that alone is kept.
create or replace function reg_open as (list) -> not arrayExists(one -> not startsWith(one, '!'), list);
create or replace function reg_holds as (list, member) ->
  (coalesce(has(list, member), false) or (notEmpty(list) and reg_open(list)))
  and not coalesce(has(list, concat('!', member)), false);
create or replace function reg_unfiltered as (region, store, channel, category, grade) ->
  reg_empty(region) and reg_empty(store) and reg_empty(channel) and reg_empty(category) and reg_empty(grade);
-- Steps between purchase days tell of them: where nothing is filtered, or one region and nothing else for who sees every store.
create or replace function reg_stepped as (region, store, channel, category, grade, segment, scope) ->
  reg_unfiltered(region, store, channel, category, grade)
  or (reg_alone(region) and reg_unfiltered(store, channel, category, grade, segment) and reg_holds(scope, '*'));

create or replace function reg_median as (x) -> quantileExactInclusive(0.5)(x);
create or replace function reg_latest as (x, day, id) -> argMax(x, (day, id));
create or replace function reg_narrowed as (condition) -> true;
create or replace function reg_ratio as (part, whole) ->
  case when whole <> 0 then toFloat64(part) / toFloat64(whole) end;
create or replace function reg_growth as (value, base) ->
  case when base > 0 then (toFloat64(value) - toFloat64(base)) / toFloat64(base) end;
create or replace function reg_wilson_middle as (hits, n) -> (hits + 1.9207294103470752) / (n + 3.8414588206941503);
create or replace function reg_wilson_half as (hits, n) ->
  1.959963984540054 * sqrt(hits * (n - hits) / n + 0.9603647051735376) / (n + 3.8414588206941503);
create or replace function reg_wilson_low as (hits, n) -> case
    when hits = 0 and n > 0 then 0.0
    when n > 0 then reg_wilson_middle(toFloat64(hits), toFloat64(n)) - reg_wilson_half(toFloat64(hits), toFloat64(n))
  end;
create or replace function reg_wilson_high as (hits, n) -> case
    when hits = n and n > 0 then 1.0
    when n > 0 then reg_wilson_middle(toFloat64(hits), toFloat64(n)) + reg_wilson_half(toFloat64(hits), toFloat64(n))
  end;

create or replace function reg_nps as (promoters, detractors, n) ->
  100 * reg_ratio(toFloat64(promoters) - toFloat64(detractors), n);
create or replace function reg_nps_middle as (promoters, detractors, n) -> (promoters - detractors) / (n + 3);
create or replace function reg_nps_half as (promoters, detractors, n) ->
  1.959963984540054 * sqrt(
    ((promoters + detractors + 1.5) / (n + 3) - power((promoters - detractors) / (n + 3), 2)) / (n + 3)
  );
create or replace function reg_nps_low as (promoters, detractors, n) -> case when n > 0 then
    100 * greatest(-1.0, reg_nps_middle(toFloat64(promoters), toFloat64(detractors), toFloat64(n)) - reg_nps_half(toFloat64(promoters), toFloat64(detractors), toFloat64(n)))
  end;
create or replace function reg_nps_high as (promoters, detractors, n) -> case when n > 0 then
    100 * least(1.0, reg_nps_middle(toFloat64(promoters), toFloat64(detractors), toFloat64(n)) + reg_nps_half(toFloat64(promoters), toFloat64(detractors), toFloat64(n)))
  end;

-- Interpolated between the two values beside the position (type 7 of Hyndman and Fan).
create or replace function reg_quantile as (amount, share) -> quantileExactInclusive(share)(toFloat64(amount));
-- The same at a fifth, two, three and four fifths, and how many of four limits are exceeded, or exceeded by one or more.
create or replace function reg_quantiles as (amount) -> quantilesExactInclusive(0.2, 0.4, 0.6, 0.8)(toFloat64(amount));
create or replace function reg_exceeded as (value, first, second, third, fourth) ->
  toInt32(value > first) + toInt32(value > second) + toInt32(value > third) + toInt32(value > fourth);
create or replace function reg_reached as (value, first, second, third, fourth) ->
  toInt32(value >= first + 1) + toInt32(value >= second + 1) + toInt32(value >= third + 1) + toInt32(value >= fourth + 1);
-- One to five: the fifth that a position falls in when the gaps between n positions are cut evenly, each cut with the fifth below it.
create or replace function reg_fifth as (before, n) ->
  case when before = 0 then 1.0 else ceil(5 * toFloat64(before) / (n - 1)) end;
-- How many of the last n positions up to `last` lie beyond `start`, in part where it cuts through one.
create or replace function reg_beyond as (last, n, start) ->
  toFloat64(last) - greatest(toFloat64(last - n), least(toFloat64(last), toFloat64(start)));
-- The least value that at least this share of the values do not exceed.
create or replace function reg_at_share as (amount, share) -> arrayElement(
    arraySort(groupArray(toFloat64(amount))),
    toUInt64(ceil(count() * toFloat64(share) - 0.000001))
  );
-- The same at a fifth, two, three and four fifths.
create or replace function reg_fifths as (amount) -> [
    reg_at_share(amount, 0.2), reg_at_share(amount, 0.4), reg_at_share(amount, 0.6), reg_at_share(amount, 0.8)
  ];
-- The same at a tenth, a quarter, a half, three quarters and nine tenths.
create or replace function reg_spread as (amount) -> [
    reg_at_share(amount, 0.1), reg_at_share(amount, 0.25), reg_at_share(amount, 0.5), reg_at_share(amount, 0.75),
    reg_at_share(amount, 0.9)
  ];
-- 97.5 % quantile of Student's t: exact up to 4 degrees of freedom, from 5 on the expansion of Cornish and Fisher, off by less than 0.0003.
create or replace function reg_t_975 as (freedom) ->
  case freedom
    when 1 then 12.706204736174694
    when 2 then 4.302652729749462
    when 3 then 3.182446305283708
    when 4 then 2.776445105197793
    else 1.959963984540054 + 2.3722712 / freedom + 2.8224986 / power(freedom, 2) + 2.5558497 / power(freedom, 3)
      + 1.5894 / power(freedom, 4)
  end;
