# SPDX-License-Identifier: EUPL-1.2
"""What is said about a change of counts. Nothing here claims a cause.

What was measured is an amount, a share and a distance from an expectation. Whether a shock
brought it about was not measured; a sentence may say that both fell together in time.
"""

from __future__ import annotations

from collections.abc import Sequence

from taalplan.policy import Shock, Treatment
from taalplan.statistics.change.contributions import SEVERAL
from taalplan.statistics.change.desks import DeskEvent, Event
from taalplan.statistics.change.expected import Deviation, Expectation
from taalplan.statistics.change.phrases import (
    EMPTY,
    fill,
    joined,
    listed,
    number,
    paired,
    percent,
    signed,
    signed_percent,
)
from taalplan.tables.render.layout import format_date
from taalplan.tables.table import TOTAL, Member, Table
from taalplan.vocabulary.text import Language, Text

MOST = 3
"""How many of the largest contributions a sentence names."""


def basis(made: Expectation) -> Text:
    """From which years the expectation comes, and what it leaves out."""
    several = len(made.base) > 1
    return fill(_BASIS_OF_MORE if several else _BASIS_OF_ONE, years=_years(made.base))


def deviation(found: Deviation) -> Text:
    """What was counted beside what was expected, and whether that is out of the ordinary."""
    words: dict[str, Text | str] = {
        "year": found.year,
        "observed": number(found.observed),
        "expected": number(found.expected),
        "deviation": signed_percent(100 * (found.ratio - 1)) if found.expected else EMPTY,
    }
    if found.ratio_low is None or found.ratio_high is None:
        return fill(_NO_INTERVAL, **words)
    template = _ORDINARY if found.is_ordinary else _NOT_ORDINARY
    low, high = (signed_percent(100 * (r - 1)) for r in (found.ratio_low, found.ratio_high))
    return fill(template, low=low, high=high, **words)


def places(found: Sequence[tuple[Text, Deviation]], year: str) -> Text:
    """How far the deviation differs from place to place in one year."""
    ranked = sorted(found, key=lambda pair: pair[1].ratio)
    if len(ranked) < 2:
        return EMPTY
    (low_name, low), (high_name, high) = ranked[0], ranked[-1]
    outside = [name for name, one in found if one.is_ordinary is False]
    told = fill(
        _SPREAD,
        year=year,
        low=paired(low_name, signed_percent(100 * (low.ratio - 1))),
        high=paired(high_name, signed_percent(100 * (high.ratio - 1))),
    )
    if len(outside) == len(found):
        return joined(told, _ALL_OUTSIDE)
    return joined(told, fill(_OUTSIDE, places=listed(outside)) if outside else _NONE_OUTSIDE)


def shocks(year: str, found: Deviation, declared: Sequence[Shock]) -> Text:
    """Which declared shocks a year falls together with; that is all that can be said of them."""
    felt = [shock for shock in declared if shock.treatment is Treatment.MISSING]
    if felt:
        return fill(_TOGETHER, year=year, shocks=listed([_shock(shock) for shock in felt]))
    return fill(_UNDECLARED, year=year) if found.is_ordinary is False else EMPTY


def shifts(declared: Sequence[Shock]) -> Text:
    """Rules that changed in between, after which older years say less about later ones."""
    found = [shock for shock in declared if shock.treatment is not Treatment.MISSING]
    return fill(_SHIFTS, shocks=listed([_shock(shock) for shock in found])) if found else EMPTY


def _shock(shock: Shock) -> Text:
    since = Text(*(f"{_SINCE[lang]} {format_date(shock.start, lang)}" for lang in Language))
    return paired(shock.label, since)


def contribution(table: Table, code: str, before: str, after: str) -> Text:
    """Where the change of a period comes from: the largest parts, and who went the other way.

    `table` is one of contributions; `code` its period.
    """
    total = _cell(table, (TOTAL,), code, "change")
    share = table.cell((TOTAL,), (code, "points")).value
    words: dict[str, Text | str] = {"before": before, "after": after, "change": signed(total)}
    if not total or share is None:
        return fill(_NO_CHANGE if not total else _FROM_NOTHING, **words)
    told = fill(_CHANGED, share=signed_percent(share), **words)
    parts = [m for m in table.rows.members if m.path not in ((TOTAL,), (SEVERAL,))]
    values = {m.path: _cell(table, m.path, code, "change") for m in parts}
    way = -1 if total < 0 else 1
    along = sorted(
        (m for m in parts if way * values[m.path] > 0), key=lambda m: -way * values[m.path]
    )
    against = [m for m in parts if way * values[m.path] < 0]
    largest = along[:MOST]
    named = listed([_named(m, values[m.path]) for m in largest])
    # With parts going both ways a share of the whole may exceed 100 %, which says nothing.
    together = percent(100 * sum(values[m.path] for m in largest) / total)
    template = _LARGEST if against else _LARGEST_SHARE
    told = joined(told, fill(template, parts=named, share=together) if largest else EMPTY)
    other_way = fill(_AGAINST, parts=listed([_named(m, values[m.path]) for m in against]))
    return joined(told, other_way if against else _NONE_AGAINST)


