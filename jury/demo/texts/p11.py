"""Project 11: a café run by people with disabilities in a railway station."""

from __future__ import annotations

from jury.demo.region import Answers, OtherFunding, Partner, Person, Project, Texts
from jury.domain.permissions import Role

PROJECT = Project(
    number=11,
    place="Montvauve",
    asked_cents=26_600_00,
    minimum_cents=25_000_00,
    shares=(17_600_00, 0, 4_000_00, 5_000_00),
    indicators=(("Personnes avec un contrat en gare", "0", "8"),),
    other=(OtherFunding("Chemins de fer des Trois-Rivières, loyer offert deux ans", 16_800_00),),
    lead=Person("Clarisse Vandamme", "clarisse.vandamme@labelletasse.example", Role.APPLICANT),
    title=Texts(
        "Le café de la gare",
        "Het stationscafé",
        "Das Café im Bahnhof",
        "The station café",
    ),
    summary=Texts(
        """
Le buffet de la gare de Montvauve est fermé depuis six ans. Huit personnes qui vivent avec un
handicap veulent le rouvrir et le tenir : vrai café, vrais horaires, vrai contrat. La compagnie
de chemin de fer offre deux ans de loyer. L’organisme de formation apprend le métier sur place,
au rythme de chacun. Deux villes veulent ce café, Montvauve et Essardelle. Nous avons choisi une
seule gare pour bien commencer, et nous expliquons pourquoi.
""",
        """
Het stationsbuffet van Montvauve is al zes jaar dicht. Acht mensen met een handicap willen het
heropenen en uitbaten: echte koffie, echte openingsuren, een echt contract. De
spoorwegmaatschappij schenkt twee jaar huur. De opleidingsinstelling leert hun het vak ter
plaatse, ieder op eigen tempo. Twee steden willen dit café, Montvauve en Essardelle. We hebben
één station gekozen om goed te beginnen, en we leggen uit waarom.
""",
        """
Das Bahnhofsbuffet von Montvauve ist seit sechs Jahren zu. Acht Menschen mit Behinderung wollen
es wieder aufmachen und führen: mit echtem Kaffee, festen Öffnungszeiten und richtigem
Arbeitsvertrag. Die Bahn verzichtet zwei Jahre auf die Miete. Die Ausbildungsstelle bringt ihnen
den Beruf vor Ort bei, jedem in seinem Tempo. Zwei Städte wollen dieses Café, Montvauve und
Essardelle. Wir haben einen Bahnhof gewählt, um gut anzufangen, und sagen, warum.
""",
        """
The buffet in Montvauve station has been closed for six years. Eight people who live with a
disability want to open it again and run it: real coffee, real hours, a real contract. The
railway company offers two years of rent. The training body teaches the trade on the spot, at
each person’s pace. Two towns want this café, Montvauve and Essardelle. We chose one station to
start well, and we explain why.
""",
    ),
    answers=Answers(
        problem="""
Dans notre région, huit personnes handicapées sur dix qui cherchent un emploi n’en trouvent pas.
On leur propose des stages, puis d’autres stages. Pendant ce temps, 2 300 voyageurs traversent
chaque matin la gare de Montvauve, et il n’y a plus rien : ni café, ni toilettes ouvertes, ni
quelqu’un à qui demander son train. Le buffet est vide, les chaises sont encore sur les tables.
""",
        plan="""
Nous rouvrons le buffet de six heures à quatorze heures, du lundi au samedi. Huit salariés à
temps partiel, deux encadrants. La carte est courte et dessinée, la caisse a des images, le
comptoir a deux hauteurs. Pendant trois mois, chacun essaie tous les postes et choisit le sien.
L’après-midi, la salle accueille les formations. L’équipe se réunit le lundi et décide elle-même
des plannings.
""",
        gains="""
Huit personnes ont un salaire, des collègues, un métier. Les voyageurs ont un café et un visage
connu. La gare est moins vide, et plus sûre aux heures sombres. Essardelle voulait aussi le
café, et sa maire nous l’a écrit fermement. Nous avons tranché pour Montvauve, où l’ascenseur
fonctionne et où deux bus arrivent. Ceux d’Essardelle auront deux des huit postes, et le trajet
payé.
""",
        roles="""
La Belle Tasse embauche, encadre et tient les comptes. Les Chemins de fer des Trois-Rivières
offrent le loyer pendant deux ans et refont l’électricité. L’Institut régional des métiers forme
sur place et délivre un vrai certificat. Le conseil des huit, c’est le nom que l’équipe s’est
donné, choisit la carte, les horaires et les nouveaux collègues. Il peut dire non à la
directrice, et l’a déjà fait.
""",
        afterwards="""
À 190 cafés par jour, nous payons tous les salaires, aides habituelles comprises. Le loyer
reviendra la troisième année, moitié prix. Nous avons visité un lieu semblable qui tient depuis
neuf ans, et compté ses tasses. Quand l’équipe sera solide, deux anciens iront ouvrir Essardelle
: c’est prévu, avec une date de rendez-vous dans dix-huit mois. Le manuel en images sera donné à
qui le demande.
""",
    ),
    users_word="""
La semaine de l’essai, mon prénom était sur mon badge. Avant, j’étais « le jeune de l’atelier ».
Là, les gens disaient « Lucas, un serré ! » et je le faisais bien. À la réunion, j’ai voté pour
fermer le dimanche, parce que le dimanche, c’est ma sœur. Le contrat, je l’attends.
""",
    partners=(
        Partner(
            "La Belle Tasse",
            "social_enterprise",
            "l’équipe, l’encadrement, la cuisine",
            "un lieu de passage, pas un lieu à part",
        ),
        Partner(
            "Chemins de fer des Trois-Rivières",
            "company",
            "le buffet, deux ans de loyer, l’électricité refaite",
            "une gare vivante et des voyageurs mieux accueillis",
        ),
        Partner(
            "Institut régional des métiers",
            "public_body",
            "deux formateurs et un certificat reconnu",
            "une salle d’exercice en conditions réelles",
        ),
        Partner(
            "Le conseil des huit",
            "users_collective",
            "ses décisions, ses savoir-faire, son humour",
            "un salaire, un métier, la clé du lieu",
        ),
    ),
)
