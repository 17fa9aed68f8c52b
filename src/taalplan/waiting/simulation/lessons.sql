-- SPDX-License-Identifier: EUPL-1.2
-- Who is in lessons on a day, or has a place in a group that has not begun.
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
desk_areas as (select desk, any_value(area) as area from desks group by desk),
lives as (
    select person, arg_max(area, date) as area, arg_max(municipality, date) as municipality
    from registrations join desk_areas using (desk)
    where date <= $day
    group by person
)
select
    seats.person, course, courses.level, courses.profile, courses.start, courses."end",
    lives.area, lives.municipality, (courses.start > $day)::int as to_come
from seats
join courses using (course)
left join lives using (person)
where courses.status <> 'cancelled' and courses."end" > $day
    and courses.level is not null and courses.profile is not null
    and (
        (courses.start > $day and seats.status in ('reserved', 'assigned', 'enrolled'))
        or (courses.start <= $day and seats.status = 'enrolled')
    )
order by person, courses.start, course
