-- SPDX-License-Identifier: EUPL-1.2
-- One row for each person and level, when they first passed it: did they begin the next level
-- within the term? Who passed too recently for the term to be over says nothing yet, also when
-- they did begin: counting only those would make every recent year look perfect.
with first_passed as (
    select
        person,
        component,
        min(closed) as passed,
        arg_min(contract, closed) as contract
    from components
    where result = 'passed'
    group by person, component
),
first_opened as (
    select person, component, min(opened) as opened
    from components
    group by person, component
),
levels(component, following) as (
    values ('A1', 'A2'), ('A2', 'B1'), ('B1', 'B2'), ('B2', 'C1')
)
select
    first_passed.person,
    first_passed.contract,
    first_passed.component,
    first_passed.passed,
    case
        when passed + to_months(cast($next_level_months as integer)) > $as_of then 'too_recent'
        when opened <= passed + to_months(cast($next_level_months as integer)) then 'within'
        else 'not_within'
    end as next
from first_passed
join levels using (component)
left join first_opened
    on first_opened.person = first_passed.person and first_opened.component = levels.following
