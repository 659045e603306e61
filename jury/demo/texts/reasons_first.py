"""What the jury of the decided call let be read, and its reasons for each project, by criterion."""

from __future__ import annotations

# (juror, project, "convinced" or "worried"): what its author would rather keep, or say shorter.
WITHHELD: frozenset[tuple[int, int, str]] = frozenset(
    {(8, 7, "convinced"), (12, 9, "convinced"), (15, 11, "worried")}
)
SHORTER: dict[tuple[int, int, str], str] = {
    (3, 5, "worried"): "Nous, on lavait à l’eau de Javel et on n’est pas morts.",
    (8, 1, "convinced"): "Si quelqu’un m’avait appelée, j’aurais pleuré, puis j’aurais dit oui.",
    (15, 7, "worried"): "Ils achètent leur bonne réputation avec des élèves.",
}
NEVER_ANSWERED = frozenset({11})
"""Kevin wrote, and never said whether it may be read: his words stay closed, and are counted."""

# One text a criterion: the people it is for, give and gain, able, lasting.
REASONS: dict[int, tuple[str, str, str, str]] = {
    1: (
        "Aller vers les gens avant l’huissier change tout : c’est ce que disent ceux d’entre nous "
        "qui ont connu les dettes. 150 foyers, c’est peu pour la région et beaucoup pour eux.",
        "La banque y gagne, elle le dit, et elle paie un tiers. Nous avons discuté longtemps : "
        "plusieurs auraient voulu qu’elle paie tout. La publication de ses économies chaque "
        "trimestre nous a convaincus.",
        "Vingt ans d’expérience et huit personnes concernées qui relisent chaque lettre : nous "
        "leur faisons confiance.",
        "La suite dépend de la banque, « si les chiffres montrent que cela marche ». Nous "
        "demandons que le comité dise lui-même ce que marcher veut dire.",
    ),
    3: (
        "Quatre-vingts foyers seulement, et 378 € par foyer. Mais on y mange frais et on y est "
        "attendu : la majorité a trouvé que cela comptait autant que le nombre.",
        "Légumes à l’aller, épluchures au retour : c’est l’échange le plus clair des six.",
        "La boutique ouvre déjà le samedi et un village est venu voir. L’hiver de la ferme nous "
        "inquiète un peu.",
        "La camionnette et la dalle serviront dix ans, et le carnet dira aussi les ratés. D’autres "
        "rues pourront copier.",
    ),
    5: (
        "240 enfants respireront un air plus propre. On ne le verra pas avant des années : c’est "
        "là-dessus que nous étions partagés.",
        "Les maraîchers, la ville et les crèches donnent, et chacun y gagne. Dans chaque crèche, "
        "six familles goûtent et notent les menus : les parents ont leur mot à dire.",
        "Les puéricultrices essaient avant de garder : c’est sage. Deux cuisinières pour six "
        "crèches, c’est court si l’une tombe malade.",
        "Les marchés de la ville sont signés pour quatre ans, et le carnet d’essais servira à "
        "toutes les crèches. Seul le budget nous arrête : ce projet ouvre la liste de réserve.",
    ),
    7: (
        "Réparer est utile, et les élèves en profitent aussi. Mais rien n’est promis à qui "
        "possède un modèle que l’atelier n’a jamais vu.",
        "Le fabricant reçoit une belle image ; ses pièces ne sont promises que pour quelques "
        "modèles. L’échange ne nous a pas paru égal.",
        "Le lycée, l’entreprise et Seconde Vie savent faire : c’est le point fort du projet, et "
        "personne n’en a douté.",
        "La convention dure deux ans. Nous serions heureux de relire ce projet avec des pièces "
        "pour tous les modèles.",
    ),
    9: (
        "Pour qui ne conduit plus, c’est « mon pain, pas un caprice ». Pour les autres, le besoin "
        "se voit moins : c’est le projet qui nous a le plus divisés.",
        "Chacun des onze commerces paie sa part, et la Poste apporte ses colis. Peu d’entre nous "
        "ont vu ce que les habitants apportent.",
        "Cent dix livraisons par jour nous semblent beaucoup. Le calcul, refait trois fois autour "
        "de la table, ne rassure pas.",
        "Le minimum demandé est presque le tout : on ne pouvait pas commencer plus petit. Nous "
        "souhaitons qu’un essai sur deux hameaux soit proposé l’an prochain.",
    ),
    11: (
        "Huit salaires, huit prénoms sur un badge, et un café pour 2 300 voyageurs. Pour presque "
        "tous, le besoin est évident.",
        "Les Chemins de fer offrent deux ans de loyer et retrouvent une gare vivante. L’équipe "
        "décide vraiment : elle a déjà dit non à la directrice.",
        "L’Institut forme sur place. Le nombre de cafés par jour reste un pari quand les trains "
        "ont du retard.",
        "Essardelle espérait ce café. Nous comprenons sa déception, et nous tenons au rendez-vous "
        "promis dans dix-huit mois.",
    ),
}
SILENT = frozenset({9, 11})
"""Two never answered; their silence is no agreement."""

DISAGREES = frozenset({(5, 1), (12, 1), (7, 3), (3, 5), (11, 9), (10, 9), (14, 9), (2, 11)})
"""(juror, project): who does not find the jury's reasons their own."""
