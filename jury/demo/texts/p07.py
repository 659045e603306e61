"""Project 7: a repair workshop in a school, with a maker of appliances."""

from __future__ import annotations

from jury.demo.region import Answers, OtherFunding, Partner, Person, Project, Texts
from jury.domain.permissions import Role

PROJECT = Project(
    number=7,
    place="Saint-Orlin",
    asked_cents=43_200_00,
    minimum_cents=31_000_00,
    shares=(23_200_00, 0, 20_000_00),
    indicators=(
        ("Familles qui gardent leur machine", "0", "300"),
        ("Élèves formés", "0", "40"),
    ),
    other=(OtherFunding("Electra-Maison, machines d’exercice et formateurs", 18_000_00),),
    lead=Person("Gilles Ronsard-Petit", "g.ronsard@lyceebellerive.example", Role.APPLICANT),
    title=Texts(
        "L’atelier qui répare, au lycée",
        "De herstelwerkplaats op school",
        "Die Reparaturwerkstatt in der Schule",
        "The repair workshop at school",
    ),
    summary=Texts(
        """
Une machine à laver qui tombe en panne, c’est un mois de courses. Au lycée Bellerive de
Saint-Orlin, quarante élèves apprendront à réparer celles des voisins, un après-midi par
semaine, pour le prix des pièces. Le fabricant Electra-Maison donne des machines d’exercice,
envoie ses techniciens et ouvre ses schémas. L’atelier d’insertion Seconde Vie encadre et
embauche. Oui, nous avons demandé au fabricant pourquoi ses machines tombent en panne. Sa
réponse sera affichée sur le mur de l’atelier.
""",
        """
Een wasmachine die stukgaat, dat kost een maand boodschappen. Op school Bellerive in Saint-Orlin
leren veertig leerlingen de machines van de buren herstellen, één namiddag per week, voor de
prijs van de onderdelen. Fabrikant Electra-Maison schenkt oefenmachines, stuurt techniekers en
geeft zijn schema’s vrij. Het maatwerkbedrijf Seconde Vie begeleidt en werft aan. Ja, we hebben
de fabrikant gevraagd waarom zijn machines stukgaan. Zijn antwoord komt aan de muur van de
werkplaats te hangen.
""",
        """
Geht die Waschmaschine kaputt, kostet das so viel wie ein Monat Einkaufen. In der Schule
Bellerive in Saint-Orlin lernen vierzig Jugendliche, die Maschinen der Nachbarn zu reparieren,
an einem Nachmittag in der Woche, zum Preis der Ersatzteile. Der Hersteller Electra-Maison
schenkt Übungsgeräte, schickt Techniker und legt seine Pläne offen. Der Betrieb Seconde Vie
leitet an und stellt ein. Ja, wir haben gefragt, warum die Geräte kaputtgehen. Die Antwort wird
an der Wand hängen.
""",
        """
A washing machine that breaks down costs a month of shopping. At the Bellerive school in
Saint-Orlin, forty pupils will learn to mend the neighbours’ machines, one afternoon a week, for
the price of the parts. The maker Electra-Maison gives machines to practise on, sends its
technicians and opens its plans. The work-integration workshop Seconde Vie coaches and hires.
Yes, we asked the maker why its machines break down. Its answer will hang on the workshop wall.
""",
    ),
    answers=Answers(
        problem="""
À Saint-Orlin, réparer coûte presque autant qu’acheter, et il faut attendre trois semaines.
Alors on jette, ou on lave à la main. Au lycée, nos élèves d’électrotechnique travaillent sur
des panneaux de démonstration des années quatre-vingt-dix. Ils savent la théorie ; presque aucun
n’a ouvert un lave-linge. Un jeune sur trois quitte la filière avant le diplôme, parce qu’il ne
voit pas à quoi cela sert.
""",
        plan="""
Nous équiperons une salle de six postes, avec une entrée sur la rue. Chaque mercredi, les
habitants apportent un appareil ou décrivent la panne ; les plus lourds sont cherchés par
Seconde Vie. Les élèves réparent sous l’œil d’un professeur et d’un technicien. L’habitant
reste, regarde, apprend. Chaque panne entre dans un cahier public : marque, âge, pièce, prix.
Objectif : trois cents appareils sauvés dans l’année.
""",
        gains="""
Trois cents familles gardent leur machine et environ 250 € chacune. Quarante élèves apprennent
un métier où l’on embauche. Electra-Maison gagne une belle image, c’est vrai, et des apprentis.
Le comité d’élèves lui a posé la question sans détour : achetez-vous votre bonne réputation ?
Elle a promis des pièces détachées pendant dix ans pour les modèles vus à l’atelier. Pas pour
les autres. Nous préférons vous le dire.
""",
        roles="""
Le lycée Bellerive donne la salle, deux professeurs et une place à l’emploi du temps.
Electra-Maison fournit douze machines, deux techniciens un jour par mois et les schémas. Seconde
Vie va chercher les appareils, encadre le mercredi et embauche deux élèves chaque été. Le nom du
fabricant n’apparaîtra pas sur la façade : les élèves l’ont voté. Le cahier des pannes est tenu
par eux seuls.
""",
        afterwards="""
La salle reste au lycée, et l’atelier entre au programme de la filière. Les réparations paient
les petites pièces. Ce qui n’est pas certain, c’est la suite avec le fabricant : sa convention
dure deux ans, pas plus. S’il s’en va, il faudra trouver des machines d’exercice ailleurs, et
Seconde Vie dit pouvoir en fournir la moitié. Le cahier des pannes, lui, restera en accès libre.
""",
    ),
    users_word="""
J’ai seize ans et j’étais nul en électricité. À l’essai de mars, le premier lave-linge que j’ai
rendu, la dame a pleuré. Bon, elle exagérait. Mais j’ai compris la courroie, et j’ai compris
pourquoi la pièce est collée : pour qu’on en rachète une entière. Ça, je l’ai écrit dans le
cahier.
""",
    partners=(
        Partner(
            "Lycée professionnel Bellerive",
            "school",
            "une salle sur la rue, deux professeurs, quarante élèves",
            "un métier qu’on touche du doigt, moins d’abandons",
        ),
        Partner(
            "Electra-Maison",
            "company",
            "douze machines, des techniciens, les schémas",
            "de futurs techniciens, et une meilleure image",
        ),
        Partner(
            "Seconde Vie",
            "social_enterprise",
            "le transport, l’encadrement, deux emplois d’été",
            "des jeunes formés et des appareils à revendre",
        ),
    ),
)
