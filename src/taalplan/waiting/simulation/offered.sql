-- SPDX-License-Identifier: EUPL-1.2
-- Groups that start after a day, whatever was known of them then, with all their places.
select
    course, centre, municipality, level, profile, start, "end",
    coalesce(
        list_sum([1 << (list_position($parts, p) - 1) for p in list_distinct(dayparts)]), 0
    )::bigint as dayparts,
    coalesce(places_for_desks, capacity, 0) as places
from courses
where start > $after and start <= $until and coalesce(status, '') <> 'cancelled'
    and level is not null and profile is not null and "end" > start
order by course
