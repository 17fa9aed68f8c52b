-- SPDX-License-Identifier: EUPL-1.2
-- Days between the end of lessons and asking again, by how they ended; none where people asked
-- before the end. Only lessons that ended half a year before the day or earlier.
with
ended as (
    select placements.person, result, courses."end" as ended
    from placements join courses using (course)
    where result is not null and courses."end" <= $day - interval 6 month
),
asked as (
    select ended.person, ended.ended, result, min(since) as since
    from ended join demands
        on demands.person = ended.person
        and since > ended.ended - interval 4 month and since <= ended.ended + interval 6 month
    group by ended.person, ended.ended, result
)
select result, greatest(date_diff('day', ended, since), 0)::bigint as days from asked
