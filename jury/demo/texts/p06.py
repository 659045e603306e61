"""Project 6: young volunteers visit isolated older people."""

from __future__ import annotations

from jury.demo.region import Answers, OtherFunding, Partner, Person, Project, Texts
from jury.domain.permissions import Role

PROJECT = Project(
    number=6,
    place="Montvauve",
    asked_cents=46_000_00,
    minimum_cents=32_000_00,
    shares=(36_000_00, 6_000_00, 0, 4_000_00),
    indicators=(
        ("Personnes seules visitées chaque jeudi", "0", "60"),
        ("Jeunes qui visitent", "0", "120"),
    ),
    other=(OtherFunding("Vauve Mobilité, titres de transport", 11_000_00),),
    lead=Person("Léonie Abadie", "leonie.abadie@lesjeudis.example", Role.APPLICANT),
    title=Texts(
        "Visites du jeudi",
        "Bezoek op donderdag",
        "Besuch am Donnerstag",
        "Thursday visits",
    ),
    summary=Texts(
        """
Le jeudi, ils sonnent. Cent vingt jeunes de 16 à 25 ans rendent visite, à deux, à des personnes
âgées qui ne voient plus personne. L’hôpital de Montvauve repère ceux qui rentrent chez eux sans
visite prévue, le transporteur offre les trajets, la ville prête une salle pour souffler après.
On lit le journal, on joue aux cartes, on répare le téléphone. Tout tient à la parole de
volontaires : c’est notre force, et notre risque.
""",
        """
Op donderdag bellen ze aan. Honderdtwintig jongeren van 16 tot 25 jaar bezoeken per twee oudere
mensen die niemand meer zien. Het ziekenhuis van Montvauve meldt wie naar huis gaat zonder dat
er bezoek komt, de vervoerder schenkt de ritten, de stad leent een zaal om na afloop op adem te
komen. Ze lezen de krant, kaarten, herstellen de telefoon. Alles hangt af van het woord van
vrijwilligers: dat is onze kracht, en ons risico.
""",
        """
Am Donnerstag klingeln sie. Hundertzwanzig junge Leute von 16 bis 25 besuchen zu zweit ältere
Menschen, die niemanden mehr sehen. Das Krankenhaus Montvauve meldet, zu wem nach der Entlassung
niemand kommt, das Busunternehmen schenkt die Fahrten, die Stadt leiht einen Raum zum Durchatmen
danach. Man liest Zeitung, spielt Karten, bringt das Telefon in Ordnung. Alles hängt am Wort von
Freiwilligen: Das ist unsere Stärke, und unser Risiko.
""",
        """
On Thursdays they ring the bell. A hundred and twenty young people from 16 to 25 visit, in
pairs, older people who no longer see anyone. Montvauve hospital points out those who go home
with no visit in sight, the bus company gives the journeys, the town lends a room to catch one’s
breath afterwards. They read the paper, play cards, fix the phone. Everything rests on the word
of volunteers: it is our strength, and our risk.
""",
    ),
    answers=Answers(
        problem="""
À Montvauve, 1 400 personnes de plus de 75 ans vivent seules. Une infirmière nous a dit : «
Certains reviennent à l’hôpital juste pour qu’on leur parle. » De l’autre côté de la rue, des
jeunes s’ennuient, cherchent un stage, ou s’entendent dire qu’ils ne font rien. Ils habitent les
mêmes immeubles et ne se connaissent pas. Les deux solitudes ont le même palier.
""",
        plan="""
Chaque jeudi, soixante duos visitent soixante personnes, toujours les mêmes. Avant, deux soirées
avec l’équipe de l’hôpital : que faire si elle tombe, si elle pleure, si elle veut vous donner
de l’argent. Après, une heure ensemble pour raconter. Une coordinatrice appelle chaque personne
le vendredi. Si un duo manque, elle y va elle-même ou trouve quelqu’un. Personne n’attend
derrière la fenêtre pour rien.
""",
        gains="""
Soixante personnes ont un visage à attendre. Cent vingt jeunes reçoivent une attestation, et
surtout des histoires. L’hôpital voit moins de retours inutiles. Tout dépend des bénévoles, et
des bénévoles s’en vont : examens, amour, déménagement. Nous comptons perdre un jeune sur trois
dans l’année, et nous en formons donc vingt de plus dès l’automne. Si nous descendons sous
quarante duos, nous arrêtons d’accueillir de nouvelles personnes.
""",
        roles="""
Les Jeudis recrutent, forment et tiennent le carnet des visites. L’hôpital de Montvauve repère,
avec l’accord de chacun, et prête une gériatre deux soirs par mois. Vauve Mobilité donne cent
vingt cartes de bus et pose les affiches. La ville prête la salle et assure les volontaires. Un
groupe de dix personnes visitées choisit les jeunes avec nous : elles posent des questions
redoutables.
""",
        afterwards="""
La coordinatrice est la seule dépense qui reste, 26 000 € par an. L’hôpital en prendra la moitié
si les retours baissent d’un dixième ; son directeur l’a écrit. Pour l’autre moitié, nous irons
voir les caisses de retraite. Les duos, eux, continuent souvent sans nous : sur l’essai de l’an
passé, neuf sur vingt se voient encore. Notre carnet de visite est libre, avec la liste des
erreurs.
""",
    ),
    users_word="""
Ils arrivent en retard, ils ont les lacets défaits et ils mangent tous mes biscuits. Quand il
pleut, je mets la bouilloire à deux heures déjà. La petite Inès m’a montré ma rue d’enfance sur
son téléphone. J’ai nommé chaque maison. Personne ne me l’avait demandé avant.
""",
    partners=(
        Partner(
            "Les Jeudis",
            "association",
            "les jeunes, la formation, le carnet des visites",
            "une place pour la jeunesse dans la ville",
        ),
        Partner(
            "Hôpital de Montvauve",
            "health",
            "le repérage et deux soirées par mois",
            "moins de retours sans raison médicale",
        ),
        Partner(
            "Vauve Mobilité",
            "company",
            "cent vingt cartes de bus",
            "des jeunes habitués au bus, une bonne nouvelle",
        ),
        Partner(
            "Ville de Montvauve",
            "public_body",
            "une salle et l’assurance",
            "des aînés entourés sans nouveau service à créer",
        ),
    ),
)
