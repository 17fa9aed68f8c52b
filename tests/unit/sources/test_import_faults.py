# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with an extract is told with the file, the line, the value and what to do."""

from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from taalplan.sources import Extract, describe, read

AS_OF = date(2022, 2, 28)


@pytest.fixture
def extract(tmp_path: Path):
    """Write files (`name__csv="..."`) and read them as one extract."""

    def write_and_read(as_of: date | None = AS_OF, **files: str) -> Extract:
        for name, text in files.items():
            path = tmp_path / f"{name.replace('__', '.')}.csv"
            path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
        return read([tmp_path], as_of=as_of, key=b"sixteen bytes at least")

    return write_and_read


def sentences(found: Extract) -> list[str]:
    return [str(fault) for fault in found.faults]


def test_a_clean_extract_has_no_faults(extract):
    found = extract(
        registrations="""
        person,date,desk,kind,target_group,municipality
        A,2021-01-05,loket-boom,first,obliged,11005
        B,2021-01-06,loket-geel,first,entitled,
        A,2021-03-01,loket-boom,repeat,obliged,11005
        """
    )
    assert sentences(found) == []
    assert found.tables["registrations"]["date"].to_pylist() == [
        date(2021, 1, 5),
        date(2021, 1, 6),
        date(2021, 3, 1),
    ]
    people = found.tables["registrations"]["person"].to_pylist()
    assert people[0] == people[2]
    assert sorted(set(people)) == [0, 1]


def test_every_fault_is_told_at_once_with_its_line(extract):
    found = extract(
        registrations="""
        person;date;desk;kind;target_group;municipality
        A;31/02/2021;Loket Boom;first;obliged;11005
        B;05/01/2021;Loket Bom;eerste aanmelding;verplicht;11005

        ;05/01/21;Loket Boom;third;rechthebbend;2850
        C;01/03/2022;Loket Boom;first;obliged;11005
        D;01/01/1900;Loket Boom;first;obliged;11005
        """
    )
    assert sentences(found) == [
        "registrations.csv, line 2, date: '31/02/2021' is a day that does not exist; correct it",
        "registrations.csv, line 3, desk: 'Loket Bom' is not a desk that is known here; "
        "did you mean loket-boom or loket-mol?",
        "registrations.csv, line 5, date: '05/01/21' has a year of two digits; "
        "write it as 2021-03-31 or 31/03/2021",
        "registrations.csv, line 5, kind: 'third' is not a code of this column; "
        "write one of first, repeat",
        "registrations.csv, line 5, municipality: '2850' is not a municipality that is known "
        "here; this looks like a postal code; give the NIS code, which has five digits",
        "registrations.csv, line 5, person: is empty; every row needs a value here",
        "registrations.csv, line 6, date: '01/03/2022' is later than 2022-02-28, the day up to "
        "which the register was read; correct the date, or that day",
        "registrations.csv, line 7, date: '01/01/1900' is not a real date but a sign for "
        "'not known' or 'no end'; give the real date",
    ]


def test_a_repeated_row_names_the_row_it_repeats(extract):
    found = extract(
        registrations="""
        person,date,desk,kind,target_group
        A,2021-01-05,loket-boom,first,obliged
        B,2021-01-05,loket-boom,first,obliged
        A,05/01/2021,Loket Boom,first,verplicht
        """,
        registrations__2020="""
        person,date,desk,kind,target_group
        B,2021-01-05,loket-boom,first,obliged
        """,
    )
    # Files are taken in the order of their names: 2020 comes before the one without a part.
    assert sentences(found) == [
        "registrations.csv, line 3: repeats registrations.2020.csv, line 2; keep one of the two",
        "registrations.csv, line 4: repeats line 2; keep one of the two",
    ]


