"""The two made-up projects of the practice round, in four languages: one solid, one to doubt.

They are nobody's, and must never be taken for a project of a call.
"""

from __future__ import annotations

from dataclasses import dataclass

from jury.domain.ready_criteria import InFour


@dataclass(frozen=True)
class MadeUpPartner:
    """A partner: who, what they bring, what they gain."""

    name: InFour
    brings: InFour
    gains: InFour


@dataclass(frozen=True)
class MadeUp:
    """A project as a partnership would write it; amounts in cents."""

    title: InFour
    place: InFour
    summary: InFour
    problem: InFour
    plan: InFour
    gains: InFour
    roles: InFour
    afterwards: InFour
    asked_cents: int
    minimum_cents: int
    other_source: InFour | None
    other_cents: int
    users_word: InFour | None
    partners: tuple[MadeUpPartner, ...]


TOOLS = MadeUp(
    title=InFour(
        "Un abri à outils pour trois rues",
        "Een gereedschapsschuur voor drie straten",
        "Ein Werkzeugschuppen für drei Straßen",
        "A tool shed for three streets",
    ),
    place=InFour(
        "Les Tilleuls (inventé)",
        "De Linden (verzonnen)",
        "Die Linden (erfunden)",
        "The Lindens (made up)",
    ),
    summary=InFour(
        "Dans nos trois rues, chacun achète une perceuse qui sert dix minutes par an. Nous "
        "voulons un abri où l’on emprunte des outils, et une soirée par mois où l’on apprend "
        "à réparer. Quinze familles ont dit oui, dont six qui n’ont ni cave ni garage. "
        "L’association du quartier tient les clés, l’atelier La Vis forme les bénévoles, la "
        "commune prête le terrain.",
        "In onze drie straten koopt iedereen een boormachine die tien minuten per jaar "
        "draait. Wij willen een schuur waar je gereedschap leent, en één avond per maand "
        "waarop je leert herstellen. Vijftien gezinnen zeiden ja, waarvan zes zonder kelder "
        "of garage. De buurtvereniging bewaart de sleutels, werkplaats De Schroef leidt de "
        "vrijwilligers op, de gemeente leent de grond.",
        "In unseren drei Straßen kaufen alle eine Bohrmaschine, die zehn Minuten im Jahr "
        "läuft. Wir wollen einen Schuppen, in dem man Werkzeug ausleiht, und einen Abend im "
        "Monat, an dem man reparieren lernt. Fünfzehn Familien haben Ja gesagt, sechs davon "
        "ohne Keller oder Garage. Der Nachbarschaftsverein hat die Schlüssel, die Werkstatt "
        "Die Schraube schult die Freiwilligen, die Gemeinde leiht das Grundstück.",
        "In our three streets everyone buys a drill that runs for ten minutes a year. We want "
        "a shed where people borrow tools, and one evening a month to learn how to mend "
        "things. Fifteen families said yes, six of them without a cellar or garage. The "
        "neighbours’ association keeps the keys, the workshop The Screw trains the "
        "volunteers, the town lends the ground.",
    ),
    problem=InFour(
        "Les outils coûtent cher et dorment dans les placards. Qui n’en a pas jette ce qui "
        "pourrait être réparé. Lors de notre fête de rue, 40 personnes sur 60 ont dit : « Je "
        "ne sais pas à qui demander. »",
        "Gereedschap is duur en ligt meestal in de kast. Wie er geen heeft, gooit weg wat "
        "hersteld kan worden. Op ons straatfeest zeiden 40 van de 60 mensen: “Ik weet niet "
        "aan wie ik het kan vragen.”",
        "Werkzeug ist teuer und liegt meist im Schrank. Wer keines hat, wirft weg, was man "
        "reparieren könnte. Bei unserem Straßenfest sagten 40 von 60 Leuten: „Ich weiß nicht, "
        "wen ich fragen soll.“",
        "Tools are expensive and mostly lie in cupboards. Who has none throws away what could "
        "be mended. At our street party 40 people out of 60 said: “I do not know whom to ask.”",
    ),
    plan=InFour(
        "Nous construisons un abri de 12 m² avec l’atelier. Nous y rangeons 80 outils, donnés "
        "ou achetés. Deux permanences par semaine, une soirée de réparation par mois. Le prêt "
        "est gratuit, avec une carte et une caution de 10 €.",
        "We bouwen met de werkplaats een schuur van 12 m². Daarin komen 80 stuks gereedschap, "
        "gekregen of gekocht. Twee uitleenmomenten per week, één herstelavond per maand. "
        "Lenen is gratis, met een kaart en 10 € waarborg.",
        "Mit der Werkstatt bauen wir einen Schuppen von 12 m². Hinein kommen 80 Werkzeuge, "
        "geschenkt oder gekauft. Zweimal in der Woche Ausleihe, einmal im Monat ein "
        "Reparaturabend. Das Ausleihen ist kostenlos, mit Karte und 10 € Pfand.",
        "We build a shed of 12 m² with the workshop. It will hold 80 tools, given or bought. "
        "It opens twice a week, with one repair evening a month. Borrowing is free, with a "
        "card and a deposit of €10.",
    ),
    gains=InFour(
        "Les familles réparent au lieu de racheter. Les stagiaires de l’atelier construisent "
        "quelque chose de vrai. La commune a moins de dépôts sauvages à enlever. Les voisins "
        "se connaissent.",
        "Gezinnen herstellen in plaats van opnieuw te kopen. De leerlingen van de werkplaats "
        "bouwen iets echts. De gemeente moet minder sluikstort ophalen. Buren leren elkaar "
        "kennen.",
        "Familien reparieren, statt neu zu kaufen. Die Lernenden der Werkstatt bauen etwas "
        "Echtes. Die Gemeinde muss weniger wilden Müll abholen. Nachbarn lernen einander "
        "kennen.",
        "Families mend instead of buying again. The workshop’s trainees build something real. "
        "The town has less dumped rubbish to clear. Neighbours get to know each other.",
    ),
    roles=InFour(
        "L’association tient les permanences et la liste des prêts. L’atelier construit, "
        "forme huit bénévoles et contrôle les machines deux fois par an. La commune prête le "
        "terrain dix ans et assure l’abri.",
        "De vereniging doet de uitlening en houdt de lijst bij. De werkplaats bouwt, leidt "
        "acht vrijwilligers op en keurt de machines twee keer per jaar. De gemeente leent de "
        "grond tien jaar uit en verzekert de schuur.",
        "Der Verein übernimmt die Ausleihe und führt die Liste. Die Werkstatt baut, schult "
        "acht Freiwillige und prüft die Maschinen zweimal im Jahr. Die Gemeinde leiht das "
        "Grundstück zehn Jahre lang und versichert den Schuppen.",
        "The association runs the opening hours and the list of loans. The workshop builds, "
        "trains eight volunteers and checks the machines twice a year. The town lends the "
        "ground for ten years and insures the shed.",
    ),
    afterwards=InFour(
        "L’abri reste. Les 15 familles paient 12 € par an pour l’entretien. Si l’association "
        "s’arrête, l’atelier reprend les outils pour un autre quartier : c’est écrit dans "
        "notre accord.",
        "De schuur blijft. De 15 gezinnen betalen 12 € per jaar voor het onderhoud. Stopt de "
        "vereniging, dan neemt de werkplaats het gereedschap mee naar een andere buurt: dat "
        "staat in onze afspraak.",
        "Der Schuppen bleibt. Die 15 Familien zahlen 12 € im Jahr für die Pflege. Hört der "
        "Verein auf, übernimmt die Werkstatt das Werkzeug für ein anderes Viertel: So steht "
        "es in unserer Vereinbarung.",
        "The shed stays. The 15 families pay €12 a year for its upkeep. If the association "
        "ends, the workshop takes the tools to another neighbourhood: our agreement says so.",
    ),
    other_source=InFour(
        "Commune des Tilleuls, le terrain et l’assurance",
        "Gemeente De Linden, de grond en de verzekering",
        "Gemeinde Die Linden, Grundstück und Versicherung",
        "Town of the Lindens, ground and insurance",
    ),
    users_word=InFour(
        "« J’ai réparé la chaise de ma fille avec la scie d’un voisin que je ne connaissais "
        "pas. » Fatou, 3e étage",
        "“Ik heb de stoel van mijn dochter hersteld met de zaag van een buur die ik niet "
        "kende.” Fatou, derde verdieping",
        "„Ich habe den Stuhl meiner Tochter mit der Säge eines Nachbarn repariert, den ich "
        "nicht kannte.“ Fatou, dritter Stock",
        "“I mended my daughter’s chair with the saw of a neighbour whom I did not know.” "
        "Fatou, third floor",
    ),
    asked_cents=640_000,
    minimum_cents=480_000,
    other_cents=120_000,
    partners=(
        MadeUpPartner(
            InFour(
                "Les voisins des Tilleuls",
                "De buren van De Linden",
                "Nachbarschaft Die Linden",
                "The Lindens neighbours",
            ),
            InFour(
                "deux permanences par semaine, 30 outils",
                "twee uitleenmomenten per week, 30 stuks gereedschap",
                "zweimal Ausleihe in der Woche, 30 Werkzeuge",
                "two openings a week, 30 tools",
            ),
            InFour(
                "des outils pour tous, des voisins qui s’entraident",
                "gereedschap voor iedereen, buren die elkaar helpen",
                "Werkzeug für alle, Nachbarn, die einander helfen",
                "tools for all, neighbours who help each other",
            ),
        ),
        MadeUpPartner(
            InFour(
                "Atelier La Vis",
                "Werkplaats De Schroef",
                "Werkstatt Die Schraube",
                "The Screw workshop",
            ),
            InFour(
                "la construction, la formation, le contrôle des machines",
                "de bouw, de opleiding, de keuring van de machines",
                "den Bau, die Schulung, die Prüfung der Maschinen",
                "the building, the training, the checks of machines",
            ),
            InFour(
                "un vrai chantier pour ses stagiaires",
                "een echte werf voor zijn leerlingen",
                "eine echte Baustelle für ihre Lernenden",
                "a real building site for its trainees",
            ),
        ),
        MadeUpPartner(
            InFour(
                "Commune des Tilleuls",
                "Gemeente De Linden",
                "Gemeinde Die Linden",
                "Town of the Lindens",
            ),
            InFour(
                "le terrain pour dix ans, l’assurance",
                "de grond voor tien jaar, de verzekering",
                "das Grundstück für zehn Jahre, die Versicherung",
                "the ground for ten years, the insurance",
            ),
            InFour(
                "moins de déchets, une rue plus vivante",
                "minder afval, een levendigere straat",
                "weniger Müll, eine lebendigere Straße",
                "less waste, a livelier street",
            ),
        ),
    ),
)

