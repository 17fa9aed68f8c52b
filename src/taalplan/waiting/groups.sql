-- SPDX-License-Identifier: EUPL-1.2
-- Groups that were known on a day and had not begun, with the places that nobody held.
-- When a course was cancelled is not in a snapshot, so that a cancelled one promises nothing.
with
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
    where date <= $day
    group by person, course
),
taken as (
    select course, count(*) as seats
    from seats
    where status in ('reserved', 'assigned', 'enrolled')
    group by course
)
select
    course, centre, municipality, level, profile, start, "end",
    coalesce(
        list_sum([1 << (list_position($parts, p) - 1) for p in list_distinct(dayparts)]),
        0
    )::bigint as dayparts,
    greatest(coalesce(places_for_desks, capacity, 0) - coalesce(seats, 0), 0) as places
from courses left join taken using (course)
where start > $day and start <= $until and coalesce(status, '') <> 'cancelled'
    and level is not null and profile is not null
order by course
