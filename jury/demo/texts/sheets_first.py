"""What the fifteen jurors of the decided call thought, and said in their own words."""

from __future__ import annotations

# One row a juror (1 to 15), one column a criterion: a level 0 to 4, or "-" (cannot judge).
LEVELS: dict[int, tuple[str, ...]] = {
    1: (
        "4433",
        "3333",
        "2243",
        "4332",
        "1222",
        "3333",
        "3442",
        "4433",
        "3-3-",
        "4333",
        "4322",
        "2233",
        "3332",
        "3-33",
        "3233",
    ),
    3: (
        "2333",
        "2332",
        "3444",
        "3333",
        "3443",
        "2333",
        "1222",
        "3333",
        "3443",
        "3334",
        "2222",
        "2343",
        "4444",
        "4444",
        "2334",
    ),
    5: (
        "1232",
        "4334",
        "1133",
        "3332",
        "2333",
        "3333",
        "2334",
        "3333",
        "2-3-",
        "1233",
        "1223",
        "2333",
        "3343",
        "2223",
        "2233",
    ),
    7: (
        "2132",
        "2131",
        "3232",
        "2131",
        "1031",
        "2131",
        "1032",
        "3232",
        "2132",
        "1021",
        "4243",
        "1031",
        "2131",
        "2-3-",
        "0032",
    ),
    9: (
        "1222",
        "2211",
        "3322",
        "1221",
        "4322",
        "2221",
        "1112",
        "1211",
        "22-1",
        "4332",
        "2310",
        "4311",
        "2211",
        "4432",
        "2223",
    ),
    11: (
        "3322",
        "3332",
        "3221",
        "4322",
        "3222",
        "4433",
        "2222",
        "3322",
        "3332",
        "3222",
        "3221",
        "1311",
        "3422",
        "3322",
        "4333",
    ),
}

# (juror, project): what convinced, what worried. Most people wrote little, some nothing.
WORDS: dict[tuple[int, int], tuple[str, str]] = {
    (1, 1): (
        "Dans mon bus, j’en vois qui descendent un arrêt avant l’huissier. Là, on arrive "
        "avant lui.",
        "",
    ),
    (1, 9): ("", "Pour ce prix-là, on pourrait presque remettre une ligne de bus le mardi."),
    (2, 5): (
        "En stage, j’ai vu des tout-petits sous aérosol. Si on peut en éviter un, c’est déjà bien.",
        "On ne pourra rien prouver avant dix ans.",
    ),
    (2, 7): ("", "Le fabricant garde ses pièces chères pour les modèles d’après. Ça me gêne."),
    (3, 3): (
        "Des gens qui travaillent, qui mangent, et qui rendent à la terre. Rien à redire.",
        "",
    ),
    (3, 5): (
        "",
        "Nous, on lavait à l’eau de Javel et on n’est pas morts. Mais bon, ma fille dit le "
        "contraire.",
    ),
    (4, 1): ("La dame du café, elle ne gronde pas. C’est ça qui compte.", ""),
    (4, 5): (
        "Je fais les sols la nuit. Les produits, je sais ce que ça fait aux mains et à la gorge.",
        "",
    ),
    (4, 9): (
        "",
        "J’ai relu deux fois. C’est bien, mais c’est pour les villages qui ont encore des "
        "magasins.",
    ),
    (5, 1): (
        "",
        "La banque fait payer son service par nous. Si elle économise, qu’elle paie tout.",
    ),
    (5, 3): (
        "Le compost contre les légumes, c’est un vrai échange, mon grand-père faisait pareil.",
        "L’hiver, la ferme va souffrir. Trois semaines de chou, ils sont optimistes.",
    ),
    (5, 9): (
        "Chez moi, le plus proche magasin est à neuf kilomètres. Neuf, juste ce qu’ils font.",
        "",
    ),
    (6, 11): (
        "Une caisse avec des images et deux hauteurs : enfin un comptoir où je n’aurai pas à "
        "demander.",
        "",
    ),
    (6, 7): (
        "",
        "Les appareils d’aujourd’hui n’ont plus de boutons. Personne n’en parle, et moi je ne "
        "peux plus les utiliser.",
    ),
    (7, 1): (
        "Ils publieront les économies de la banque chaque trimestre. Avec des chiffres, on "
        "pourra juger.",
        "Trois mois pour publier, c’est long.",
    ),
    (7, 3): (
        "",
        "Quatre-vingts foyers pour 30 200 €, cela fait 378 € par foyer. La joie, je ne sais "
        "pas la compter.",
    ),
    (8, 1): (
        "J’ai attendu trop longtemps, moi. Si quelqu’un m’avait appelée, j’aurais pleuré, "
        "puis j’aurais dit oui.",
        "",
    ),
    (8, 7): (
        "Mon grand est dans cette filière. Il s’ennuie à mourir devant ses panneaux.",
        "La réponse du fabricant, je la veux avant, pas sur le mur.",
    ),
    (9, 1): ("L’amie qui vient au café, c’est bien. Chez moi aussi on parle mieux avec café.", ""),
    (9, 9): (
        "Le monsieur dit bonjour à chaque porte. Ça, c’est beaucoup.",
        "Je ne connais pas le village, alors je n’ai pas tout jugé.",
    ),
    (10, 9): (
        "Trente ans de tournée : on voit tout, le volet fermé, le chien qui a faim. Il faut "
        "quelqu’un qui passe.",
        "",
    ),
    (10, 11): ("", "Essardelle va mal le prendre, et je les comprends un peu."),
    (11, 7): ("Une entrée sur la rue et un vrai patron derrière. J’aurais signé à seize ans.", ""),
    (11, 9): (
        "Deux vrais emplois.",
        "Après trois ans, s’il manque de l’argent, c’est encore les deux livreurs qui partent.",
    ),
    (12, 1): (
        "Tout est écrit, avec le montant de chacun.",
        "« Si les chiffres montrent que cela marche » : qui décide que cela marche ?",
    ),
    (12, 9): (
        "Ma mère n’a plus que la boulangère.",
        "Cent dix livraisons par jour, je n’y crois pas. J’ai refait le calcul trois fois.",
    ),
    (12, 11): ("", "190 cafés par jour dans une gare où les trains ont du retard, c’est un pari."),
    (13, 3): (
        "Le panais, le chou, le vrai goût. Avec quatre-vingts assiettes on change déjà une rue.",
        "",
    ),
    (13, 5): (
        "Cuire sur place, ça change tout : l’odeur, l’appétit, le respect.",
        "Deux cuisinières pour six crèches, il ne faut pas qu’une tombe malade.",
    ),
    (14, 3): ("On m’attend quelque part deux fois par semaine ? Je signe.", ""),
    (14, 9): ("Je ne conduis plus depuis mars. Ce n’est pas un caprice, c’est mon pain.", ""),
    (15, 7): ("", "Ils achètent leur bonne réputation avec des élèves. Et ils le disent presque."),
    (15, 11): (
        "L’équipe a voté ses horaires. Au lycée, nous, on ne vote même pas le menu.",
        "Deux postes pour Essardelle, c’est gentil, mais c’est loin.",
    ),
}