def test_a_component_belongs_to_a_contract_of_the_same_person(extract):
    found = extract(
        contracts="""
        contract,person,signed,area,target_group
        K1,A,2021-02-01,antwerpen,obliged
        K1,B,2021-02-01,antwerpen,obliged
        K2,B,2021-02-01,atlas,entitled
        """,
        components="""
        person,contract,component,opened,closed,result
        A,K1,A1,2021-03-01,2021-06-30,passed
        A,K2,A1,2021-03-01,,
        B,K9,A1,2021-03-01,,
        B,K2,A2,2021-03-01,2021-02-01,passed
        B,K2,B1,2021-03-01,2021-04-01,
        B,K2,B2,2021-03-01,,failed
        B,K2,A2,2021-03-01,,
        """,
    )
    assert sentences(found) == [
        "components.csv, line 3, person: is not who signed the contract (contracts.csv, line 4); "
        "correct the person or the contract",
        "components.csv, line 4, contract: is not in the table contracts; "
        "add the contract, or take this row out",
        "components.csv, line 5, closed: '2021-02-01' lies before opened (2021-03-01); "
        "correct one of the two dates",
        "components.csv, line 6, result: is empty, but the component was closed; "
        "give passed, failed or undetermined",
        "components.csv, line 7, closed: is empty, but there is a result; "
        "give the day on which it was closed",
        "components.csv, line 8: has the same contract, component and opened as line 5; "
        "keep one of the two",
        "contracts.csv, line 3: has the same contract as line 2; keep one of the two",
    ]


def test_courses_and_their_placements(extract):
    found = extract(
        courses="""
        course;centre;site;municipality;level;profile;start;end;hours;distance_hours;capacity;status
        1;cvo-x;campus-y;11002;A1;standaard;01/09/2021;31/01/2021;120;130,5;15;gepland
        2;cvo-x;campus-y;11002;A1;standaard;01/09/2021;31/01/2022;1.200;0;-1;gepland
        3;cvo-x;campus-y;11002;A1;standaard;01/09/2021;31/01/2022;1.200,5;0;15;wat
        """,
        placements="""
        person;course;date;status;result
        A;1;01/09/2021;enrolled;
        A;4;01/09/2021;enrolled;passed
        """,
    )
    assert sentences(found) == [
        "courses.csv, line 2, distance_hours: '130,5' is more than hours (120); "
        "correct one of the two",
        "courses.csv, line 2, end: '31/01/2021' lies before start (01/09/2021); "
        "correct one of the two dates",
        "courses.csv, line 3, capacity: '-1' is less than 0",
        "courses.csv, line 3, hours: '1.200' can be read in two ways; write 1234 or 1.2340",
        "courses.csv, line 4, status: 'wat' is not a code of this column; "
        "write one of cancelled, confirmed, done, planned, running",
        "placements.csv, line 3, course: is not in the table courses; "
        "add the course, or take this row out",
    ]


def test_people_and_demands(extract):
    found = extract(
        people="""
        person,birth_year,sex,education,literacy
        A,1985,v,laaggeschoold,latin
        A,2023,f,low,none
        B,85,q,low,none
        """,
        demands="""
        demand,person,level,profile,since,dayparts,intensity,ended,end_reason
        1,A,A1,alfa,2021-05-01,voormiddag avond,2,2021-04-01,geplaatst
        2,A,A1,alfa,2021-05-01,voormiddag nacht,60,,geplaatst
        """,
    )
    assert sentences(found) == [
        "demands.csv, line 2, ended: '2021-04-01' lies before since (2021-05-01); "
        "correct one of the two dates",
        "demands.csv, line 3, dayparts: 'voormiddag nacht' is not a code of this column; "
        "write one of afternoon, evening, morning, saturday, sunday",
        "demands.csv, line 3, ended: is empty, but there is a reason for the end; "
        "give the day on which it ended",
        "demands.csv, line 3, intensity: '60' is more than 40; "
        "look at the separator of thousands and decimals",
        "people.csv, line 3: has the same person as line 2; keep one of the two",
        "people.csv, line 3, birth_year: '2023' is later than 2022",
        "people.csv, line 4, birth_year: '85' is less than 1850",
        "people.csv, line 4, sex: 'q' is not a code of this column; write one of f, m, x",
    ]


def test_headings_that_are_missing_double_or_misspelt(extract):
    found = extract(
        registrations="""
        person,datum,date,desc,kind
        A,2021-01-05,2021-01-05,loket-boom,first
        """
    )
    assert sentences(found) == [
        "registrations.csv, desk: is missing; is it 'desc'? name it desk",
        "registrations.csv, target_group: is missing; add it",
        "registrations.csv, line 1: 'date' means the column date, as 'datum' does; "
        "keep one of the two",
    ]


def test_a_code_beside_its_name_is_what_counts(extract):
    found = extract(
        registrations="""
        person,date,desk,kind,target_group,Gemeente,NIS-code gemeente
        A,2021-01-05,loket-boom,first,obliged,Ergens,11005
        """
    )
    assert sentences(found) == []
    assert found.tables["registrations"]["municipality"].to_pylist() == ["11005"]
    assert "registrations.csv: the column Gemeente was left out" in " ".join(found.notices)


