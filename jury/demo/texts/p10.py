"""Project 10: flood watch by residents with simple sensors."""

from __future__ import annotations

from jury.demo.region import Answers, OtherFunding, Partner, Person, Project, Texts
from jury.domain.permissions import Role

PROJECT = Project(
    number=10,
    place="Erlmünden",
    asked_cents=70_000_00,
    minimum_cents=45_000_00,
    shares=(24_000_00, 12_000_00, 34_000_00, 0),
    indicators=(("Minutes entre l’alerte et l’eau", "l’alerte vient après", "40"),),
    other=(
        OtherFunding("Assurance Mutuelle des Vallées, capteurs, relais et entretien", 25_000_00),
        OtherFunding("Autorité des rivières, accès aux mesures", 5_000_00),
    ),
    lead=Person("Dieter Hollenfels", "dieter.hollenfels@erlwacht.example", Role.APPLICANT),
    title=Texts(
        "Veille des crues par les riverains",
        "Bewoners bewaken het hoogwater",
        "Hochwasserwacht der Anwohner",
        "Residents watch for floods",
    ),
    summary=Texts(
        """
La nuit de la grande crue, l’Erl est montée de deux mètres en trois heures, et l’alerte est
arrivée après l’eau. Depuis, nous mesurons nous-mêmes. Soixante capteurs simples sous les ponts
et dans les caves, lus par les riverains, en deux langues ; une chaîne de téléphone pour ceux
qui n’ont pas d’écran. Reste une question que l’on nous pose souvent : peut-on croire des
amateurs ? L’université vérifiera nos mesures, et chacun verra les erreurs.
""",
        """
In de nacht van de grote overstroming steeg de Erl twee meter in drie uur, en de waarschuwing
kwam na het water. Sindsdien meten we zelf. Zestig eenvoudige sensoren onder bruggen en in
kelders, afgelezen door de bewoners, in twee talen; een telefoonketting voor wie geen scherm
heeft. Blijft de vraag die we vaak horen: zijn amateurs te vertrouwen? De universiteit
controleert onze metingen, en iedereen zal de fouten zien.
""",
        """
In der Nacht des großen Hochwassers stieg die Erl in drei Stunden um zwei Meter, und die Warnung
kam nach dem Wasser. Seither messen wir selbst. Sechzig einfache Fühler unter Brücken und in
Kellern, von den Anwohnern abgelesen, in zwei Sprachen; eine Telefonkette für alle ohne
Bildschirm. Bleibt die Frage, die man uns oft stellt: Kann man Laien trauen? Die Universität
prüft unsere Messungen, und jeder wird die Fehler sehen.
""",
        """
On the night of the great flood, the Erl rose two metres in three hours, and the warning came
after the water. Since then we measure for ourselves. Sixty simple sensors under bridges and in
cellars, read by the residents, in two languages; a telephone chain for those without a screen.
One question remains, and we hear it often: can amateurs be trusted? The university will check
our measurements, and everyone will see the errors.
""",
    ),
    answers=Answers(
        problem="""
Dans la vallée, il y a trois stations de mesure officielles pour quarante kilomètres de rivière.
La plus proche d’Erlmünden est en aval : elle nous prévient quand nous sommes déjà mouillés.
Après la grande crue, deux cents caves ont été vidées à la pelle. Les anciens savaient lire
l’eau, la couleur, le bruit sous le pont. Ce savoir meurt avec eux, et aucune carte ne le
contient.
""",
        plan="""
Soixante riverains adoptent chacun un capteur, de la taille d’une boîte à chaussures. Il mesure
la hauteur toutes les cinq minutes ; le riverain compare chaque semaine avec une règle peinte.
Quand trois capteurs voisins montent, la chaîne de téléphone démarre, en allemand et en
français. L’autorité reçoit tout mais décide seule de l’alerte officielle. Deux exercices par
an, dont un la nuit, avec les pompiers.
""",
        gains="""
Six mille personnes gagnent peut-être quarante minutes : le temps de monter les meubles et de
chercher la voisine. L’assureur paiera moins de dégâts, et le reconnaît. Mais une fausse alerte
fatigue, et deux découragent. Des ingénieurs doutent que des boîtes à 80 € suffisent. Ils ont
raison de douter. Nous publierons chaque mois les mesures justes, les fausses, et celles qui ont
manqué parce qu’un chat dormait dessus.
""",
        roles="""
Erlwacht, l’association des riverains, pose, lit et répare. L’Autorité des rivières ouvre ses
données, accepte les nôtres et vient expliquer chaque alerte manquée. L’Université de Confluan
compare les deux pendant dix-huit mois. L’Assurance Mutuelle des Vallées paie les capteurs et
n’a pas accès aux adresses : ni prime, ni refus ne peuvent en dépendre. C’est écrit, et un
notaire garde le texte.
""",
        afterwards="""
Un capteur vit cinq ans et coûte 80 €. L’association vit de cotisations de 12 €, déjà payées par
340 foyers. Si l’université conclut que nos mesures sont bonnes, l’autorité les prendra dans son
modèle. Sinon, il restera la chaîne de téléphone et des voisins qui se connaissent, ce qui n’est
pas rien la nuit. Les plans du capteur sont libres ; une vallée voisine en soude déjà.
""",
    ),
    users_word="""
Mon mari descendait au pont et disait : « Demain, elle sort. » Il se trompait rarement.
Maintenant c’est moi qui lis la règle, le dimanche après la messe. L’ingénieur a regardé mon
cahier et n’a plus souri. Il a demandé s’il pouvait le photocopier.
""",
    partners=(
        Partner(
            "Erlwacht, riverains de l’Erl",
            "users_collective",
            "soixante veilleurs, la chaîne de téléphone, la mémoire de l’eau",
            "quarante minutes d’avance et le sommeil",
        ),
        Partner(
            "Autorité des rivières",
            "public_body",
            "ses données, deux exercices par an",
            "soixante points de mesure là où elle n’en a pas",
        ),
        Partner(
            "Université de Confluan, hydrologie",
            "research",
            "dix-huit mois de comparaison, publiés",
            "des données rares sur les petites rivières",
        ),
        Partner(
            "Assurance Mutuelle des Vallées",
            "company",
            "les capteurs, sans accès aux adresses",
            "moins de dégâts à payer",
        ),
    ),
)
