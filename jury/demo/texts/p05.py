"""Project 5: day nurseries run on sustainability."""

from __future__ import annotations

from jury.demo.region import Answers, OtherFunding, Partner, Person, Project, Texts
from jury.domain.permissions import Role

PROJECT = Project(
    number=5,
    place="Hautrive-Hoogvoorde",
    asked_cents=28_000_00,
    minimum_cents=23_600_00,
    shares=(15_000_00, 5_000_00, 8_000_00, 0),
    indicators=(("Enfants de crèche qui respirent un air plus propre", "0", "240"),),
    other=(OtherFunding("Ville de Hautrive-Hoogvoorde, travaux des cuisines", 12_000_00),),
    lead=Person("Anneke Delbrouck", "anneke.delbrouck@lespetitspas.example", Role.APPLICANT),
    title=Texts(
        "Des crèches qui durent",
        "Crèches die lang meegaan",
        "Kitas, die Bestand haben",
        "Nurseries that last",
    ),
    summary=Texts(
        """
Six crèches de Hautrive-Hoogvoorde changent trois choses de tous les jours : ce qui lave, ce qui
se mange, ce qui sert à jouer. Moins de produits dans l’air que respirent 240 bébés, des purées
cuites sur place avec les maraîchers du coin, des jouets en bois réparés plutôt que remplacés.
Les puéricultrices choisissent, essaient et gardent seulement ce qui leur simplifie la journée.
On ne verra pas tout de suite la différence. Les enfants, eux, respireront mieux plus tard.
""",
        """
Zes crèches in Hautrive-Hoogvoorde veranderen drie dingen van elke dag: waarmee ze schoonmaken,
wat ze eten en waarmee ze spelen. Minder schoonmaakmiddel in de lucht die 240 baby’s inademen,
groentepap die ter plaatse gekookt wordt met groenten uit de buurt, houten speelgoed dat
hersteld wordt in plaats van weggegooid. De kinderverzorgsters kiezen, proberen en houden alleen
wat hun dag eenvoudiger maakt. Het verschil ziet u niet meteen. Maar later zullen de kinderen
beter ademen.
""",
        """
Sechs Kitas in Hautrive-Hoogvoorde ändern drei alltägliche Dinge: womit geputzt, was gegessen
und womit gespielt wird. Weniger Putzmittel in der Luft, die 240 Babys atmen, Brei, der vor Ort
mit Gemüse aus der Gegend gekocht wird, Holzspielzeug, das repariert statt ersetzt wird. Die
Erzieherinnen wählen aus, probieren und behalten nur, was ihnen den Tag leichter macht. Den
Unterschied sieht man nicht sofort. Die Kinder werden dafür später besser atmen.
""",
        """
Six nurseries in Hautrive-Hoogvoorde are changing three everyday things: what they clean with,
what they eat and what they play with. Fewer chemicals in the air that 240 babies breathe,
purées cooked on the spot with vegetables from nearby, wooden toys that are mended and not
replaced. The nursery staff choose, try and keep only what makes their day simpler. You will not
see the difference at once. The children will breathe better later.
""",
    ),
    answers=Answers(
        problem="""
Un bébé passe jusqu’à dix heures par jour à la crèche, le nez à vingt centimètres du sol. Ce sol
est lavé deux fois par jour avec des produits dont nous ne savons pas lire l’étiquette. Les
repas arrivent en barquettes de plastique, après quatre-vingts kilomètres de route. Les jouets
cassent en trois mois. Personne n’a mal fait son travail : simplement, personne n’a eu le temps
de changer les habitudes.
""",
        plan="""
Dans chaque crèche, une puéricultrice volontaire reçoit trois heures par semaine pour mener les
essais. On commence par le ménage : vapeur, savon, moins de produits. Puis la cuisine : deux
cuisinières formées, des légumes de saison, des assiettes en verre trempé. Enfin le jeu : un
atelier mobile vient réparer les jouets sous les yeux des enfants. Tous les deux mois, les six
équipes se racontent ce qui a raté.
""",
        gains="""
240 enfants respirent un air plus propre et mangent mieux. Trente-huit professionnelles toussent
moins, et décident de leurs outils. Les parents reçoivent des recettes faisables le soir à sept
heures. Soyons honnêtes : le bénéfice vient tard, on le verra peut-être à l’âge de l’école, et
il ne fera pas la une. Mais une année de bébé ne se rattrape pas. C’est maintenant que leurs
poumons grandissent.
""",
        roles="""
Le réseau Les Petits Pas coordonne et donne les heures. La ville refait deux cuisines et change
ses règles d’achat : c’était le vrai verrou. La coopérative Terre Basse fournit les légumes et
accepte des commandes petites et irrégulières. La savonnerie Clairlin forme aux méthodes simples
et reprend ses bidons. Les parents goûtent, littéralement : un jury de six familles par crèche
note les menus en deux langues.
""",
        afterwards="""
Les nouveaux marchés de la ville sont signés pour quatre ans : ce qui a changé reste. Les
économies de produits et de barquettes paient les heures des référentes à partir de la deuxième
année, nous avons fait le calcul crèche par crèche. Le carnet d’essais, en français et en
néerlandais, sera donné à toutes les crèches de la région. Il dit aussi ce qui n’a servi à rien.
""",
    ),
    users_word="""
Ma fille a un an et de l’asthme. Je ne connais rien aux produits. Mais le mois de l’essai, quand
j’ouvrais la porte le matin, ça ne piquait plus les yeux. Sa référente m’a montré le seau : de
l’eau, du savon, et voilà. Je fais pareil à la maison, et c’est moins cher.
""",
    partners=(
        Partner(
            "Les Petits Pas, réseau de crèches",
            "association",
            "six crèches, trois heures par semaine et par équipe",
            "des équipes qui choisissent leurs outils et restent",
        ),
        Partner(
            "Ville de Hautrive-Hoogvoorde",
            "public_body",
            "deux cuisines refaites, des règles d’achat changées",
            "des enfants en meilleure santé, un exemple à montrer",
        ),
        Partner(
            "Coopérative Terre Basse",
            "cooperative",
            "des légumes de saison, livrés en petites quantités",
            "six clients fidèles toute l’année",
        ),
        Partner(
            "Savonnerie Clairlin",
            "company",
            "des formations et des bidons repris",
            "être connue des collectivités, apprendre des usages réels",
        ),
    ),
)
