-- SPDX-License-Identifier: EUPL-1.2
-- One row for each time somebody was heard: an answer to a survey, with what it says, or a
-- complaint of their own.
select
    desk,
    date,
    touchpoint,
    case
        when kind = 'complaint' then 'complaint'
        when score >= $satisfied_from then 'satisfied'
        when score is not null then 'not_satisfied'
        else 'no_score'
    end as said
from feedback
