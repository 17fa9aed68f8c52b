-- SPDX-License-Identifier: EUPL-1.2
-- What people asked for in the two years before a day: whoever comes next is taken to be like them.
with
desk_areas as (select desk, any_value(area) as area from desks group by desk),
registered as (
    select person, arg_max(area, date) as area
    from registrations join desk_areas using (desk)
    where date <= $day
    group by person
)
select
    area, profile, level, municipality, centre,
    coalesce(
        list_sum([1 << (list_position($parts, p) - 1) for p in list_distinct(dayparts)]), 0
    )::bigint as dayparts
from demands join registered using (person)
where since <= $day and since > $day - interval 2 year
order by demand
