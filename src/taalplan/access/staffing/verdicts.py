# SPDX-License-Identifier: EUPL-1.2
"""The sentences beside the advice: a temporary desk or more people, and what clients say."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

from taalplan.access.staffing.advise import Advice
from taalplan.access.staffing.sentences import each
from taalplan.access.staffing.temporary import PLENTY, Temporary
from taalplan.access.staffing.voices import Voices
from taalplan.vocabulary.codes import Touchpoint
from taalplan.vocabulary.text import Text


def temporary_sentences(advice: Advice) -> tuple[Text, ...]:
    """Whether a temporary desk is cheaper than more people, and when it would be."""
    return (_room(advice), *(_verdict(one) for one in advice.temporary[:1]), *_no_place(advice))


def _room(advice: Advice) -> Text:
    if advice.room_left is None:
        return each(
            "De balies van het loket zijn vol: niet elke afspraak past erin. Meer mensen helpen "
            "niet; een tijdelijk loket, langere openingsuren of een balie meer wel.",
            "The counters are full: not every appointment fits. More people do not help; a "
            "temporary desk, longer hours or another counter do.",
            "Les postes sont pleins : tous les rendez-vous ne tiennent pas. Plus de personnes "
            "n’aide pas ; un guichet temporaire, des heures plus longues ou un poste de plus oui.",
        )
    if advice.room_left >= PLENTY:
        return Text(
            "Balies zijn er genoeg, ook bij drie keer de verwachte vraag.",
            "There are counters enough, even for three times the expected demand.",
            "Il y a assez de postes, même pour trois fois la demande attendue.",
        )
    return each(
        "De balies volstaan tot {times} keer de verwachte vraag; pas daarboven passen niet alle "
        "afspraken, ook niet met meer mensen.",
        "The counters are enough up to {times} times the expected demand; only above that not all "
        "appointments fit, not even with more people.",
        "Les postes suffisent jusqu’à {times} fois la demande attendue ; au-delà seulement, tous "
        "les rendez-vous ne tiennent plus, même avec plus de personnes.",
        times=floor(10 * advice.room_left) / 10,
    )


def _verdict(one: Temporary) -> Text:
    if one.needed:
        return each(
            "Het loket alleen laat {alone} afspraken zonder balie; met een tijdelijk loket in "
            "{place} erbij zijn het er {left}. Dat kost {euros} euro meer.",
            "The desk alone leaves {alone} appointments without a counter; with a temporary desk "
            "in {place} beside it there are {left}. That costs {euros} euros more.",
            "Le guichet seul laisse {alone} rendez-vous sans poste ; avec un guichet temporaire à "
            "{place} il en reste {left}. Cela coûte {euros} euros de plus.",
            alone=one.alone.homeless, left=one.with_it.homeless, place=one.name,
            euros=round(one.dearer),
        )  # fmt: skip
    if one.cheaper:
        return each(
            "Een tijdelijk loket in {place} is goedkoper dan meer mensen: {euros} euro minder, "
            "voor {served} afspraken.",
            "A temporary desk in {place} is cheaper than more people: {euros} euros less, for "
            "{served} appointments.",
            "Un guichet temporaire à {place} est moins cher que plus de personnes : {euros} euros "
            "de moins, pour {served} rendez-vous.",
            place=one.name, euros=round(-one.dearer), served=round(one.served),
        )  # fmt: skip
    return each(
        "Een tijdelijk loket in {place} zou {served} afspraken dichterbij brengen en klanten samen "
        "{kilometres} km besparen. Het kost {euros} euro meer dan dezelfde afspraken aan het "
        "loket, want twee kleine loketten vragen meer uren dan één en een lokaal kost geld. Het is "
        "dat waard voor wie een kilometer van een klant op minstens {each} euro schat.",
        "A temporary desk in {place} would bring {served} appointments nearer and save clients "
        "{kilometres} km together. It costs {euros} euros more than the same appointments at the "
        "desk, because two small desks take more hours than one and a room costs money. It is "
        "worth that to whoever values a client’s kilometre at {each} euros or more.",
        "Un guichet temporaire à {place} rapprocherait {served} rendez-vous et épargnerait aux "
        "clients {kilometres} km ensemble. Il coûte {euros} euros de plus que les mêmes "
        "rendez-vous au guichet, car deux petits guichets demandent plus d’heures qu’un seul et un "
        "local coûte. Il en vaut la peine pour qui estime un kilomètre d’un client à au moins "
        "{each} euros.",
        place=one.name, served=round(one.served), kilometres=round(one.kilometres),
        euros=round(one.dearer), each=one.dearer / one.kilometres if one.kilometres else 0.0,
    )  # fmt: skip


def _no_place(advice: Advice) -> list[Text]:
    if advice.temporary:
        return []
    return [
        Text(
            "Er is geen gemeente zonder loket waar genoeg klanten dichter bij wonen, of de "
            "momentopname zegt niet waar zij wonen.",
            "There is no municipality without a desk that enough clients live nearer to, or the "
            "snapshot does not say where they live.",
            "Aucune commune sans guichet n’est plus proche pour assez de clients, ou l’instantané "
            "ne dit pas où ils habitent.",
        )
    ]


def _listed(years: Sequence[int]) -> Text:
    """Years in a sentence: 2019, 2020 en 2021."""
    words = [str(year) for year in years]
    if len(words) == 1:
        return Text.same(words[0])
    first, last = ", ".join(words[:-1]), words[-1]
    return Text(f"{first} en {last}", f"{first} and {last}", f"{first} et {last}")


def voices_sentences(found: Voices) -> tuple[Text, ...]:
    """How many were asked about the desk, before what they said."""
    about = next(o for o in found.opinions if o.touchpoint is Touchpoint.DESK and o.place == "desk")
    years = f"{found.years[0]}-{found.years[-1]}"
    said = [
        each(
            "Over het loket zelf, {years}: bevraagd {asked}, tevreden {satisfied}, klachten "
            "{complaints}.",
            "About the desk itself, {years}: asked {asked}, satisfied {satisfied}, complaints "
            "{complaints}.",
            "Au sujet du guichet même, {years} : interrogés {asked}, satisfaits {satisfied}, "
            "plaintes {complaints}.",
            years=years, asked=about.asked, satisfied=about.satisfied,
            complaints=about.complaints,
        )
    ]  # fmt: skip
    if found.silent:
        said.append(
            each(
                "In {silent} is aan geen enkel loket naar het loket gevraagd. Dat er in die jaren "
                "geen klachten zijn, zegt dus niets.",
                "In {silent} nobody was asked about any desk. That there are no complaints in "
                "those years therefore says nothing.",
                "En {silent}, personne n’a été interrogé au sujet d’aucun guichet. L’absence de "
                "plaintes ces années-là ne dit donc rien.",
                silent=_listed(found.silent),
            )
        )
    return tuple(said)
