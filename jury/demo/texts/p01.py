"""Project 1: a bank, an association and two social services meet people before they fall."""

from __future__ import annotations

from jury.demo.region import Answers, OtherFunding, Partner, Person, Project, Texts
from jury.domain.permissions import Role

PROJECT = Project(
    number=1,
    place="Confluan",
    asked_cents=38_000_00,
    minimum_cents=29_000_00,
    shares=(26_000_00, 4_000_00, 4_000_00, 4_000_00),
    indicators=(
        ("Foyers rencontrés avant le surendettement", "0", "150"),
        ("Jours entre l’alerte et le premier appel", "on ne le sait pas", "3"),
    ),
    other=(
        OtherFunding("Banque des Trois-Rivières, temps de travail et outil d’alerte", 21_000_00),
    ),
    lead=Person("Odile Marchetti", "odile.marchetti@lamainsurlepaule.example", Role.APPLICANT),
    title=Texts(
        "Rencontrer avant la chute",
        "Elkaar ontmoeten vóór de val",
        "Sich treffen, bevor es abwärtsgeht",
        "Meeting before the fall",
    ),
    summary=Texts(
        """
Une facture qu’on n’ouvre plus, un découvert qui ne se referme pas : quand une famille pousse la
porte d’une association, il est souvent trop tard. Notre banque voit les signes des mois avant.
Ce projet fait le lien. Quand un compte va mal, le conseiller propose un rendez-vous avec une
accompagnatrice qui ne vend rien et ne note rien pour la banque. Rien n’est envoyé sans l’accord
du client. En un an, nous voulons rencontrer 150 foyers de Confluan et d’Essardelle.
""",
        """
Een factuur die niemand nog opent, een rekening die niet meer uit het rood raakt: als een gezin
bij een vereniging aanklopt, is het vaak te laat. Onze bank ziet de tekenen maanden eerder. Dit
project legt de link. Loopt het mis met een rekening, dan stelt de bankbediende een gesprek voor
met een begeleidster die niets verkoopt en niets voor de bank noteert. Zonder akkoord van de
klant wordt niets doorgegeven. In één jaar willen we 150 gezinnen ontmoeten.
""",
        """
Eine Rechnung, die niemand mehr öffnet, ein Konto, das immer im Minus bleibt: Wenn eine Familie
bei einem Verein anklopft, ist es oft zu spät. Unsere Bank sieht die Zeichen Monate vorher.
Dieses Projekt stellt die Verbindung her. Gerät ein Konto in Schieflage, bietet die Bank ein
Gespräch mit einer Beraterin an, die nichts verkauft und für die Bank nichts aufschreibt. Ohne
Zustimmung wird nichts weitergegeben. In einem Jahr wollen wir 150 Haushalte treffen.
""",
        """
A bill nobody opens any more, an overdraft that never ends: by the time a family knocks on an
association’s door, it is often too late. Our bank sees the signs months before. This project
makes the link. When an account is in trouble, the bank clerk offers a meeting with an adviser
who sells nothing and writes nothing down for the bank. Nothing is passed on unless the client
agrees. In one year we want to meet 150 households.
""",
    ),
    answers=Answers(
        problem="""
À Confluan, une famille attend en moyenne trois ans avant de demander de l’aide pour ses dettes.
Trois ans de honte, de lettres qu’on cache, de petits crédits pour payer les grands. Quand elle
arrive chez nous, il ne reste souvent que le juge. La banque, elle, voit très tôt que le loyer
ne passe plus. Mais le client n’ose pas parler à son banquier, et le banquier ne sait pas quoi
dire.
""",
        plan="""
Les conseillers de quatre agences apprennent, avec d’anciens surendettés, à dire simplement : «
Vous n’êtes pas seul, voulez-vous rencontrer quelqu’un ? » Si le client dit oui, notre
accompagnatrice l’appelle dans les trois jours. Le rendez-vous a lieu où il veut, jamais à
l’agence. On pose les factures sur la table, on appelle les créanciers, on ouvre les droits
oubliés. La banque arrête les frais pendant six mois.
""",
        gains="""
150 foyers retrouvent le sommeil avant d’avoir tout perdu. Ils gagnent aussi environ 400 € de
frais qui ne sont plus prélevés. Disons-le franchement : la banque y gagne également, car un
client aidé rembourse mieux. On nous a demandé si elle ne se débarrassait pas de ses pertes sur
le dos du public. C’est pourquoi elle paie un tiers du projet, et publie chaque trimestre ce
qu’elle a économisé.
""",
        roles="""
La Main sur l’épaule reçoit les familles et garde leurs secrets. La Banque des Trois-Rivières
forme ses conseillers, suspend les frais et prête ses chiffres, sans aucun nom. Les services
sociaux de Confluan et d’Essardelle prennent le relais pour le logement et les droits. Huit
personnes qui ont connu les dettes relisent chaque lettre et siègent au comité. Sans leur
accord, aucune règle du projet ne change.
""",
        afterwards="""
Après la subvention, la banque s’engage par écrit à payer le poste d’accompagnatrice pendant
deux ans, si les chiffres montrent que cela marche. Notre guide « Le premier appel » sera libre
: deux autres banques l’ont déjà demandé. Si la Banque des Trois-Rivières part, l’association
garde les familles suivies, et le dit publiquement. Ce qui restera dans tous les cas, ce sont
des conseillers qui savent écouter.
""",
    ),
    users_word="""
Pendant l’essai, c’est la dame de la banque qui a vu avant moi. J’ai cru qu’elle allait me
gronder. Elle m’a donné un numéro et un café. Aujourd’hui j’ouvre mon courrier le jour même, et
mes enfants aussi dorment mieux. J’ai demandé à être au comité : je sais quels mots font peur.
""",
    partners=(
        Partner(
            "La Main sur l’épaule",
            "association",
            "deux accompagnatrices, vingt ans d’expérience des dettes",
            "rencontrer les gens plus tôt, quand on peut encore agir",
        ),
        Partner(
            "Banque des Trois-Rivières",
            "company",
            "l’alerte, quatre agences, 21 000 € et six mois sans frais",
            "des clients qui remboursent, des conseillers moins seuls",
        ),
        Partner(
            "Service social de Confluan",
            "public_body",
            "le relais pour le logement et les droits",
            "moins d’expulsions à gérer dans l’urgence",
        ),
        Partner(
            "Service social d’Essardelle",
            "public_body",
            "une permanence le jeudi soir",
            "des familles rencontrées qu’il ne voyait jamais",
        ),
    ),
)
