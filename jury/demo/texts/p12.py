"""Project 12: a tool library and a moving service in a housing estate."""

from __future__ import annotations

from jury.demo.region import Answers, OtherFunding, Partner, Person, Project, Texts
from jury.domain.permissions import Role

PROJECT = Project(
    number=12,
    place="Confluan",
    asked_cents=58_000_00,
    minimum_cents=36_000_00,
    shares=(27_000_00, 0, 31_000_00),
    indicators=(
        ("Emplois dans les tours", "0", "4"),
        ("Échanges de logements par an", "on ne le sait pas", "30"),
    ),
    other=(OtherFunding("Habitat Vauve, local et assurance", 15_000_00),),
    lead=Person("Hakim Desroches", "hakim.desroches@tilleuls.example", Role.APPLICANT),
    title=Texts(
        "L’outilthèque des Tilleuls",
        "De gereedschapstheek van Les Tilleuls",
        "Die Werkzeug-Bibliothek von Les Tilleuls",
        "The tool library of Les Tilleuls",
    ),
    summary=Texts(
        """
Une perceuse sert treize minutes dans sa vie. Aux Tilleuls, 640 logements, on pourrait en
partager vingt. Le projet ouvre au rez-de-chaussée de la tour C une bibliothèque d’outils et un
service de déménagement tenu par une entreprise d’insertion. La moitié des locataires se
réjouit. L’autre craint le bruit, et un cadeau du bailleur qui remplacerait de vraies
réparations. Nous avons écrit le projet avec les deux camps, désaccords compris.
""",
        """
Een boormachine draait in haar leven dertien minuten. In Les Tilleuls, met 640 woningen, zouden
we er twintig kunnen delen. Het project opent op de benedenverdieping van toren C een
gereedschapsbibliotheek en een verhuisdienst, gerund door een maatwerkbedrijf. De helft van de
huurders is blij. De andere helft vreest lawaai, en een cadeau van de verhuurder in plaats van
echte herstellingen. We schreven het project met beide kampen, meningsverschillen inbegrepen.
""",
        """
Eine Bohrmaschine läuft in ihrem Leben dreizehn Minuten. In Les Tilleuls mit seinen 640
Wohnungen könnten zwanzig für alle reichen. Das Projekt eröffnet im Erdgeschoss von Turm C eine
Werkzeug-Bibliothek und einen Umzugsdienst, den ein Integrationsbetrieb führt. Die Hälfte der
Mieter freut sich. Die andere fürchtet Lärm, und ein Geschenk des Vermieters statt echter
Reparaturen. Wir haben das Projekt mit beiden Lagern geschrieben, samt Streit.
""",
        """
A drill runs for thirteen minutes in its life. In Les Tilleuls, with 640 homes, twenty could be
shared. The project opens a tool library on the ground floor of tower C and a moving service run
by a work-integration enterprise. Half of the tenants are glad. The other half fear noise, and a
present from the landlord in place of real repairs. We wrote the project with both camps,
disagreements included.
""",
    ),
    answers=Answers(
        problem="""
Aux Tilleuls, déménager d’un étage à l’autre coûte 500 €, alors des familles trop nombreuses
restent dans un deux-pièces et des veuves dans un cinq-pièces. Pour poser une étagère, on
achète, on emprunte ou on renonce. L’ascenseur de la tour B est en panne quatre mois par an.
C’est là que le quartier se divise : faut-il des outils partagés quand le bailleur ne répare pas
?
""",
        plan="""
Un ancien local à poussettes devient l’outilthèque : deux cents outils, ouverts trois soirs et
le samedi, un bricoleur salarié qui montre. L’Échelle, entreprise d’insertion, déménage les
locataires pour 60 €, monte les meubles et embauche quatre habitants. Pas de perceuse après
dix-neuf heures, c’est affiché. Et le bailleur s’engage par écrit sur un calendrier de
réparations, lu à voix haute à chaque assemblée.
""",
        gains="""
640 ménages peuvent réparer, prêter, bouger. Quatre emplois naissent dans les tours. Habitat
Vauve gagne des échanges de logements, que nous estimons à trente par an. Le groupe du mardi y
voit un pansement ; le groupe du samedi, un début. Nous avons voté : 212 pour, 188 contre, 240
portes restées fermées. Nous présentons le projet quand même, et le groupe du mardi a écrit la
moitié de cette réponse.
""",
        roles="""
L’Amicale des Tilleuls tient l’outilthèque, avec trois sièges pour chaque camp. Habitat Vauve
donne le local, l’assurance et le calendrier des réparations. L’Échelle déménage, forme et
salarie. Si le bailleur manque deux dates de réparation, l’amicale peut retirer son logo de la
porte et le dire dans la presse. Une médiatrice du centre social, payée par tous, préside les
assemblées : personne n’a confiance en personne, c’est plus simple ainsi.
""",
        afterwards="""
Les outils durent et les prêts à 1 € paient les mèches. Deux cents déménagements par an
équilibrent L’Échelle ; à cent vingt, il lui faudra d’autres cités, et deux bailleurs ont
appelé. Si la moitié du quartier reste contre après un an, nous revoterons, et nous accepterons
le résultat. Nous laisserons au moins une chose : un règlement écrit par des gens qui ne
s’aimaient pas.
""",
    ),
    users_word="""
Je suis contre, et j’ai signé le projet. Je veux mon ascenseur avant vos tournevis. Mais quand
ils ont monté l’armoire de ma mère au septième pour soixante euros, sans rien casser et en
riant, j’ai dû dire merci. Je reste au groupe du mardi, attention.
""",
    partners=(
        Partner(
            "Amicale des Tilleuls",
            "users_collective",
            "les bénévoles, les deux camps, le règlement",
            "des outils, et un bailleur qui répond",
        ),
        Partner(
            "Habitat Vauve",
            "company",
            "le local, l’assurance, un calendrier de réparations",
            "des échanges de logements et moins de colère",
        ),
        Partner(
            "L’Échelle",
            "social_enterprise",
            "les déménagements, quatre emplois",
            "des clients à deux pas et des salariés du quartier",
        ),
    ),
)
