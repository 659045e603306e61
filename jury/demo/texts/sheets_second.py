"""The open round: who has sent what, and whose sheets are still drafts. All of it is sealed."""

from __future__ import annotations

# By juror: project -> levels. A trailing "*" is a draft; a "." has not been answered yet.
LEVELS: dict[int, dict[int, str]] = {
    1: {2: "3332", 4: "3322", 6: "3312", 8: "4334", 10: "2323", 12: "2232"},
    2: {2: "2222", 4: "4433", 6: "4322", 8: "3333", 10: "3332", 12: "2221"},
    3: {2: "4443", 4: "1122", 10: "3432", 12: "22..*"},
    4: {8: "4334", 2: "3332", 6: "3...*"},
    5: {2: "2322", 4: "3332", 6: "2211", 8: "2233", 10: "4434", 12: "1222"},
    6: {8: "3334", 4: "4432", 6: "332.*"},
    7: {2: "3222", 4: "2321", 6: "2312", 8: "3334", 10: "2-23", 12: "3332"},
    8: {2: "3221", 4: "4442", 6: "4422", 8: "4344", 10: "3332", 12: "3222"},
    10: {2: "2232", 4: "2222", 6: "3311", 8: "2333", 10: "4424", 12: "1121"},
    11: {2: "3333", 4: "4432", 6: "3322", 8: "3333", 10: "2323"},
    12: {8: "4444", 10: "2322", 6: "2212", 4: "33.-*"},
    13: {2: "4342", 12: "3332", 8: "2...*"},
    14: {2: "3222", 4: "3432", 6: "4433", 8: "4444", 10: "-323", 12: "2322"},
    15: {4: "3421", 6: "3322", 2: "2222", 8: "3333", 10: "2...*"},
}

WORDS: dict[tuple[int, int], tuple[str, str]] = {
    (1, 8): (
        "Mes clients me parlent dans toutes les langues. Trois voix, c’est mieux que des gestes.",
        "",
    ),
    (2, 4): (
        "La nuit, des patients me disent qu’ils sautent le repas du soir. Choisir, c’est déjà "
        "manger.",
        "86 000 €, il faudra que je dorme dessus.",
    ),
    (2, 6): (
        "Les retours sans raison, je les connais par leur prénom.",
        "Et en juin, pendant les examens, qui sonne ?",
    ),
    (3, 2): ("Un mur chaud et un métier. Voilà.", ""),
    (3, 4): ("", "C’est le plus cher, et on ne sait pas qui paie les 15 000 € après."),
    (4, 8): ("Ma fille a traduit pour moi. Elle avait huit ans. Ce n’est pas juste.", ""),
    (5, 10): ("La boîte à chaussures sous mon pont avait raison avant tout le monde.", ""),
    (5, 12): ("", "S’ils ne sont pas d’accord entre eux, que voulez-vous que nous décidions ?"),
    (7, 12): (
        "Le groupe des « contre » a écrit la moitié du texte. Cela m’a fait sourire, et confiance.",
        "",
    ),
    (8, 4): ("On paie, même peu, alors on peut râler. C’est important de pouvoir râler.", ""),
    (8, 2): (
        "",
        "Avec quatre enfants, je n’aurais pas pu aller sur un toit. Et la garde à sept "
        "heures, elle est sûre ?",
    ),
    (10, 10): (
        "Trente ans pompier. Quarante minutes, c’est une vie, parfois deux.",
        "Il faudra faire taire les fausses alertes, sinon plus personne ne se lève.",
    ),
    (11, 4): ("À ma caisse, je vois ceux qui reposent le yaourt.", ""),
    (12, 8): (
        "À la réunion de classe, je parle avec les mains. J’en ai assez de parler avec les mains.",
        "",
    ),
    (14, 6): ("Cela a l’air de peu : deux lacets défaits. C’est tout le jeudi.", ""),
    (14, 10): ("", "Les mesures, je n’y comprends rien, je préfère le dire."),
    (15, 4): ("", "Chez nous on jette du pain le soir. Personne ne nous a demandé de le donner."),
}
