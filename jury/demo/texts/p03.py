"""Project 3: a town shop and a farm exchange fresh goods and compost."""

from __future__ import annotations

from jury.demo.region import Answers, OtherFunding, Partner, Person, Project, Texts
from jury.domain.permissions import Role

PROJECT = Project(
    number=3,
    place="Grandvauve",
    asked_cents=30_200_00,
    minimum_cents=22_000_00,
    shares=(19_200_00, 7_000_00, 4_000_00),
    indicators=(
        ("Foyers qui mangent des légumes de la ferme", "0", "80"),
        ("Tonnes d’épluchures rendues aux champs par an", "0", "20"),
    ),
    other=(OtherFunding("La boutique et la ferme, matériel et heures de travail", 9_500_00),),
    lead=Person("Bastien Coudray", "bastien.coudray@boutiquedupont.example", Role.APPLICANT),
    title=Texts(
        "La boutique et la ferme",
        "De winkel en de boerderij",
        "Der Laden und der Hof",
        "The shop and the farm",
    ),
    summary=Texts(
        """
Le mardi et le vendredi, une camionnette descend de la ferme des Aulnes avec des légumes
cueillis le matin. Elle remonte chargée : les épluchures du quartier, pesées et triées,
deviennent le compost des champs. La boutique du Pont vend les légumes au prix juste, et chaque
seau d’épluchures rapporté vaut un bon d’achat. C’est petit : quatre-vingts foyers, une ferme,
une rue. Mais on s’y parle à nouveau, et les enfants savent d’où vient la carotte.
""",
        """
Op dinsdag en vrijdag rijdt een bestelwagen van de boerderij naar de stad met groenten die ’s
morgens geplukt zijn. Hij rijdt niet leeg terug: de schillen van de buurt, gewogen en
gesorteerd, worden compost voor de akkers. De winkel verkoopt de groenten tegen een eerlijke
prijs, en voor elke emmer schillen krijgt u een bon. Het is klein: tachtig gezinnen, één
boerderij, één straat. Maar de mensen praten weer met elkaar, en de kinderen weten waar de
wortel vandaan komt.
""",
        """
Dienstags und freitags fährt ein Lieferwagen vom Hof in die Stadt, mit Gemüse, das am Morgen
geerntet wurde. Er fährt nicht leer zurück: Die Küchenabfälle des Viertels, gewogen und
sortiert, werden Kompost für die Felder. Der Laden verkauft das Gemüse zu einem fairen Preis,
und für jeden Eimer gibt es einen Gutschein. Es ist klein: achtzig Haushalte, ein Hof, eine
Straße. Aber man redet wieder miteinander, und die Kinder wissen, woher die Karotte kommt.
""",
        """
On Tuesdays and Fridays a van comes down from the farm with vegetables picked that morning. It
does not go back empty: the neighbourhood’s peelings, weighed and sorted, become compost for the
fields. The shop sells the vegetables at a fair price, and each bucket of peelings earns a
voucher. It is small: eighty households, one farm, one street. But people talk to each other
again, and the children know where a carrot comes from.
""",
    ),
    answers=Answers(
        problem="""
Dans la rue du Pont, la dernière épicerie a fermé il y a quatre ans. Sans voiture, il faut
quarante minutes pour acheter une salade. À sept kilomètres, la ferme des Aulnes jette des
légumes trop petits pour le supermarché et achète son engrais au prix fort. Au milieu, nos
poubelles sont lourdes d’épluchures. Chacun a ce qui manque à l’autre, mais nous ne nous étions
jamais rencontrés.
""",
        plan="""
La boutique du Pont, que des habitants ont rouverte le samedi, ouvrira aussi le mardi et le
vendredi. La ferme livre le matin, à bord d’une camionnette d’occasion. Au retour, elle emporte
les seaux : un habitant formé vérifie le tri, pèse et donne le bon. Nous aménagerons une dalle
de compostage aux normes, et quatre dimanches à la ferme où tout le monde met les mains dans la
terre.
""",
        gains="""
Quatre-vingts foyers mangent frais sans prendre le bus. La ferme vend ce qu’elle jetait et
achète moins d’engrais. Vingt tonnes de déchets ne partent plus à l’incinérateur. Nous savons
que c’est peu, pour une région de 410 000 personnes. Mais Madame Roche, 84 ans, vient deux fois
par semaine « pour les poireaux » et reste une heure. Ce que nous fabriquons aussi, c’est un
endroit où l’on vous attend.
""",
        roles="""
La boutique du Pont tient la caisse et l’accueil avec une salariée à mi-temps. La ferme des
Aulnes cultive, livre et composte : c’est elle qui répond de la qualité. Le comité de quartier
recrute les foyers, explique le tri et organise les dimanches. Les prix sont décidés ensemble,
deux fois par an, autour d’une soupe. Si l’hiver est mauvais, tout le monde accepte le chou
trois semaines de suite.
""",
        afterwards="""
La camionnette et la dalle serviront dix ans. À partir de cent foyers, la marge paie le mi-temps
; à soixante, la ferme en prend la moitié à sa charge. Nous écrirons un petit carnet avec les
vrais chiffres, les ratés compris, pour les rues voisines. Nous ne voulons pas grandir : nous
voulons être copiés. Un village de la vallée est déjà venu peser des seaux avec nous.
""",
    ),
    users_word="""
Avant, je mangeais en boîte parce que le bus, avec mes genoux, non merci. Depuis l’essai de
l’été, je descends avec mon seau et je remonte avec des haricots. La petite de la ferme m’a
appris à cuire le panais. À mon âge ! On me demande mes recettes, et ça, c’est nouveau.
""",
    partners=(
        Partner(
            "La boutique du Pont",
            "cooperative",
            "le local, la caisse, deux matinées de plus",
            "des clients toute la semaine et une raison d’exister",
        ),
        Partner(
            "Ferme des Aulnes",
            "company",
            "les légumes, la camionnette, le compost",
            "moins de pertes, moins d’engrais, des clients qui la connaissent",
        ),
        Partner(
            "Comité de quartier du Pont",
            "users_collective",
            "les seaux, les bras, les dimanches",
            "manger frais et se connaître",
        ),
    ),
)
