-- SPDX-License-Identifier: EUPL-1.2
-- How often people go off a list without lessons, and how long all of them waited together.
select
    count(*) filter (where ended <= $day and end_reason <> 'placed')::bigint as gave_up,
    coalesce(
        sum(date_diff('day', since, least(coalesce(ended, $day), $day))) , 0
    )::bigint as days
from demands
where since <= $day
