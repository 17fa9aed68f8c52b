# SPDX-License-Identifier: EUPL-1.2
"""Small messages of the existing systems, made up, in the form in which they are sent."""

from __future__ import annotations

from pathlib import Path

BOOM = "B" * 32
INSZ = "85073003328"


def kbi(
    *, insz: str = INSZ, name: str = "Verzonnen", given: str = "Mira", born: str = "1985-07-30",
    inside: str = "", registered: str = "2021-09-01", answered: str = "2021-12-01",
    group: str = "<Code>JA</Code><Type>PLICHT</Type>",
) -> str:  # fmt: skip
    """A dossier with one registration; `inside` is more of the dossier."""
    return f"""<w:GeefDossierKBIResponse xmlns:w="urn:example"><Repliek><Context>
    <Naam>GeefDossierKBI</Naam><Versie>01.00.0000</Versie><Bericht><Type>ANTWOORD</Type>
    <Tijdstip><Datum>{answered}</Datum><Tijd>10:00</Tijd></Tijdstip></Bericht></Context>
    <Antwoorden><Antwoord><Inhoud><KBIDossier>
    <Personalia><INSZ>{insz}</INSZ><Naam><Achternamen><Achternaam>{name}</Achternaam>
    </Achternamen><Voornamen><Voornaam>{given}</Voornaam></Voornamen></Naam>
    <Geboortedatum>{born}</Geboortedatum>
    <Geslacht><Code Beschrijving="Vrouwelijk">2</Code></Geslacht></Personalia>
    <Doelgroep>{group}<Periode><Begin>2021-08-01</Begin></Periode></Doelgroep>
    <Aanmelding><Type>EA</Type><DatumAanmelding>{registered}</DatumAanmelding>
    <AanmeldingsPlaats><KbiNummer>{BOOM}</KbiNummer></AanmeldingsPlaats><Reden>13</Reden>
    </Aanmelding>{inside}
    </KBIDossier></Inhoud></Antwoord></Antwoorden></Repliek></w:GeefDossierKBIResponse>"""


def contract(*, signed: str = "2021-09-10", kbo: str = "0421722346", inside: str = "") -> str:
    """A contract, by default made by Atlas."""
    return f"""<Contracten><Contract><DatumRegistratie>{signed}</DatumRegistratie>
    <AangemaaktDoor><KboNummer>{kbo}</KboNummer></AangemaaktDoor>{inside}</Contract></Contracten>"""


def way(*parts: str, type: str = "TT_IBVP", status: str = "OP") -> str:
    """A trajectory with its parts."""
    return f"""<Trajecten><Traject><Type>{type}</Type><Beheerder><Periode><Begin>2021-09-10</Begin>
    </Periode></Beheerder><Status><Code>{status}</Code></Status>
    <TrajectOnderdelen>{"".join(parts)}</TrajectOnderdelen></Traject></Trajecten>"""


def part(
    level: str = "TO_A1", *, begin: str = "2021-09-10", end: str = "", verdict: str = ""
) -> str:
    """A part of a trajectory."""
    closed = f"<Einde>{end}</Einde>" if end else ""
    decided = f"<Besluit><Code>{verdict}</Code></Besluit>" if verdict else ""
    return f"""<TrajectOnderdeel><Type>{level}</Type><Periode><Begin>{begin}</Begin>{closed}
    </Periode><Status><Code>TO_STA_99</Code></Status>{decided}</TrajectOnderdeel>"""


def kbi_course(
    *, enrolled: str = "2021-10-04", status: str = "INGESCHREVEN", result: str = "",
    module: str = "70000414", identity: str = "k-1",
) -> str:  # fmt: skip
    """A place in a course as KBI tells it."""
    ended = f"<Besluit>{result}</Besluit>" if result else ""
    return f"""<VormingsActiviteiten><NT2Cursussen><NT2Cursus><ID>{identity}</ID>
    <Centrum><DavinciInstellingsNummer>040001</DavinciInstellingsNummer></Centrum>
    <Opleiding>830</Opleiding><Module>{module}</Module>
    <DatumInschrijving>{enrolled}</DatumInschrijving><Status>{status}</Status>{ended}
    </NT2Cursus></NT2Cursussen></VormingsActiviteiten>"""