def test_a_row_with_a_field_too_many_or_too_few_is_named_and_not_shifted(extract):
    found = extract(
        registrations="""
        person,date,desk,kind,target_group
        A,2021-01-05,loket-boom,first,obliged
        B,2021-01-05,loket-boom,first,obliged,extra
        C,2021-01-05,loket-boom,first
        D,2021-01-05,loket-boom,first,obliged
        """
    )
    assert sentences(found) == [
        "registrations.csv, line 3: has 6 fields, but the headings are 5; "
        "put a value that holds the separator between quotation marks",
        "registrations.csv, line 4: has 4 fields, but the headings are 5; "
        "put a value that holds the separator between quotation marks",
    ]


def test_lines_stay_right_when_a_value_runs_over_several_lines(extract):
    found = extract(
        registrations="""
        person,date,desk,kind,target_group,remark
        A,2021-01-05,loket-boom,first,obliged,"two
        lines, and
        a third"
        B,2021-13-05,loket-boom,first,obliged,
        """
    )
    assert sentences(found) == [
        "registrations.csv, line 5, date: '2021-13-05' is a day that does not exist; "
        "the day comes first: 31/03/2021"
    ]


def test_a_quotation_mark_that_is_never_closed_does_not_swallow_rows(extract):
    found = extract(
        registrations="""
        person,date,desk,kind,target_group,remark
        A,2021-01-05,loket-boom,first,obliged,"open
        B,2021-01-05,loket-boom,first,obliged,
        C,2021-01-05,loket-boom,first,obliged,a "word" inside
        D,2021-01-05,loket-boom,first,obliged,"another
        """
    )
    assert sentences(found) == [
        "registrations.csv, line 2: cannot be split into fields (',' expected after '\"'); "
        "nothing after it was read; close the quotation mark, and write one inside a value twice"
    ]


def test_a_lost_contract_row_is_one_fault_and_not_many(extract):
    found = extract(
        contracts="""
        contract,person,signed,area,target_group
        K1,A,2021-02-01,antwerpen
        """,
        components="""
        person,contract,component,opened
        A,K1,A1,2021-03-01
        A,K1,A2,2021-03-01
        """,
    )
    assert len(found.faults) == 1
    assert found.faults[0].file == "contracts.csv"


def test_of_many_rows_with_one_fault_the_first_are_named_and_the_rest_counted(extract):
    rows = "\n".join(f"P{n},2021-01-05,loket-nergens,first,obliged" for n in range(5_000))
    late = "P9999,2021-01-05,loket-ergens,first,obliged"
    found = extract(registrations=f"person,date,desk,kind,target_group\n{rows}\n{late}\n")
    listed = [fault for fault in found.faults if fault.value]
    assert len(listed) == 20
    # A different wrong value is named, although 5,000 rows with another come before it.
    assert {fault.value for fault in listed} == {"loket-nergens", "loket-ergens"}
    assert "has the same fault: this row and 4,980 others" in sentences(found)[19]
    assert found.counts == {"registrations.desk": 5_001}


def test_what_may_be_right_is_a_notice(extract):
    found = extract(
        registrations="""
        person,date,desk,kind,target_group
        A,2021-01-05,vestiging-lommel,first,obliged
        A,2020-01-05,loket-menen,first,obliged
        """,
        contracts="""
        contract,person,signed,area,target_group
        K1,A,2021-02-01,antwerpen,obliged
        """,
        components="""
        person,contract,component,opened
        A,K1,A1,2021-01-31
        """,
    )
    assert sentences(found) == []
    assert [notice for notice in found.notices if "line" in notice] == [
        "components.csv, line 2, opened: '2021-01-31' lies before the contract was signed",
        "registrations.csv, line 3, kind: 'first' is a second first registration of one person",
        "registrations.csv, line 2, desk: 'vestiging-lommel' was not open on that day",
        "registrations.csv, line 3, desk: 'loket-menen' was not open on that day",
    ]


