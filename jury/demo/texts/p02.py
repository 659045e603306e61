"""Project 2: an energy supplier and a work-integration enterprise."""

from __future__ import annotations

from jury.demo.region import Answers, OtherFunding, Partner, Person, Project, Texts
from jury.domain.permissions import Role

PROJECT = Project(
    number=2,
    place="Confluan",
    asked_cents=82_000_00,
    minimum_cents=58_000_00,
    shares=(62_000_00, 0, 14_000_00, 6_000_00),
    indicators=(
        ("Personnes formées en isolant leur logement", "0", "24"),
        ("Autres foyers qui paient un tiers de moins", "0", "40"),
    ),
    other=(OtherFunding("Flux Énergie, factures remises et salaires d’encadrants", 40_000_00),),
    lead=Person("Thierry Nkoulou", "thierry.nkoulou@latelierchaleur.example", Role.APPLICANT),
    title=Texts(
        "Un métier contre le froid",
        "Een vak tegen de kou",
        "Ein Beruf gegen die Kälte",
        "A trade against the cold",
    ),
    summary=Texts(
        """
Ils ne peuvent plus payer leur chauffage. Plutôt que de couper, le fournisseur Flux Énergie
efface la moitié de la dette et, avec l’entreprise d’insertion L’Atelier Chaleur, propose un
contrat de dix mois : apprendre à isoler, d’abord chez soi, puis chez les autres. Vingt-quatre
places, pour plus de neuf cents foyers en difficulté. Qui sera choisi, et qui ne le sera pas ?
Un tirage parmi les volontaires décidera, et personne ne perdra l’électricité pour avoir dit
non.
""",
        """
Ze kunnen hun verwarming niet meer betalen. In plaats van af te sluiten scheldt leverancier Flux
Énergie de helft van de schuld kwijt. Samen met het maatwerkbedrijf L’Atelier Chaleur biedt hij
een contract van tien maanden aan: leren isoleren, eerst thuis, dan bij anderen. Vierentwintig
plaatsen, voor meer dan negenhonderd gezinnen in moeilijkheden. Wie wordt gekozen, en wie niet?
Er wordt geloot onder wie wil, en niemand verliest stroom omdat hij neen zegt.
""",
        """
Sie können ihre Heizung nicht mehr bezahlen. Statt abzuschalten, erlässt der Versorger Flux
Énergie die Hälfte der Schulden und bietet mit dem Betrieb L’Atelier Chaleur einen Vertrag für
zehn Monate an: dämmen lernen, erst zu Hause, dann bei anderen. Vierundzwanzig Plätze, für mehr
als neunhundert Haushalte in Not. Wer wird genommen, und wer nicht? Unter den Freiwilligen
entscheidet das Los, und niemand verliert den Strom, weil er Nein sagt.
""",
        """
They can no longer pay for their heating. The supplier Flux Énergie does not cut them off: it
cancels half of the debt and, with the work-integration enterprise L’Atelier Chaleur, offers a
ten-month contract to learn insulation, first at home, then for others. Twenty-four places, for
more than nine hundred households in trouble. Who will be chosen, and who will not? Lots are
drawn among those who want to, and nobody loses power for saying no.
""",
    ),
    answers=Answers(
        problem="""
L’hiver passé, plus de 900 foyers de Confluan avaient plus de 600 € de retard de chauffage. On
leur envoie des lettres, puis un limiteur de courant, puis quelqu’un qui coupe. La dette reste,
le mur froid aussi. Beaucoup cherchent du travail et n’en trouvent pas. En même temps, les
entreprises d’isolation refusent des chantiers, faute de bras. Tout le monde perd, et tout le
monde le sait.
""",
        plan="""
Deux groupes de douze personnes signent un contrat de dix mois, payé au salaire minimum. Premier
chantier : leur propre logement, avec l’accord du propriétaire. Ensuite quarante logements
voisins. Un chef d’équipe pour six, une assistante sociale à mi-temps, une garde d’enfants dès
sept heures. Flux Énergie efface la moitié de la dette à la signature, le reste après dix mois,
même si l’on trouve un emploi avant.
""",
        gains="""
Vingt-quatre personnes gagnent un salaire, un certificat et un mur chaud. Quarante autres foyers
paieront un tiers de moins. Le fournisseur récupère des clients qui paient, L’Atelier des
ouvriers qu’il a formés. Mais vingt-quatre sur neuf cents, c’est dur à dire. Nous refusons de
choisir « les plus motivés » : ce sont toujours les mêmes. Un tirage au sort public, et une
liste d’attente que chacun peut consulter.
""",
        roles="""
L’Atelier Chaleur forme, emploie et répond de la qualité des travaux. Flux Énergie écrit aux
clients avec nous, efface les dettes et paie deux encadrants. L’Office de l’emploi garde les
droits ouverts et organise le tirage, en présence d’un délégué des clients. Un refus ne laisse
aucune trace au dossier : c’est signé. Le propriétaire qui profite des travaux s’engage à ne pas
augmenter le loyer.
""",
        afterwards="""
Les vingt-quatre peuvent rester un an de plus, car les chantiers, eux, sont payés. Quatre
entreprises du bâtiment ont promis huit embauches. Flux Énergie décidera à l’automne d’étendre
la remise à ses clients d’autres villes ; elle n’a rien promis, nous ne le promettons donc pas.
La méthode du tirage et les modèles de contrat seront publiés, avec ce que nous aurions aimé
savoir en commençant.
""",
    ),
    users_word="""
Chez nous on vivait à trois dans la cuisine, porte fermée, four ouvert. J’ai reçu la lettre et
j’ai pensé à un piège. J’ai dit oui au tirage parce que ma voisine pouvait dire non sans ennui.
Si je ne suis pas tirée, je veux au moins qu’on me réponde.
""",
    partners=(
        Partner(
            "L’Atelier Chaleur",
            "social_enterprise",
            "la formation, les contrats, les chantiers",
            "des ouvriers formés par elle, des commandes sûres",
        ),
        Partner(
            "Flux Énergie",
            "company",
            "des dettes effacées et deux encadrants payés",
            "des clients qui restent et qui paient",
        ),
        Partner(
            "Office de l’emploi de Confluan",
            "public_body",
            "les droits gardés, le tirage au sort public",
            "des retours à l’emploi qui durent",
        ),
        Partner(
            "Délégués des clients en retard",
            "users_collective",
            "un regard sur chaque lettre et sur le tirage",
            "être traités en adultes, pas en dossiers",
        ),
    ),
)