WAITING = """<Wachtlijst><Aanmelding><Code>L1</Code><Module>70000417</Module>
    <Datum>2021-11-02</Datum></Aanmelding></Wachtlijst>
    <VoorkeurenKlant><DatumGewensteStart>2022-01-10</DatumGewensteStart><Intensiteit>3</Intensiteit>
    <VoorkeurLesMomenten><VoorkeurLesMoment>
    <LesVoorkeurLesMoment><Code>MAA_AVOND</Code></LesVoorkeurLesMoment>
    <LesVoorkeurLesMoment><Code>DON_AVOND</Code></LesVoorkeurLesMoment>
    <PeriodeGeldigheid><Begin>2021-11-02</Begin></PeriodeGeldigheid>
    </VoorkeurLesMoment></VoorkeurLesMomenten></VoorkeurenKlant>"""


def enrolment(
    *, reference: str = "d-1", enrolled: str = "2021-10-05", status: str = "INGESCHREVEN",
    withdrawn: str = "", result: str = "", module: str = "70000414",
) -> str:  # fmt: skip
    """A place in a course as education tells it."""
    out = f"<DatumUitschrijving>{withdrawn}</DatumUitschrijving>" if withdrawn else ""
    ended = (
        f"<Resultaat><EvaluatieResultaat><Code>{result}</Code></EvaluatieResultaat></Resultaat>"
        if result
        else ""
    )
    return f"""<Inschrijving><Bron>VWO</Bron><Referte>{reference}</Referte>
    <Instelling><Instellingsnummer>40001</Instellingsnummer>
    <OfficieleNaam>CVO De Proef</OfficieleNaam><Adres><Gemeente><NISCode>71016</NISCode>
    <PostCode>3600</PostCode></Gemeente></Adres></Instelling>
    <OnderwijsLocatie><Nummer>1</Nummer><Adres><Gemeente><PostCode>3600</PostCode></Gemeente>
    </Adres></OnderwijsLocatie><Volwassenenonderwijs><Status><Code>{status}</Code></Status>
    <DatumInschrijving>{enrolled}</DatumInschrijving>{out}
    <Opleiding><Code>830</Code><Naam>Nederlands tweede taal - richtgraad 1</Naam></Opleiding>
    <Module><Code>{module}</Code><ModuleVariant><Code>1</Code><Traject><Code>STANDAARD</Code>
    </Traject></ModuleVariant></Module>{ended}</Volwassenenonderwijs></Inschrijving>"""


def education(*enrolments: str, errors: str = "") -> str:
    """An answer about one person."""
    return f"""<w:GeefHistoriekInschrijvingResponse xmlns:w="urn:example"><Repliek><Context>
    <Naam>GeefHistoriekInschrijving</Naam><Versie>02.01.0000</Versie><Bericht><Tijdstip>
    <Datum>2021-12-02</Datum><Tijd>11:00</Tijd></Tijdstip></Bericht></Context>
    <Antwoorden><Antwoord><Inhoud><Inschrijvingen>{"".join(enrolments)}</Inschrijvingen></Inhoud>
    {errors}</Antwoord></Antwoorden></Repliek></w:GeefHistoriekInschrijvingResponse>"""


ERROR = """<Uitzonderingen><Uitzondering><Identificatie>30101</Identificatie>
    <Oorsprong>DVNCI</Oorsprong><Type>FOUT</Type>
    <Diagnose>Geen gegevens gevonden voor de vraag.</Diagnose></Uitzondering></Uitzonderingen>"""


def write(folder: Path, **files: str) -> Path:
    """Write messages; a name that begins with a digit is given with an n before it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name.removeprefix('n')}.xml").write_text(text, encoding="utf-8")
    return folder
