"""Project 8: interpreting by phone for families at school."""

from __future__ import annotations

from jury.demo.region import Answers, OtherFunding, Partner, Person, Project, Texts
from jury.domain.permissions import Role

PROJECT = Project(
    number=8,
    place="Saint-Orlin",
    asked_cents=18_000_00,
    minimum_cents=12_000_00,
    shares=(14_000_00, 2_000_00, 0, 2_000_00),
    indicators=(("Familles qui parlent pour elles-mêmes à l’école", "on ne le sait pas", "1 900"),),
    other=(OtherFunding("Orline Télécom, ligne et minutes", 6_500_00),),
    lead=Person("Zohra Lindqvist", "zohra.lindqvist@troisvoix.example", Role.APPLICANT),
    title=Texts(
        "Des interprètes au téléphone pour l’école",
        "Tolken aan de telefoon voor de school",
        "Dolmetschen am Telefon für die Schule",
        "Interpreters on the phone for school",
    ),
    summary=Texts(
        """
À la réunion de classe, c’est souvent l’enfant qui traduit, y compris ce qui le concerne. Trois
Voix propose un numéro unique : l’enseignante appelle, une interprète répond dans les cinq
minutes, le téléphone est posé sur la table, on parle à trois. Vingt-huit langues, quarante-deux
écoles, 1 900 familles. Cela coûte peu, aide partout, et ne se voit nulle part : pas de
bâtiment, pas de photo, seulement des parents qui comprennent.
""",
        """
Op het oudercontact vertaalt vaak het kind, ook wat over hemzelf gaat. Trois Voix biedt één
nummer: de leerkracht belt, binnen vijf minuten antwoordt een tolk, de telefoon ligt op tafel en
er wordt met drie gesproken. Achtentwintig talen, tweeënveertig scholen, 1.900 gezinnen. Het
kost weinig, helpt overal en is nergens te zien: geen gebouw, geen foto, alleen ouders die
begrijpen wat er gezegd wordt.
""",
        """
Beim Elternabend übersetzt oft das Kind, auch das, was es selbst betrifft. Trois Voix bietet
eine einzige Nummer: Die Lehrerin ruft an, binnen fünf Minuten meldet sich eine Dolmetscherin,
das Telefon liegt auf dem Tisch, man spricht zu dritt. Achtundzwanzig Sprachen, zweiundvierzig
Schulen, 1 900 Familien. Es kostet wenig, hilft überall und ist nirgends zu sehen: kein Gebäude,
kein Foto, nur Eltern, die verstehen, was gesagt wird.
""",
        """
At parents’ evenings it is often the child who translates, even what is about them. Trois Voix
offers a single number: the teacher calls, an interpreter answers within five minutes, the phone
lies on the table, and three people talk. Twenty-eight languages, forty-two schools, 1,900
families. It costs little, helps everywhere and is seen nowhere: no building, no photograph,
only parents who understand what is being said.
""",
    ),
    answers=Answers(
        problem="""
Dans nos écoles, une famille sur six parle une autre langue à la maison. Les bulletins partent,
les mots dans le cahier aussi, et personne ne sait s’ils sont compris. Alors on demande à
l’enfant. À neuf ans, Milan devait traduire à sa mère qu’il allait redoubler. Il a dit que tout
allait bien. Les interprètes existent, mais il faut les réserver trois semaines à l’avance.
""",
        plan="""
Un numéro, ouvert de huit à dix-neuf heures. L’école appelle, donne la langue, et l’interprète
rappelle en moins de cinq minutes. Soixante interprètes, souvent des parents eux-mêmes, se
forment pendant huit soirées : tout dire, ne rien ajouter, ne rien répéter. Ils sont payés à la
minute, préparation comprise. Les enseignants apprennent en une heure à parler à la mère plutôt
qu’au téléphone. Nous commençons par quarante-deux écoles.
""",
        gains="""
1 900 familles parlent elles-mêmes à la maîtresse. Les enfants redeviennent des enfants.
Soixante personnes gagnent un revenu d’appoint et un savoir reconnu. Les écoles évitent des
malentendus qui durent des années. Nous le savons : cela ne fera pas une belle inauguration. On
ne verra qu’une chose, la file des parents à la réunion de mars. L’an passé, à l’école pilote,
elle avait presque doublé.
""",
        roles="""
Trois Voix recrute les interprètes et tient la ligne. Quarante-deux écoles appellent, et disent
chaque mois ce qui a manqué. Orline Télécom offre le numéro et les minutes pendant deux ans.
L’Université de Confluan forme les interprètes et délivre son certificat. Sept parents, de sept
langues, écoutent des appels joués et choisissent les mots simples pour « orientation » ou «
redoublement ». Aucun appel n’est enregistré.
""",
        afterwards="""
Une minute coûte 70 centimes. Après l’essai, chaque école paiera ses minutes sur son budget
ordinaire : en moyenne 210 € par an, soit le prix d’un dépannage de photocopieuse. L’opérateur
garde ensuite un tarif réduit, prévu au contrat. La liste des interprètes appartient à la
région, pas à nous. Les hôpitaux regardent déjà ; ils devront attendre encore un peu, le temps
que l’école fonctionne bien.
""",
    ),
    users_word="""
La maîtresse a parlé, la voix a parlé, et moi j’ai répondu en tigrigna, aussi longtemps que je
voulais. J’ai dit que mon fils aime les insectes. Elle a ri. Elle ne savait pas que je faisais
des blagues. En français je n’en fais pas encore.
""",
    partners=(
        Partner(
            "Trois Voix",
            "association",
            "soixante interprètes et la ligne, de huit à dix-neuf heures",
            "un métier reconnu pour ses membres",
        ),
        Partner(
            "Quarante-deux écoles de Saint-Orlin et d’alentour",
            "school",
            "les appels, une heure de formation par équipe",
            "des parents présents, moins de malentendus",
        ),
        Partner(
            "Orline Télécom",
            "company",
            "le numéro et les minutes pendant deux ans",
            "un service utile à montrer, de futurs abonnés",
        ),
        Partner(
            "Université de Confluan, école d’interprètes",
            "research",
            "huit soirées de formation, un certificat",
            "un terrain pour ses étudiants",
        ),
    ),
)
