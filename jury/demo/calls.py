"""The calls of the demonstration: their rules, their calendar, their jury and its sheets."""

from __future__ import annotations

from typing import Final

from jury.demo.criteria import CRITERIA
from jury.demo.people import DORTE, FIRST_JURY, SECOND_JURY, STAFF
from jury.demo.region import (
    Call,
    Departure,
    Levels,
    Region,
    Sheet,
    Tie,
    Timetable,
    Town,
    fr,
)
from jury.demo.texts import (
    begun,
    p01,
    p02,
    p03,
    p04,
    p05,
    p06,
    p07,
    p08,
    p09,
    p10,
    p11,
    p12,
    sheets_first,
    sheets_second,
)

TOWNS = (
    Town("Confluan", 118_000),
    Town("Saint-Orlin", 64_000),
    Town("Montvauve", 52_000),
    Town("Hautrive-Hoogvoorde", 47_000, ("fr", "nl")),
    Town("Erlmünden", 38_000, ("de", "fr")),
    Town("Pont-sur-Orline", 36_000),
    Town("Essardelle", 31_000),
    Town("Grandvauve", 24_000),
)

_AUTHORITY: Final = "Région des Trois-Rivières"
_PLACE: Final = "Les huit villes de la Région des Trois-Rivières"
_WHO: Final = fr("""
Au moins trois partenaires, de deux secteurs différents : associations, entreprises, écoles,
services publics, coopératives, chercheurs, habitants. Les personnes que le projet concerne y
prennent part et le disent avec leurs mots. Une personne seule, ou un parti, ne peut pas répondre.
""")
_CONTACT: Final = fr("""
Hélène Quintard, gestionnaire du dossier : helene.quintard@trois-rivieres.example, ou le
080 00 00 00, du lundi au vendredi de 9 h à 17 h. On peut aussi venir place des Trois-Eaux, 1, à
Confluan.
""")
_FACILITATOR: Final = fr("""
Samira Lambert, facilitatrice : 080 00 00 01, tous les jours de 9 h à 20 h, ou
samira.lambert@latable-ronde.example.
""")
_MANDATE: Final = fr("""
Je m’appelle Samira Lambert et je travaille pour la coopérative La Table Ronde. La Région me paie un
prix fixé d’avance. Ni elle ni le jury ne peuvent, seuls, mettre fin à ma mission : il faut leur
accord à tous les deux. J’anime le jury : je ne note pas, je ne vois aucune fiche fermée, je ne
change ni les critères ni les votes.
""")
_APPEAL: Final = fr("""
Vous pensez que la règle n’a pas été suivie ? Écrivez d’abord au garant, Pascal Oyono
(pascal.oyono@garants.example) : il répond en quinze jours. Vous pouvez aussi demander à la Région
de revoir sa décision dans les 30 jours, puis saisir le tribunal administratif de Confluan dans les
60 jours. Ces démarches sont gratuites.
""")
_BASIS: Final = fr("""
Règlement régional sur la participation des habitants, article 12 : la Région suit la liste du
jury citoyen, sauf pour un motif annoncé d’avance, qu’elle explique par écrit, projet par projet.
""")
_GROUNDS: Final = fr("""
La Région peut s’écarter de la liste pour un de ces quatre motifs, et pour aucun autre : 1. le
projet est contraire à la loi ; 2. la même dépense est déjà payée par un autre fonds public ; 3. un
partenaire indispensable s’est retiré ; 4. l’argent qui reste suffit au montant minimum d’un
projet de la liste de réserve, dans l’ordre du jury.
""")
_LIMIT: Final = fr("""
La Région répond dans les 30 jours, au jury d’abord. Sans réponse, la liste du jury est adoptée.
L’argent qui se libère va au projet suivant de la liste de réserve.
""")


def _levels(row: str) -> Levels:
    a, b, c, d = (int(sign) if sign.isdigit() else None for sign in row)
    return (a, b, c, d)


def _first_sheets() -> tuple[Sheet, ...]:
    sheets = []
    for project, rows in sheets_first.LEVELS.items():
        for juror, row in enumerate(rows, start=1):
            convinced, worried = sheets_first.WORDS.get((juror, project), ("", ""))
            sheets.append(Sheet(juror, project, _levels(row), fr(convinced), fr(worried)))
    return tuple(sheets)


def _second_sheets() -> tuple[Sheet, ...]:
    sheets = []
    for juror, rows in sheets_second.LEVELS.items():
        for project, row in rows.items():
            convinced, worried = sheets_second.WORDS.get((juror, project), ("", ""))
            levels = row.rstrip("*")
            sheets.append(
                Sheet(
                    juror,
                    project,
                    _levels(levels),
                    fr(convinced),
                    fr(worried),
                    submitted="*" not in row,
                    answered=4 - levels.count("."),
                )
            )
    return tuple(sheets)


