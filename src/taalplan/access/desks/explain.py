# SPDX-License-Identifier: EUPL-1.2
"""What a study of desks says: sentences whose figures stand in its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from taalplan.access.desks import words
from taalplan.access.desks.changes import at_most, option_sentence, tenth
from taalplan.access.desks.maps import charts
from taalplan.access.desks.study import ADD, DROP, FLEMISH, SAME, SWAP, TODAY, Study
from taalplan.access.desks.tables import tables
from taalplan.access.location.plan import PROVEN
from taalplan.tables.chart import Chart
from taalplan.tables.explanation import Explanation, Part
from taalplan.tables.sentences import fill
from taalplan.tables.table import Table
from taalplan.vocabulary.text import Text

LANGUAGES = ("nl", "en", "fr")


def explanations(study: Study) -> tuple[Explanation, ...]:
    """The chapters of a study in reading order; the last one has the data."""
    made = tables(study)
    drawn = charts(study, made)

    def chapter(name: str, parts: Iterator[Part], data: tuple[Table, ...] = ()) -> Explanation:
        return Explanation(name, words.HEADINGS[name], tuple(parts), data)

    return (
        chapter("today", _today(study, made, drawn)),
        chapter("better", _better(study, made, drawn)),
        chapter("frontier", _frontier(study, made, drawn)),
        chapter("closed", closed_chapter(study, made)),
        chapter("peak", _peak(study, made), (made["access-places"],)),
    )


def _today(study: Study, made: Mapping[str, Table], drawn: Mapping[str, Chart]) -> Iterator[Part]:
    situation = study.situation
    yield measured_sentence(study)
    yield from _supposed(study)
    away = situation.visits.elsewhere(situation.year)
    if away:
        yield fill(
            Text(
                "Van {away} personen is de woonplaats niet bekend of niet in Vlaanderen of "
                "Brussel; zij tellen niet mee.",
                "Of {away} people the residence is not known or not in Flanders or Brussels; they "
                "are left out.",
                "Pour {away} personnes, la résidence est inconnue ou hors de Flandre et de "
                "Bruxelles ; elles ne sont pas comptées.",
            ),
            away=away,
        )
    yield made["access-networks"]
    yield drawn["access-distance-map"]
    yield made["access-areas"]
    yield _OTHER_REASONS


def _supposed(study: Study) -> Iterator[Text]:
    """What was asked to be taken for granted."""
    labels = {desk.code: desk.name for desk in study.situation.desks}
    for codes, said in ((study.situation.without, _WITHOUT), (study.situation.stay, _STAY)):
        if codes:
            yield fill(said, desks=Text.same(", ".join(sorted(labels[code] for code in codes))))


_WITHOUT = Text(
    "In deze berekening is aangenomen dat gesloten zijn: {desks}.",
    "In this computation these are taken to be closed: {desks}.",
    "Dans ce calcul, sont supposés fermés : {desks}.",
)
_STAY = Text(
    "In deze berekening moeten open blijven: {desks}.",
    "In this computation these must stay open: {desks}.",
    "Dans ce calcul, doivent rester ouverts : {desks}.",
)


def measured_sentence(study: Study) -> Text:
    """How many people, how many desks, and how far apart."""
    situation, now = study.situation, study.option(TODAY)
    return fill(
        Text(
            "In {year} meldden {people} personen uit Vlaanderen en Brussel zich aan. Op {day} zijn "
            "{desks} contactpunten open, in {sites} gemeenten. Wie zich aanmeldde, woonde "
            "gemiddeld {mean} {unit} van de dichtste gemeente met een contactpunt; {far} % woont "
            "verder dan {limit} {unit}.",
            "In {year} {people} people from Flanders and Brussels registered. On {day} {desks} "
            "desks are open, in {sites} municipalities. Who registered lived on average {mean} "
            "{unit} from the nearest municipality with a desk; {far} % live farther than {limit} "
            "{unit}.",
            "En {year}, {people} personnes de Flandre et de Bruxelles se sont inscrites. Au {day}, "
            "{desks} guichets sont ouverts, dans {sites} communes. Les inscrits habitent en "
            "moyenne à {mean} {unit} de la commune la plus proche avec un guichet ; {far} % "
            "habitent à plus de {limit} {unit}.",
        ),
        year=Text.same(str(situation.year)),
        people=round(now.reach.people),
        day=said_day(situation.as_of),
        desks=len(situation.open_desks),
        sites=len(now.open),
        mean=tenth(now.reach.mean),
        far=tenth(100 * now.reach.beyond[0]),
        limit=study.limits[0],
        unit=words.SAID[situation.unit],
    )


_OTHER_REASONS = Text(
    "Wie niet naar de dichtste gemeente ging, kan daar een reden voor hebben die niet "
    "geregistreerd is, zoals werk, school of openbaar vervoer.",
    "Who did not go to the nearest municipality may have a reason that is not registered, such as "
    "work, school or public transport.",
    "Qui n’est pas allé dans la commune la plus proche peut avoir une raison non enregistrée, "
    "comme le travail, l’école ou les transports.",
)


def _better(study: Study, made: Mapping[str, Table], drawn: Mapping[str, Chart]) -> Iterator[Part]:
    yield no_decision(study)
    for code in (ADD, FLEMISH, DROP, SWAP, SAME):
        if any(option.code == code for option in study.options):
            yield option_sentence(study, code)
    if not any(option.code == ADD for option in study.options):
        yield _NO_ROOM
    yield made["access-effects"]
    yield drawn["access-change-map"]
    yield made["access-moves"]
    yield made["access-gains"]


_NO_ROOM = Text(
    "Voor twee erbij is er geen plaats: er zijn geen twee kandidaten zonder contactpunt.",
    "There is no room for two more: no two candidates are without a desk.",
    "Il n’y a pas de place pour deux de plus : il n’y a pas deux candidates sans guichet.",
)


def no_decision(study: Study) -> Text:
    """What the computation leaves out."""
    return _TIME_ONLY if study.situation.minutes else _DISTANCE_ONLY


_DISTANCE_ONLY = Text(
    "Dit is een berekening en geen beslissing. Ze telt alleen afstand: gebouwen, kosten, "
    "openbaar vervoer en afspraken met partners zitten er niet in.",
    "This is a computation and not a decision. It counts distance only: buildings, costs, "
    "public transport and agreements with partners are not in it.",
    "Ceci est un calcul et non une décision. Il ne compte que la distance : bâtiments, coûts, "
    "transports publics et accords avec les partenaires n’y sont pas.",
)
_TIME_ONLY = Text(
    "Dit is een berekening en geen beslissing. Ze telt alleen reistijd: gebouwen, kosten en "
    "afspraken met partners zitten er niet in.",
    "This is a computation and not a decision. It counts travel time only: buildings, costs and "
    "agreements with partners are not in it.",
    "Ceci est un calcul et non une décision. Il ne compte que la durée du trajet : bâtiments, "
    "coûts et accords avec les partenaires n’y sont pas.",
)


def _frontier(
    study: Study, made: Mapping[str, Table], drawn: Mapping[str, Chart]
) -> Iterator[Part]:
    yield Text(
        "Voor elk aantal gemeenten het netwerk met de kortste weg voor allen samen, en apart het "
        "netwerk waarin de verste woonplaats zo dicht mogelijk is. Geen netwerk van die grootte "
        "doet beter. Het ene netwerk is niet het andere.",
        "For each number of municipalities the network with the shortest way for all together, and "
        "apart the network in which the farthest residence is as near as can be. No network of "
        "that size does better. The one network is not the other.",
        "Pour chaque nombre de communes, le réseau où le trajet total est le plus court et, à "
        "part, celui où la résidence la plus éloignée est la plus proche possible. Aucun réseau de "
        "cette taille ne fait mieux. L’un n’est pas l’autre.",
    )
    loose = [step for step in study.frontier if max(step.mean_gap, step.worst_gap) > PROVEN]
    if loose:
        yield fill(
            Text(
                "Voor {sizes} gemeenten is dat niet volledig bewezen: het kan hoogstens {gap} % "
                "beter.",
                "For {sizes} municipalities this is not fully proven: it can be at most {gap} % "
                "better.",
                "Pour {sizes} communes, ce n’est pas entièrement prouvé : au plus {gap} % de "
                "mieux.",
            ),
            sizes=Text.same(", ".join(str(step.size) for step in loose)),
            gap=at_most(max(max(s.mean_gap, s.worst_gap) for s in loose)),
        )
    yield made["access-frontier"]
    yield drawn["access-frontier-chart"]


def closed_chapter(study: Study, made: Mapping[str, Table]) -> Iterator[Part]:
    """What became of places whose desk closed or fell silent."""
    if not study.closed:
        yield Text(
            "In deze jaren sloot geen contactpunt en viel er geen stil.",
            "In these years no desk closed or fell silent.",
            "Aucun guichet n’a fermé ni ne s’est arrêté ces années-là.",
        )
        return
    yield Text(
        "Ervoor zijn de jaren waarin het contactpunt open was, erna de genoemde jaren. Het "
        "verschil bij de inwoners staat naast dat in alle andere gemeenten, dat ook daalde in het "
        "coronajaar 2020. Of het verschil door de sluiting komt, zeggen deze cijfers niet.",
        "Before are the years in which the desk was open, after the years named. The "
        "difference among residents stands beside that in all other municipalities, which also "
        "fell in 2020, the year of covid. Whether the closure causes it, these figures do not say.",
        "Avant : les années d’ouverture ; après : les années citées. L’écart des "
        "habitants figure à côté de celui de toutes les autres communes, en baisse aussi en 2020, "
        "année du covid. Ces chiffres ne disent pas si la fermeture en est la cause.",
    )
    yield made["access-closed"]
    labels = {desk.code: desk.name for desk in study.situation.desks}
    for one in study.closed:
        if one.shut and one.instead:
            went = Text(*(
                ", ".join(f"{labels[code]} ({100 * share:.0f} %)" for code, share in one.instead)
                for _ in LANGUAGES
            ))  # fmt: skip
            yield fill(
                Text(
                    "Inwoners van {place} meldden zich na de sluiting van {desk} vooral aan bij "
                    "{went}.",
                    "After {desk} closed, residents of {place} registered mainly at {went}.",
                    "Après la fermeture de {desk}, les habitants de {place} se sont surtout "
                    "inscrits auprès de {went}.",
                ),
                place=study.situation.places[one.desk.place].name,
                desk=Text.same(one.desk.name),
                went=went,
            )


def _peak(study: Study, made: Mapping[str, Table]) -> Iterator[Part]:
    peak, situation = study.peak, study.situation
    first, last = _week(peak.weeks[0])[0], _week(peak.weeks[-1])[1]
    season = float(peak.season.sum())
    share = 100 * float(sum(peak.season[week - 1] for week in peak.weeks)) / max(season, 1e-9)
    yield fill(
        Text(
            "De drukste {weeks} weken lopen van {first} tot {last}: {share} % van de aanmeldingen "
            "van een jaar (gemiddelde van {from_} tot {to}), waar gelijke spreiding {even} % zou "
            "geven.",
            "The busiest {weeks} weeks run from {first} to {last}: {share} % of the registrations "
            "of a year (mean of {from_} to {to}), where an even spread would give {even} %.",
            "Les {weeks} semaines les plus chargées vont du {first} au {last} : {share} % des "
            "inscriptions d’une année (moyenne de {from_} à {to}), contre {even} % si elles "
            "étaient étalées.",
        ),
        weeks=len(peak.weeks),
        first=first,
        last=last,
        share=tenth(share),
        even=tenth(100 * len(peak.weeks) / 52),
        from_=Text.same(str(peak.years[0])),
        to=Text.same(str(peak.years[-1])),
    )
    yield made["access-temporary"]
    yield fill(
        Text(
            "Een week telt als zinvol open wanneer er minstens {least} aanmeldingen verwacht "
            "worden van wie het tijdelijke loket het dichtst heeft. Duurt dat bijna het hele jaar, "
            "dan ligt een vast contactpunt meer voor de hand dan een tijdelijk. De seizoenen zijn "
            "die van alle gemeenten samen.",
            "A week counts as worth opening when at least {least} registrations are expected of "
            "those to whom the temporary desk is nearest. Where that lasts nearly all year, a "
            "permanent desk is more obvious than a temporary one. The seasons are those of all "
            "municipalities together.",
            "Une semaine vaut l’ouverture quand au moins {least} inscriptions sont attendues de "
            "ceux pour qui le guichet temporaire est le plus proche. Si cela dure presque toute "
            "l’année, un guichet permanent est plus indiqué. Les saisons sont celles de toutes les "
            "communes ensemble.",
        ),
        least=peak.least,
    )
    for one in peak.desks[-1] if peak.desks else ():
        if one.weeks:
            yield fill(
                Text(
                    "{place}: van {first} tot {last}.",
                    "{place}: from {first} to {last}.",
                    "{place} : du {first} au {last}.",
                ),
                place=situation.places[one.place].name,
                first=_week(one.weeks[0])[0],
                last=_week(one.weeks[1])[1],
            )


MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}


def said_day(day: date, *, year: bool = True) -> Text:
    """A day as it stands in a sentence."""
    said = [f"{day.day} {MONTHS[lang].split()[day.month - 1]}" for lang in LANGUAGES]
    return Text(*(f"{one} {day.year}" if year else one for one in said))


def _week(number: int) -> tuple[Text, Text]:
    """The first and last day of a week of the year (1-52), in a year that is no leap year."""
    first = date(2021, 1, 1) + timedelta(days=7 * (number - 1))
    last = date(2021, 12, 31) if number == 52 else first + timedelta(days=6)
    return said_day(first, year=False), said_day(last, year=False)
