-- SPDX-License-Identifier: EUPL-1.2
-- One row for each time somebody was in a state of a level (see groups.State), in months since
-- January 1970. Being busy is being enrolled in a course: each attempt needs a place. A component
-- of a contract stands in only where no enrolment at that level is known. Leaving a level shows
-- from the next time lessons begin; whoever has not begun again waits, or is gone: who can tell.
with attempts as (
    select
        person,
        course,
        min(date) filter (status = 'enrolled') as enrolled,
        arg_max(status, (date, list_position(
            ['reserved', 'assigned', 'refused', 'enrolled', 'withdrawn'], status
        ))) as status,
        max(date) filter (status = 'withdrawn') as withdrawn,
        max(result) as result
    from placements
    group by person, course
),
lessons as (
    select
        person,
        level,
        profile,
        municipality,
        greatest(start, enrolled) as begun,
        case
            when attempts.status = 'withdrawn' then least(withdrawn, "end")
            when result is not null then "end"
        end as ended,
        case
            when attempts.status = 'withdrawn' or result = 'absent' then 3
            when result = 'passed' then 1
            when result = 'failed' then 2
            else 0
        end as how
    from attempts
    join courses using (course)
    where enrolled is not null
        and courses.status is distinct from 'cancelled'
        and greatest(start, enrolled) <= $as_of
),
busy as (
    -- A result without an end says nothing about when: such a course goes on.
    select * replace (case when ended is null then 0 else how end as how)
    from lessons where ended is null or ended >= begun
    union all by name
    select
        person,
        component as level,
        opened as begun,
        closed as ended,
        case result when 'passed' then 1 when 'failed' then 2 when 'undetermined' then 3 else 0 end
            as how
    from components
    anti join lessons on lessons.person = components.person
        and lessons.level = components.component
    where opened is not null and (closed is null or closed >= opened)
),
registered as (
    select person, min(date) as registered, arg_min(desk, date) as desk
    from registrations
    where kind = 'first'
    group by person
),
asked as (
    select person, min(since) as since, arg_min(level, since) as level,
        arg_min(profile, since) as profile, arg_min(municipality, since) as municipality
    from demands
    group by person
),
first_busy as (
    select person, min(begun) as begun, arg_min(level, (begun, level)) as level,
        arg_min(profile, begun) as profile, arg_min(municipality, begun) as municipality
    from busy
    group by person
),
contracted as (
    select person, arg_min(area, signed) as area from contracts group by person
),
everybody as (
    select
        person,
        coalesce(registered, since) as entered,
        coalesce(asked.level, first_busy.level, $lowest) as level,
        coalesce(first_busy.profile, asked.profile, $usual) as profile,
        coalesce(desks.area, contracted.area) as area,
        coalesce(people.municipality, first_busy.municipality, asked.municipality)
            as municipality,
        first_busy.begun as begun,
        first_busy.level as begun_level
    from registered
    full join asked using (person)
    full join first_busy using (person)
    left join contracted using (person)
    left join people using (person)
    left join (select desk, any_value(area) as area from desks group by desk) as desks
        using (desk)
),
usual_area as (
    select municipality, mode(area) as area from everybody where area is not null group by all
),
cells as (
    select
        everybody.* replace (
            case
                when $by_residence then residence.area
                else coalesce(everybody.area, usual_area.area)
            end as area
        )
    from everybody
    left join usual_area using (municipality)
    left join residence using (municipality)
),
in_order as (
    select
        *,
        lead(begun) over person_lessons as next_begun,
        lead(level) over person_lessons as next_level
    from busy
    window person_lessons as (partition by person order by begun, level, ended)
),
stays as (
    select person, 'busy' as state, level, begun, ended, how from in_order
    union all by name
    select
        person,
        ['passed', 'failed', 'left'][how] as state,
        level,
        ended as begun,
        greatest(next_begun, ended) as ended,
        case when next_begun is null then 0 when next_level > level then 2 else 1 end as how
    from in_order
    where how > 0
    union all by name
    select
        person,
        'entered' as state,
        level,
        entered as begun,
        begun as ended,
        case when begun is null then 0 when begun_level > level then 2 else 1 end as how
    from cells
    -- Who was busy before the first thing known of them did not enter in these data.
    where entered <= begun or (entered is not null and begun is null)
)
select
    stays.state,
    stays.level,
    cells.area,
    cells.profile,
    datediff('month', date '1970-01-01', stays.begun) as begun,
    datediff('month', date '1970-01-01', stays.ended) as ended,
    how
from stays
join cells using (person)