def _named(member: Member, value: float) -> Text:
    return paired(member.label, signed(value))


def _cell(table: Table, path: tuple[str, ...], code: str, measure: str) -> float:
    return table.cell(path, (code, measure)).value or 0


def desk_sentence(events: Sequence[DeskEvent]) -> Text:
    """Which desks opened, closed or moved, and where people could go."""
    if not events:
        return _NO_EVENTS
    return joined(*(_event(event) for event in events), _ELSEWHERE)


def _event(event: DeskEvent) -> Text:
    day = Text(*(format_date(event.day, language) for language in Language))
    told = fill(_EVENTS[event.event], desk=event.name, day=day)
    if not event.successors:
        return told
    return joined(told, fill(_NEARBY, desks=listed(event.successors)))


def _years(years: Sequence[str]) -> Text:
    return listed([Text.same(year) for year in years])


_SINCE = Text("vanaf", "from", "à partir du")
_BASIS_OF_MORE = Text(
    "De verwachting is per regio het gemiddelde van {years}, de jaren waarvoor geen schok is "
    "aangegeven in het schokregister. Een trend is niet verwerkt: daarvoor zijn er te weinig "
    "jaren.",
    "The expectation is, for each area, the mean of {years}, the years for which the shock "
    "register declares no shock. No trend is included; there are too few years for one.",
    "L’attendu est, par région, la moyenne de {years}, les années sans choc déclaré dans le "
    "registre des chocs. Aucune tendance n’est intégrée ; les années sont trop peu nombreuses.",
)
_BASIS_OF_ONE = Text(
    "De verwachting is per regio het aantal van {years}, het enige jaar waarvoor geen schok is "
    "aangegeven in het schokregister.",
    "The expectation is, for each area, the count of {years}, the only year for which the shock "
    "register declares no shock.",
    "L’attendu est, par région, le nombre de {years}, la seule année sans choc déclaré dans le "
    "registre des chocs.",
)
_NOT_ORDINARY = Text(
    "In {year} werden er {observed} geteld, tegen {expected} verwacht. De afwijking t.o.v. de "
    "verwachting is {deviation} (95%-interval: {low} tot {high}) en dus groter dan wat tussen "
    "gewone jaren te verwachten is.",
    "In {year} {observed} were counted, against {expected} expected. The deviation from the "
    "expectation is {deviation} (95% interval: {low} to {high}), which is more than is to be "
    "expected between ordinary years.",
    "En {year}, {observed} ont été comptés, contre {expected} attendus. L’écart par rapport à "
    "l’attendu est de {deviation} (intervalle à 95 % : {low} à {high}), plus que ce que l’on peut "
    "attendre entre années ordinaires.",
)
_ORDINARY = Text(
    "In {year} werden er {observed} geteld, tegen {expected} verwacht. De afwijking t.o.v. de "
    "verwachting is {deviation} (95%-interval: {low} tot {high}). Dat ligt binnen wat in een "
    "gewoon jaar te verwachten is.",
    "In {year} {observed} were counted, against {expected} expected. The deviation from the "
    "expectation is {deviation} (95% interval: {low} to {high}). That is within what is to be "
    "expected of an ordinary year.",
    "En {year}, {observed} ont été comptés, contre {expected} attendus. L’écart par rapport à "
    "l’attendu est de {deviation} (intervalle à 95 % : {low} à {high}). Cela reste dans ce que "
    "l’on peut attendre d’une année ordinaire.",
)
_NO_INTERVAL = Text(
    "In {year} werden er {observed} geteld, tegen {expected} verwacht ({deviation}). Er zijn te "
    "weinig gewone jaren om te zeggen of dat buiten het gewone valt.",
    "In {year} {observed} were counted, against {expected} expected ({deviation}). There are too "
    "few ordinary years to say whether that is out of the ordinary.",
    "En {year}, {observed} ont été comptés, contre {expected} attendus ({deviation}). Les années "
    "ordinaires sont trop peu nombreuses pour dire si cela sort de l’ordinaire.",
)
_SPREAD = Text(
    "Per regio loopt de afwijking in {year} van {low} tot {high}.",
    "By area the deviation in {year} runs from {low} to {high}.",
    "Par région, l’écart en {year} va de {low} à {high}.",
)
_ALL_OUTSIDE = Text(
    "In elke regio valt zij buiten het interval.",
    "In every area it lies outside its interval.",
    "Dans chaque région il sort de l’intervalle.",
)
_OUTSIDE = Text(
    "Zij valt buiten het interval in {places}.",
    "It lies outside its interval in {places}.",
    "Il sort de l’intervalle dans {places}.",
)
_NONE_OUTSIDE = Text(
    "In geen enkele regio valt zij buiten het interval.",
    "In no area does it lie outside its interval.",
    "Il ne sort de l’intervalle dans aucune région.",
)
_TOGETHER = Text(
    "{year} valt samen met een aangegeven schok: {shocks}. De afwijking loopt in de tijd samen "
    "met die schok; welk deel ervan het gevolg is, kan uit deze cijfers niet worden afgeleid.",
    "{year} falls together with a declared shock: {shocks}. The deviation coincides with it in "
    "time; which part of it is a consequence cannot be derived from these figures.",
    "{year} coïncide avec un choc déclaré : {shocks}. L’écart coïncide dans le temps avec ce "
    "choc ; quelle part en est la conséquence ne peut être déduite de ces chiffres.",
)
_UNDECLARED = Text(
    "Voor {year} is geen schok aangegeven; waarom het aantal afwijkt, is niet gemeten.",
    "No shock is declared for {year}; why the number deviates was not measured.",
    "Aucun choc n’est déclaré pour {year} ; la raison de l’écart n’a pas été mesurée.",
)
_SHIFTS = Text(
    "In deze periode geldt bovendien: {shocks}. Oudere jaren zeggen daarna minder over latere.",
    "Moreover in this period: {shocks}. After that, older years say less about later ones.",
    "En outre, pendant cette période : {shocks}. Les années antérieures en disent ensuite moins "
    "sur les suivantes.",
)
_CHANGED = Text(
    "Tussen {before} en {after} veranderde het totaal met {change} ({share}).",
    "Between {before} and {after} the total changed by {change} ({share}).",
    "Entre {before} et {after}, le total a évolué de {change} ({share}).",
)
_NO_CHANGE = Text(
    "Tussen {before} en {after} bleef het totaal gelijk.",
    "Between {before} and {after} the total stayed the same.",
    "Entre {before} et {after}, le total est resté le même.",
)
_FROM_NOTHING = Text(
    "Tussen {before} en {after} veranderde het totaal met {change}; in {before} was er niemand.",
    "Between {before} and {after} the total changed by {change}; there was nobody in {before}.",
    "Entre {before} et {after}, le total a évolué de {change} ; il n’y avait personne en {before}.",
)
_LARGEST = Text(
    "De grootste bijdragen komen van {parts}.",
    "The largest contributions come from {parts}.",
    "Les plus grandes contributions viennent de {parts}.",
)
_LARGEST_SHARE = Text(
    "De grootste bijdragen komen van {parts}, samen {share} van de verandering.",
    "The largest contributions come from {parts}, together {share} of the change.",
    "Les plus grandes contributions viennent de {parts}, ensemble {share} de l’évolution.",
)
_AGAINST = Text(
    "In de andere richting: {parts}.",
    "The other way: {parts}.",
    "En sens inverse : {parts}.",
)
_NONE_AGAINST = Text(
    "Nergens ging het de andere richting uit.",
    "Nowhere did it go the other way.",
    "Nulle part l’évolution n’est allée en sens inverse.",
)
_EVENTS = {
    Event.OPENED: Text(
        "{desk} opende op {day}.", "{desk} opened on {day}.", "{desk} a ouvert le {day}."
    ),
    Event.CLOSED: Text(
        "{desk} was tot en met {day} open en sloot daarna.",
        "{desk} was open until {day} and closed after that.",
        "{desk} est resté ouvert jusqu’au {day} inclus, puis a fermé.",
    ),
    Event.REOPENED: Text(
        "{desk} opende opnieuw op {day}.",
        "{desk} opened again on {day}.",
        "{desk} a rouvert le {day}.",
    ),
    Event.MOVED: Text(
        "{desk} was tot en met {day} open en verhuisde binnen de gemeente.",
        "{desk} was open until {day} and moved within the municipality.",
        "{desk} est resté ouvert jusqu’au {day} inclus, puis a déménagé dans la commune.",
    ),
}
_NEARBY = Text(
    "In dezelfde gemeente was dan open: {desks}.",
    "Open in the same municipality then: {desks}.",
    "Ouvert alors dans la même commune : {desks}.",
)
_ELSEWHERE = Text(
    "Wie zich daarom bij een ander loket aanmeldde, telt bij dat loket; hoeveel mensen dat waren, "
    "is niet gemeten.",
    "Whoever registered at another desk for that reason counts there; how many people that were "
    "was not measured.",
    "Les personnes qui se sont dès lors inscrites à un autre guichet y sont comptées ; leur nombre "
    "n’a pas été mesuré.",
)
_NO_EVENTS = Text(
    "In deze periode ging geen loket open of dicht.",
    "No desk opened or closed in this period.",
    "Aucun guichet n’a ouvert ou fermé pendant cette période.",
)
