"""Project 4: food aid thought anew with those who receive it."""

from __future__ import annotations

from jury.demo.region import Answers, OtherFunding, Partner, Person, Project, Texts
from jury.domain.permissions import Role

PROJECT = Project(
    number=4,
    place="Essardelle",
    asked_cents=86_000_00,
    minimum_cents=60_000_00,
    shares=(38_000_00, 8_000_00, 28_000_00, 12_000_00),
    indicators=(("Ménages qui choisissent leurs repas", "0", "300"),),
    other=(
        OtherFunding("Service social d’Essardelle, local et fluides", 22_000_00),
        OtherFunding("Université de Confluan, mesure", 7_000_00),
    ),
    lead=Person("Fatoumata Berger", "fatoumata.berger@alatable.example", Role.APPLICANT),
    title=Texts(
        "Aide alimentaire repensée",
        "Voedselhulp opnieuw bedacht",
        "Lebensmittelhilfe neu gedacht",
        "Food aid thought anew",
    ),
    summary=Texts(
        """
Aujourd’hui, on reçoit un colis tout fait. Les personnes aidées veulent choisir. Ce projet ouvre
à Essardelle une petite épicerie où elles paient 20 % du prix et décident de ce qu’on y vend.
Des maraîchers livrent le surplus de la semaine, le collectif tient la caisse à tour de rôle,
des chercheuses mesurent ce qui change. Nous demandons le plus gros montant de l’appel. C’est le
prix d’un lieu ouvert toute l’année pour 300 ménages.
""",
        """
Vandaag krijgen mensen een kant-en-klaar pakket. Wie hulp krijgt, wil zelf kiezen. Dit project
opent in Essardelle een kleine kruidenier waar mensen 20 % van de prijs betalen en beslissen wat
er verkocht wordt. Tuinders leveren wat ze die week te veel hebben, het collectief houdt om
beurten de kassa, onderzoeksters meten wat er verandert. We vragen het hoogste bedrag van de
oproep. Dat kost een winkel die het hele jaar open is voor 300 gezinnen.
""",
        """
Heute bekommt man ein fertiges Paket. Wer Hilfe bekommt, möchte selbst wählen. Dieses Projekt
eröffnet in Essardelle einen kleinen Laden, in dem sie 20 % des Preises zahlen und bestimmen,
was verkauft wird. Gemüsebauern liefern, was in der Woche übrig ist, die Gruppe sitzt reihum an
der Kasse, Forscherinnen messen, was sich ändert. Wir bitten um den höchsten Betrag des Aufrufs.
So viel kostet ein Laden, der für 300 Haushalte das ganze Jahr offen ist.
""",
        """
Today people get a ready-made parcel. They want to choose. This project opens a small grocery in
Essardelle where they pay 20% of the price and decide what is sold. Growers bring the week’s
surplus, the collective takes turns at the till, researchers measure what changes. We ask for
the largest amount of the call. It is the price of a place that is open all year for 300
households.
""",
    ),
    answers=Answers(
        problem="""
Chaque jeudi, 300 personnes, une par ménage, font la file devant le garage municipal. Dehors,
même en janvier. On leur donne un colis : des pâtes encore, du lait pour qui n’en boit pas, du
porc pour qui n’en mange pas. Un quart finit à la poubelle. « Le pire, dit Nadia, c’est qu’on me
dit merci de venir. » Personne ne leur a jamais demandé ce qu’elles mangent.
""",
        plan="""
Nous ouvrons une épicerie de 120 mètres carrés, cinq jours par semaine. On entre avec une carte
qui ressemble à toutes les cartes. On paie 20 % du prix, ou rien le mois où c’est impossible,
sans papier à montrer. Le collectif choisit les produits, tient la caisse avec deux salariées et
organise un repas le samedi. Les maraîchers fournissent ce qui reste, à prix convenu.
""",
        gains="""
Trois cents ménages choisissent leurs repas et retrouvent une conversation. Le service social
passe moins d’heures en urgence. Les maraîchers vendent ce qu’ils enfouissaient dans leurs
champs. Nous demandons plus que tous les autres, et certains d’entre vous le trouveront trop.
Rapporté à chaque ménage, cela fait 287 € pour l’année, moins que les colis actuels quand on
compte les camions, les frigos et ce qui est jeté.
""",
        roles="""
Le collectif À la Table décide : cinq de ses membres sur neuf sièges. Le service social
d’Essardelle prête le local et une salariée. L’association Le Panier Droit fait le lien avec les
maraîchers et gère le froid. Deux chercheuses de l’Université de Confluan suivent cinquante
familles volontaires, qui lisent les résultats avant tout le monde. En cas de désaccord, on
suspend, on mange ensemble, on revote.
""",
        afterwards="""
Le garage du jeudi ferme : son budget passe à l’épicerie, c’est voté par la ville pour trois
ans. Les ventes paient 20 % des achats, les clients solidaires 10 % de plus. Il restera à
trouver environ 15 000 € par an, et nous ne savons pas encore où. L’étude dira, chiffres en
main, si cela vaut la peine ailleurs. Elle sera publiée même si elle nous déçoit.
""",
    ),
    users_word="""
Choisir un yaourt, vous ne savez pas ce que c’est quand on ne l’a plus fait depuis deux ans. Le
mois de l’essai, mon fils a dit : « Maman, on est riches ? » J’ai ri, puis j’ai pleuré dans la
réserve. Le mercredi, j’étais à la caisse, et c’est moi qui disais bonjour.
""",
    partners=(
        Partner(
            "Collectif À la Table",
            "users_collective",
            "l’expérience, cinq sièges sur neuf, la caisse",
            "choisir, décider, ne plus faire la file",
        ),
        Partner(
            "Service social d’Essardelle",
            "public_body",
            "un local de 120 mètres carrés, une salariée",
            "moins d’urgences, plus de temps pour écouter",
        ),
        Partner(
            "Le Panier Droit",
            "association",
            "les maraîchers, les frigos, les tournées",
            "moins de gaspillage, un sens retrouvé",
        ),
        Partner(
            "Université de Confluan",
            "research",
            "deux chercheuses, une étude publiée",
            "des réponses que les colis ne donnaient pas",
        ),
    ),
)
