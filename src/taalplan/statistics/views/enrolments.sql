-- SPDX-License-Identifier: EUPL-1.2
-- One row for each person and course in which they were enrolled, however it ended.
-- A course that was cancelled gave no lessons, so nobody was enrolled in it. While a course
-- still runs everybody in it is busy, those who withdrew included: they are known early, those
-- who pass are not, and counting the ones without the others would show drop-out only.
with history as (
    select
        person,
        course,
        bool_or(status = 'enrolled') as enrolled,
        -- Steps of one day stand in the order in which they are taken.
        arg_max(status, (date, list_position(
            ['reserved', 'assigned', 'refused', 'enrolled', 'withdrawn'], status
        ))) as status,
        max(result) as result
    from placements
    group by person, course
)
select
    person,
    course,
    courses.start,
    courses.centre,
    courses.municipality,
    courses.level,
    courses.profile,
    case
        when courses.distance_hours > 0
            and courses.distance_hours >= $distance_share * courses.hours then 'blended'
        else 'contact'
    end as mode,
    case
        when courses."end" > $as_of then 'busy'
        when history.status = 'withdrawn' or history.result = 'absent' then 'dropped'
        when history.result is not null then history.result
        else 'busy'
    end as outcome
from history
join courses using (course)
where history.enrolled and courses.status <> 'cancelled'