FIRST = Call(
    key="mieux-vivre-ensemble-1",
    year_offset=-1,
    title="Mieux vivre ensemble {year}",
    purpose=fr("""
    Cet appel finance des projets que personne ne peut réussir seul. Une association et une banque,
    une boutique et une ferme, une école et une usine. Des gens qui ne se parlaient pas essaient
    quelque chose ensemble, avec les personnes concernées. La Région donne l’argent. Quinze
    habitants tirés au sort lisent, comparent et choisissent. Nous cherchons des projets utiles dès
    cette année, où chacun donne et où chacun gagne. D’autres villes doivent pouvoir les reprendre.
    """),
    budget_cents=120_000_00,
    authority=_AUTHORITY,
    place=_PLACE,
    who_may_apply=_WHO,
    contact=_CONTACT,
    facilitator_contact=_FACILITATOR,
    facilitator_mandate=_MANDATE,
    appeal=_APPEAL,
    power="followed_unless",
    power_basis=_BASIS,
    depart_grounds=_GROUNDS,
    time_limit=_LIMIT,
    timetable=Timetable(
        opens=-480,
        closes=-425,
        accepted=-415,
        seated=-410,
        ties=-400,
        round_opens=-395,
        round_closes=-381,
        counted=-380,
        confirmed=-378,
        prepared=-370,
        adopted=-356,
        published=-353,
        decide_by=-350,
    ),
    criteria=CRITERIA,
    projects=(p01.PROJECT, p03.PROJECT, p05.PROJECT, p07.PROJECT, p09.PROJECT, p11.PROJECT),
    jurors=FIRST_JURY,
    sheets=_first_sheets(),
    ties=(
        Tie(2, 11, "link", "Je prends le train à Montvauve tous les matins."),
        Tie(5, 3, "link", fr("La ferme des Aulnes m’a vendu une remorque il y a dix ans.")),
        Tie(12, 9, "link", fr("J’habite Pont-sur-Orline et ma mère achète son pain chez eux.")),
        Tie(14, 9, "link", fr("Je serais cliente : j’habite juste à côté.")),
    ),
    confirmation=fr("""J’ai ouvert les quatre-vingt-dix fiches et refait tous les comptes : ils
    donnent les nombres publiés."""),
    departures=(
        Departure(
            5,
            "funded",
            23_600_00,
            fr("""
    Motif 4 annoncé dans le règlement. Une fois payés les trois projets choisis par le jury, il
    reste 25 200 €. « Des crèches qui durent » vient en tête de la liste de réserve. Il demandait
    28 000 € : c’est trop. Mais il peut commencer avec 23 600 €, son montant minimum. La Région le
    finance à ce montant, avec l’accord écrit des partenaires, plutôt que de laisser dormir
    l’argent. La ville paiera elle-même, l’an prochain, les travaux de la seconde cuisine.
    """),
        ),
    ),
    expected_funded=(1, 3, 11),
    expected_reserve=(5,),
)

SECOND = Call(
    key="mieux-vivre-ensemble-2",
    year_offset=0,
    title="Mieux vivre ensemble {year}",
    purpose=fr("""
    Pour la deuxième fois, quinze habitants tirés au sort choisissent des projets menés à
    plusieurs. Se chauffer, manger, se comprendre à l’école. Ne pas être seul, se protéger de
    l’eau, partager ses outils. Ces questions n’ont pas de réponse toute faite. Ceux qui les vivent
    savent des choses que nous ignorons. Nous demandons des partenaires qui n’avaient pas
    l’habitude de travailler ensemble, et un échange où chacun s’y retrouve. Dites aussi la vérité
    sur ce qui pourrait rater.
    """),
    budget_cents=180_000_00,
    authority=_AUTHORITY,
    place=_PLACE,
    who_may_apply=_WHO,
    contact=_CONTACT,
    facilitator_contact=_FACILITATOR,
    facilitator_mandate=_MANDATE,
    appeal=_APPEAL,
    power="followed_unless",
    power_basis=_BASIS,
    depart_grounds=_GROUNDS,
    time_limit=_LIMIT,
    timetable=Timetable(
        opens=-100,
        closes=-45,
        accepted=-35,
        seated=-30,
        ties=-9,
        round_opens=-8,
        round_closes=9,
        decide_by=45,
    ),
    criteria=CRITERIA,
    projects=(p02.PROJECT, p04.PROJECT, p06.PROJECT, p08.PROJECT, p10.PROJECT, p12.PROJECT),
    jurors=SECOND_JURY,
    sheets=_second_sheets(),
    ties=(
        Tie(11, 12, "conflict", fr("J’habite la tour B et je suis membre de l’amicale.")),
        Tie(2, 6, "link", fr("Ma tante est soignée à l’hôpital de Montvauve.")),
        Tie(5, 10, "link", fr("L’Erl passe au bout de mon champ. J’ai deux capteurs chez moi.")),
        Tie(8, 8, "link", fr("Une voisine fait partie des interprètes.")),
        Tie(12, 8, "link", fr("J’enseigne dans une école qui pourrait appeler ce numéro.")),
    ),
)

THIRD = Call(
    key="transition-juste",
    year_offset=1,
    title="Transition juste {year}",
    purpose=fr("""
    Isoler, se déplacer, manger, produire autrement : tout le monde en parle, et tout le monde ne
    peut pas suivre. Cet appel aide ceux qui ont le moins à changer aussi. Le locataire d’un
    logement mal isolé. L’ouvrier dont l’usine change de métier. L’agricultrice qui ne peut pas
    attendre dix ans. Venez avec des partenaires que vous ne connaissiez pas hier. Un jury
    d’habitants tirés au sort choisira, au printemps.
    """),
    budget_cents=150_000_00,
    authority=_AUTHORITY,
    place=_PLACE,
    who_may_apply=_WHO,
    contact=_CONTACT,
    facilitator_contact=_FACILITATOR,
    facilitator_mandate=_MANDATE,
    appeal=_APPEAL,
    power="followed_unless",
    power_basis=_BASIS,
    depart_grounds=_GROUNDS,
    time_limit=_LIMIT,
    timetable=Timetable(
        opens=-12,
        closes=48,
        accepted=60,
        seated=70,
        ties=80,
        round_opens=85,
        round_closes=100,
        decide_by=140,
    ),
    criteria=CRITERIA,
    projects=(),
    jurors=(),
    sheets=(),
    ties=(),
    drafts=(
        (p02.PROJECT.lead, begun.BUS),
        (DORTE, begun.BARN),
    ),
)

REGION = Region("Région des Trois-Rivières", TOWNS, STAFF, (FIRST, SECOND), (THIRD,))