BUS = MadeUp(
    title=InFour(
        "De la musique dans le bus 7",
        "Muziek in bus 7",
        "Musik im Bus 7",
        "Music on the number 7 bus",
    ),
    place=InFour(
        "Rivemont (inventé)",
        "Oevermonde (verzonnen)",
        "Uferberg (erfunden)",
        "Rivermount (made up)",
    ),
    summary=InFour(
        "Le bus 7 est triste le matin. Nous voulons y jouer de la musique en direct, trois "
        "matins par semaine, pendant six mois. Les gens arriveront de bonne humeur au travail "
        "et à l’école. Beaucoup de villes en rêvent, nous serons les premiers.",
        "Bus 7 is ’s ochtends triest. Wij willen er live muziek spelen, drie ochtenden per "
        "week, zes maanden lang. Mensen komen dan goedgezind aan op het werk en op school. "
        "Veel steden dromen ervan, wij worden de eerste.",
        "Im Bus 7 ist es morgens trist. Wir wollen dort live Musik spielen, an drei Morgen in "
        "der Woche, sechs Monate lang. So kommen die Leute gut gelaunt zur Arbeit und zur "
        "Schule. Viele Städte träumen davon, wir werden die ersten sein.",
        "The number 7 bus is sad in the morning. We want to play live music on it, three "
        "mornings a week, for six months. People will reach work and school in a good mood. "
        "Many towns dream of it, and we shall be the first.",
    ),
    problem=InFour(
        "Personne ne se parle dans le bus. Tout le monde regarde son téléphone. Nous pensons "
        "que les gens se sentent seuls.",
        "Niemand praat met elkaar in de bus. Iedereen kijkt naar zijn telefoon. Wij denken "
        "dat mensen zich alleen voelen.",
        "Im Bus spricht niemand miteinander. Alle schauen auf ihr Telefon. Wir glauben, dass "
        "die Leute sich allein fühlen.",
        "Nobody talks on the bus. Everybody looks at their phone. We think that people feel alone.",
    ),
    plan=InFour(
        "Deux musiciennes montent à 7 h 10 et jouent jusqu’au terminus. Le vendredi, les "
        "passagers peuvent chanter avec elles. Nous n’avons pas encore demandé aux passagers "
        "ni aux conducteurs ce qu’ils en pensent.",
        "Twee muzikanten stappen om 7.10 uur op en spelen tot de eindhalte. Op vrijdag kunnen "
        "de reizigers meezingen. We hebben de reizigers en de chauffeurs nog niet gevraagd "
        "wat zij ervan vinden.",
        "Zwei Musikerinnen steigen um 7.10 Uhr ein und spielen bis zur Endstation. Freitags "
        "können die Fahrgäste mitsingen. Die Fahrgäste und das Fahrpersonal haben wir noch "
        "nicht gefragt, was sie davon halten.",
        "Two musicians get on at 7.10 and play to the last stop. On Fridays passengers can "
        "sing along. We have not yet asked passengers or drivers what they think.",
    ),
    gains=InFour(
        "Les passagers gagnent un bon moment. Les musiciennes gagnent un revenu et un public. "
        "La compagnie gagne une bonne image.",
        "De reizigers winnen een fijn moment. De muzikanten krijgen een inkomen en een "
        "publiek. Het busbedrijf krijgt een goed imago.",
        "Die Fahrgäste gewinnen einen schönen Moment. Die Musikerinnen gewinnen Einkommen und "
        "Publikum. Das Busunternehmen gewinnt an Ansehen.",
        "Passengers gain a good moment. The musicians gain an income and an audience. The "
        "company gains a good name.",
    ),
    roles=InFour(
        "Le collectif Do Ré choisit et paie les musiciennes. La compagnie de bus donne son "
        "accord et prévient les conducteurs.",
        "Collectief Do Re kiest en betaalt de muzikanten. Het busbedrijf geeft toestemming en "
        "verwittigt de chauffeurs.",
        "Das Kollektiv Do Re wählt die Musikerinnen aus und bezahlt sie. Das Busunternehmen "
        "stimmt zu und informiert das Fahrpersonal.",
        "The Do Re collective chooses and pays the musicians. The bus company agrees and "
        "tells the drivers.",
    ),
    afterwards=InFour(
        "De beaux souvenirs, et une vidéo. Si cela plaît, nous chercherons de l’argent pour "
        "continuer.",
        "Mooie herinneringen, en een video. Als het bevalt, zoeken we geld om door te gaan.",
        "Schöne Erinnerungen und ein Video. Wenn es gefällt, suchen wir Geld, um weiterzumachen.",
        "Good memories, and a video. If people like it we shall look for money to go on.",
    ),
    other_source=None,
    users_word=None,
    asked_cents=950_000,
    minimum_cents=950_000,
    other_cents=0,
    partners=(
        MadeUpPartner(
            InFour(
                "Collectif Do Ré",
                "Collectief Do Re",
                "Kollektiv Do Re",
                "Do Re collective",
            ),
            InFour(
                "deux musiciennes, trois matins par semaine",
                "twee muzikanten, drie ochtenden per week",
                "zwei Musikerinnen, drei Morgen in der Woche",
                "two musicians, three mornings a week",
            ),
            InFour(
                "un revenu et un public",
                "een inkomen en een publiek",
                "Einkommen und Publikum",
                "an income and an audience",
            ),
        ),
        MadeUpPartner(
            InFour(
                "Bus de Rivemont",
                "Bussen van Oevermonde",
                "Busse Uferberg",
                "Rivermount Buses",
            ),
            InFour(
                "la place dans le bus 7",
                "de plaats in bus 7",
                "den Platz im Bus 7",
                "the room on the number 7 bus",
            ),
            InFour(
                "une bonne image",
                "een goed imago",
                "ein gutes Ansehen",
                "a good name",
            ),
        ),
    ),
)

PRACTICE_PROJECTS = (TOOLS, BUS)
