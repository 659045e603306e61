"""Project 9: a shared delivery bicycle service for village shops."""

from __future__ import annotations

from jury.demo.region import Answers, OtherFunding, Partner, Person, Project, Texts
from jury.domain.permissions import Role

PROJECT = Project(
    number=9,
    place="Pont-sur-Orline",
    asked_cents=74_000_00,
    minimum_cents=70_000_00,
    shares=(62_000_00, 8_000_00, 0, 4_000_00),
    indicators=(("Livraisons à vélo par jour", "0", "110"),),
    other=(OtherFunding("Commerçants et coopérative, parts sociales", 14_000_00),),
    lead=Person(
        "Mireille Castagnet",
        "mireille.castagnet@rouelibre-orline.example",
        Role.APPLICANT,
    ),
    title=Texts(
        "Le village livré à vélo",
        "Per fiets bezorgd, in het hele dorp",
        "Das Dorf per Rad beliefert",
        "The village delivered by bicycle",
    ),
    summary=Texts(
        """
Onze commerces de Pont-sur-Orline et des villages autour partagent quatre vélos cargos, deux
livreurs salariés et un seul numéro de téléphone. On commande son pain, ses médicaments et un
colis ; tout arrive dans la même tournée, avec un bonjour. La Poste régionale confie ses petits
paquets, ce qui remplit les heures creuses. Nous demandons beaucoup, et presque tout est
indispensable : avec deux vélos, la tournée ne passe qu’un jour sur deux, et plus personne ne
s’en sert.
""",
        """
Elf winkels in Pont-sur-Orline en de dorpen errond delen vier bakfietsen, twee koeriers in
loondienst en één telefoonnummer. U bestelt brood, medicijnen en een pakje; alles komt in één
ronde aan, met een goedendag erbij. De regionale post geeft haar kleine pakjes mee en vult zo de
stille uren. We vragen veel, en bijna alles is nodig: met twee fietsen komt de ronde maar om de
andere dag voorbij, en dan gebruikt niemand ze nog.
""",
        """
Elf Läden in Pont-sur-Orline und den Dörfern ringsum teilen sich vier Lastenräder, zwei
angestellte Fahrer und eine Telefonnummer. Man bestellt Brot, Medikamente und ein Paket; alles
kommt auf einer Tour, mit einem Guten Tag dazu. Die regionale Post gibt ihre kleinen Pakete mit
und füllt damit die ruhigen Stunden. Wir bitten um viel, und fast alles ist nötig: Mit zwei
Rädern käme die Tour nur jeden zweiten Tag, und dann nutzt sie niemand mehr.
""",
        """
Eleven shops in Pont-sur-Orline and the villages around share four cargo bicycles, two employed
riders and one telephone number. You order your bread, your medicine and a parcel; everything
comes in the same round, with a good morning. The regional post adds its small parcels, which
fills the quiet hours. We ask for a lot, and nearly all of it is needed: with two bicycles the
round comes only every other day, and then nobody uses it.
""",
    ),
    answers=Answers(
        problem="""
Autour de Pont-sur-Orline, un habitant sur quatre n’a plus de voiture ou ne peut plus conduire.
Les camionnettes des grands sites passent, elles, cinq fois par jour. Nos commerces perdent
leurs clients les plus fidèles, simplement parce que ceux-ci ne peuvent plus venir. La
boulangère livre après sa journée, seule, sans être payée. Deux boutiques ont fermé cette année.
La prochaine sera peut-être la pharmacie.
""",
        plan="""
La coopérative achète quatre vélos cargos à assistance et embauche deux livreurs à plein temps.
Deux tournées par jour relient onze commerces et six hameaux, dans un rayon de neuf kilomètres.
On commande au téléphone ou chez n’importe lequel des onze. La livraison coûte 2 € à l’habitant,
un peu plus au commerçant. Quand il neige, une voiture prêtée par la commune prend le relais.
Démarrage au printemps.
""",
        gains="""
Six cents foyers gardent un vrai choix sans conduire. Onze commerces gardent leurs clients. Deux
personnes ont un travail stable, dehors, au pays. Le facteur régional fait moins de détours. Et
le livreur remarque le volet qui ne s’ouvre pas. La question difficile, nous la connaissons :
notre montant minimum, c’est presque tout. Un demi-service serait une promesse non tenue ; nous
préférons attendre que commencer trop petit.
""",
        roles="""
Roue Libre, la coopérative, emploie les livreurs et entretient les vélos. Les onze commerçants
paient un abonnement et tiennent à tour de rôle le téléphone. La Poste régionale apporte
quarante colis par jour, avec une convention de trois ans. La commune prête un garage, une
voiture de secours et repeint les passages dangereux. Chaque partenaire a une voix au conseil,
les habitants abonnés en ont deux.
""",
        afterwards="""
Nos comptes s’équilibrent la troisième année, à condition de faire cent dix livraisons par jour.
À quatre-vingt-dix, il manque 8 000 €, que la commune a promis de couvrir une fois. Les vélos
durent sept ans. Si nous échouons, ils iront à une autre coopérative de la région, c’est écrit
dans les statuts. Si nous réussissons, la vallée d’Erlmünden veut reprendre l’outil de tournée,
déjà prêt en allemand.
""",
    ),
    users_word="""
Depuis que je ne conduis plus, je dépends de ma fille, qui travaille loin. Je lui faisais la
liste le dimanche, un peu honteux. Avec l’essai du printemps, j’appelais le matin et le garçon
sonnait à onze heures. On parlait du temps. J’étais de nouveau un client, pas un souci.
""",
    partners=(
        Partner(
            "Roue Libre, coopérative",
            "cooperative",
            "les livreurs, l’entretien, l’outil de tournée",
            "un service viable et deux emplois",
        ),
        Partner(
            "Les onze commerces de l’Orline",
            "company",
            "un abonnement et le téléphone à tour de rôle",
            "des clients gardés, des soirées retrouvées",
        ),
        Partner(
            "Poste régionale",
            "public_body",
            "quarante colis par jour, pendant trois ans",
            "moins de détours, le dernier kilomètre sans moteur",
        ),
        Partner(
            "Commune de Pont-sur-Orline",
            "public_body",
            "un garage, une voiture de secours, 8 000 € si besoin",
            "un centre qui reste vivant",
        ),
    ),
)