def test_unknown_columns_are_left_out_and_said(extract):
    found = extract(
        registrations="""
        person,naam,date,desk,kind,target_group,opmerking,
        A,Jan,2021-01-05,loket-boom,first,obliged,x,
        """
    )
    assert found.tables["registrations"].column_names == [
        "person",
        "date",
        "desk",
        "kind",
        "target_group",
        "municipality",
    ]
    assert (
        "registrations.csv: the columns naam, opmerking were left out; "
        "a snapshot has no place for them"
    ) in found.notices


def test_the_day_of_reading_is_the_latest_day_when_it_is_not_given(extract):
    found = extract(
        as_of=None,
        registrations="""
        person,date,desk,kind,target_group
        A,2021-01-05,loket-boom,first,obliged
        B,2021-11-05,loket-boom,first,obliged
        C,2121-01-05,loket-boom,first,obliged
        """,
    )
    assert found.as_of == date(2021, 11, 5)
    assert "2021-11-05, the latest day in the extract" in " ".join(found.notices)
    # A slip such as 2121 neither becomes the day of reading nor passes.
    assert [fault.line for fault in found.faults] == [4]


def test_an_empty_file_and_a_file_with_headings_only(extract):
    assert sentences(extract(registrations="")) == [
        "registrations.csv: is empty; the first line must hold the names of the columns"
    ]
    found = extract(registrations="person,date,desk,kind,target_group\n")
    assert sentences(found) == []
    assert found.tables["registrations"].num_rows == 0


def test_no_table_is_checked_against_one_that_is_not_there(extract):
    found = extract(
        components="""
        person,contract,component,opened
        A,K1,A1,2021-01-31
        """
    )
    assert sentences(found) == []
    assert (
        "the extract has no table contracts, so components.contract could not be checked against it"
    ) in found.notices


def test_an_extract_may_bring_its_own_desks(extract):
    found = extract(
        desks="""
        desk,name,kind,area,municipality,valid_from,valid_to,temporary
        loket-bus,De Taalbus,temporary,Provincie Antwerpen,11005,2021-01-01,2020-01-01,ja
        """,
        registrations="""
        person,date,desk,kind,target_group
        A,2021-01-05,de taalbus,first,obliged
        B,2021-01-05,Loket Boom,first,obliged
        C,2021-01-05,Loket Bus,first,obliged
        """,
    )
    assert sentences(found) == [
        "desks.csv, line 2, valid_to: '2020-01-01' lies before valid_from (2021-01-01); "
        "correct one of the two dates"
    ]
    assert found.tables["registrations"]["desk"].to_pylist() == [
        "loket-bus",
        "loket-boom",
        "loket-bus",
    ]
    # Its own list, and from Taalplan's the one desk that it uses and lacks.
    assert found.tables["desks"]["desk"].to_pylist() == ["loket-bus", "loket-boom"]


def test_a_description_says_what_was_read_and_what_is_wrong(extract):
    text = describe(
        extract(
            registrations="""
            person,date,desk,kind,target_group
            A,2021-01-05,loket-boom,first,nobody
            """
        )
    )
    assert text.splitlines()[0] == "registrations: 1 row"
    assert "registrations.csv, line 2, target_group: 'nobody' is not a code" in text
    assert text.endswith("the extract has faults, so nothing is written")


def test_keys_that_differ_only_by_zeros_in_front_are_told(extract):
    found = extract(
        registrations="""
        person,date,desk,kind,target_group
        123,2021-01-05,loket-boom,first,obliged
        ="00123",="2021-01-05",loket-boom,first,obliged
        """
    )
    assert sentences(found) == []
    assert (
        "keys of person that differ from another only by zeros in front or by capitals: 1; "
        "each counts as somebody or something else"
    ) in found.notices


def test_an_extract_without_any_day_is_taken_to_be_of_today(tmp_path):
    path = tmp_path / "registrations.csv"
    path.write_text("person,date,desk,kind,target_group\n", encoding="utf-8")
    found = read([path])
    assert found.as_of == date.today()
    assert any("today, for the extract has no day; give --as-of" in n for n in found.notices)


def test_a_name_that_has_had_two_codes_is_answered_with_both(extract):
    """Hasselt is 71022 until 2025 and 71072 since: the row must say which."""
    found = extract(
        registrations="""
        person;date;desk;kind;target_group;municipality
        A;05/01/2021;Loket Boom;first;obliged;HASSELT
        """
    )
    (sentence,) = sentences(found)
    assert sentence.endswith(
        "its NIS code changed, so give the code: 71022 (until 2024-12-31) or 71072 (from 2025-01-01)"
    )
