-- SPDX-License-Identifier: EUPL-1.2
-- Every entry that was on a waiting list at the end of a day, with what was known of it then.
with
listed as (
    select *
    from demands
    where since <= $day and (ended is null or ended > $day)
),
-- The latest status of each person in each course; on one day the further one counts.
seats as (
    select person, course,
        arg_max(
            status,
            date_diff('day', date '1970-01-01', date) * 8
                + list_position(
                    ['reserved', 'assigned', 'refused', 'enrolled', 'withdrawn'], status
                )
        ) as status
    from placements
    where date <= $day and person in (select person from listed)
    group by person, course
),
held as (
    select seats.person, seats.status, courses.level, courses.start, courses."end"
    from seats join courses using (course)
    where seats.status in ('reserved', 'assigned', 'enrolled') and courses.status <> 'cancelled'
),
places as (
    select person, level, min(start) as place_start
    from held
    where start > $day
    group by person, level
),
lessons as (
    select person, max("end") as busy_until
    from held
    where start <= $day and "end" >= $day and status = 'enrolled'
    group by person
),
desk_areas as (select desk, any_value(area) as area from desks group by desk),
registered as (
    select person, arg_max(area, date) as area
    from registrations join desk_areas using (desk)
    where date <= $day
    group by person
),
signed as (
    select person, arg_max(area, signed) as area from contracts where signed <= $day group by person
),
-- For who never came to a desk: the area where most neighbours went.
usual as (
    select municipality, mode(area) as area
    from registrations join desk_areas using (desk)
    where date <= $day and municipality is not null
    group by municipality
)
select
    demand, listed.person, listed.level, profile, centre, listed.municipality, since, desired_start,
    unavailable_until,
    coalesce(
        list_sum([1 << (list_position($parts, p) - 1) for p in list_distinct(dayparts)]),
        0
    )::bigint as dayparts,
    coalesce(registered.area, signed.area, usual.area) as area,
    place_start, busy_until
from listed
left join places on places.person = listed.person and places.level = listed.level
left join lessons on lessons.person = listed.person
left join registered on registered.person = listed.person
left join signed on signed.person = listed.person
left join usual on usual.municipality = listed.municipality
order by demand
