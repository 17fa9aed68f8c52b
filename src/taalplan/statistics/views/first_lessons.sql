-- SPDX-License-Identifier: EUPL-1.2
-- One row for each person, at their first registration: how long until the first lessons of a
-- course in which they were enrolled? Who registered too recently to be followed for the whole
-- time says nothing yet, also when they did begin.
with registered as (
    select
        person,
        min(date) as registered,
        arg_min(desk, date) as desk,
        arg_min(target_group, date) as target_group,
        arg_min(municipality, date) as municipality
    from registrations
    where kind = 'first'
    group by person
),
lessons as (
    select distinct placements.person, courses.start
    from placements
    join courses using (course)
    where placements.status = 'enrolled' and courses.status <> 'cancelled'
),
began as (
    select registered.person, min(lessons.start) as start
    from registered
    join lessons on lessons.person = registered.person and lessons.start >= registered.registered
    group by registered.person
)
select
    registered.person,
    registered,
    desk,
    target_group,
    municipality,
    case
        when registered + to_months(cast($first_lesson_months as integer)) > $as_of
            then 'too_recent'
        when start <= registered + interval 1 month then 'month_1'
        when start <= registered + interval 2 month then 'month_2'
        when start <= registered + interval 3 month then 'month_3'
        when start <= registered + to_months(cast($first_lesson_months as integer)) then 'month_6'
        else 'later'
    end as waited
from registered
left join began using (person)
