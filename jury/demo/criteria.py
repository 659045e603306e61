"""The four criteria of both calls, each with five described levels in four languages."""

from __future__ import annotations

from jury.demo.region import Criterion, Level, Texts

WORDS = (
    Texts("Pas du tout", "Helemaal niet", "Gar nicht", "Not at all"),
    Texts("Très peu", "Heel weinig", "Sehr wenig", "Very little"),
    Texts("Assez", "Redelijk", "Einigermaßen", "Somewhat"),
    Texts("Beaucoup", "Veel", "Sehr", "A lot"),
    Texts("Énormément", "Enorm", "Außerordentlich", "Enormously"),
)


def _levels(*sentences: Texts) -> tuple[Level, ...]:
    return tuple(Level(word, sentence) for word, sentence in zip(WORDS, sentences, strict=True))


CRITERIA = (
    Criterion(
        "help",
        40,
        Texts(
            "Est-ce que cela aidera vraiment les personnes concernées ?",
            "Zal dit de mensen om wie het gaat echt helpen?",
            "Wird das den Menschen, um die es geht, wirklich helfen?",
            "Will it really help the people it is for?",
        ),
        _levels(
            Texts(
                "Les personnes concernées n’y gagnent rien.",
                "De mensen om wie het gaat, winnen er niets bij.",
                "Die Menschen, um die es geht, haben nichts davon.",
                "The people it is for gain nothing.",
            ),
            Texts(
                "Cela aide peu de personnes, ou pour un court moment.",
                "Het helpt weinig mensen, of maar voor even.",
                "Es hilft wenigen, oder nur für kurze Zeit.",
                "It helps few people, or only for a short while.",
            ),
            Texts(
                "L’aide est réelle, mais leur vie reste la même.",
                "De hulp is echt, maar hun leven blijft hetzelfde.",
                "Die Hilfe ist echt, aber ihr Leben bleibt, wie es ist.",
                "The help is real, but their life stays the same.",
            ),
            Texts(
                "La plupart vivront mieux, et le disent elles-mêmes.",
                "De meesten zullen beter leven, en zeggen dat ook zelf.",
                "Die meisten werden besser leben, und sagen das auch selbst.",
                "Most of them will live better, and they say so themselves.",
            ),
            Texts(
                "Leur vie change, et ce sont elles qui décident.",
                "Hun leven verandert, en zij beslissen zelf.",
                "Ihr Leben ändert sich, und sie entscheiden selbst.",
                "Their life changes, and they are the ones who decide.",
            ),
        ),
    ),
    Criterion(
        "exchange",
        20,
        Texts(
            "Est-ce que chaque partenaire donne et y gagne ?",
            "Geeft elke partner iets en wint elke partner erbij?",
            "Gibt jeder Partner etwas und hat jeder etwas davon?",
            "Does every partner give and gain?",
        ),
        _levels(
            Texts(
                "Un seul partenaire fait tout, ou gagne tout.",
                "Eén partner doet alles, of wint alles.",
                "Ein Partner macht alles oder gewinnt alles.",
                "One partner does everything, or gains everything.",
            ),
            Texts(
                "Les autres prêtent surtout leur nom.",
                "De anderen lenen vooral hun naam.",
                "Die anderen geben vor allem ihren Namen her.",
                "The others mostly lend their name.",
            ),
            Texts(
                "Chacun apporte quelque chose, mais l’échange penche d’un côté.",
                "Iedereen brengt iets in, maar de ruil helt naar één kant.",
                "Jeder bringt etwas ein, aber der Tausch ist einseitig.",
                "Each brings something, but the exchange leans to one side.",
            ),
            Texts(
                "Chacun donne et gagne, et on voit bien quoi.",
                "Iedereen geeft en wint, en we zien goed wat.",
                "Jeder gibt und gewinnt, und man sieht gut, was.",
                "Each gives and gains, and we can see what.",
            ),
            Texts(
                "Aucun n’y arriverait seul, et tous le savent.",
                "Niemand zou het alleen kunnen, en ze weten het allemaal.",
                "Allein könnte es keiner, und alle wissen es.",
                "None could do it alone, and all of them know it.",
            ),
        ),
    ),
    Criterion(
        "able",
        20,
        Texts(
            "Est-ce que ces partenaires peuvent y arriver ?",
            "Kunnen deze partners dit waarmaken?",
            "Können diese Partner das schaffen?",
            "Can these partners do it?",
        ),
        _levels(
            Texts(
                "Il leur manque le temps, les gens ou le savoir-faire.",
                "Ze missen de tijd, de mensen of de kennis.",
                "Ihnen fehlen Zeit, Leute oder Können.",
                "They lack the time, the people or the skill.",
            ),
            Texts(
                "Trop de choses dépendent de la chance.",
                "Te veel hangt af van geluk.",
                "Zu vieles hängt vom Glück ab.",
                "Too much depends on luck.",
            ),
            Texts(
                "C’est possible, si rien ne tourne mal.",
                "Het kan, als er niets misgaat.",
                "Es ist möglich, wenn nichts schiefgeht.",
                "It is possible, if nothing goes wrong.",
            ),
            Texts(
                "Ils savent faire, et ils ont prévu les ennuis.",
                "Ze kunnen het, en ze hebben aan tegenslag gedacht.",
                "Sie können es, und sie haben mit Ärger gerechnet.",
                "They know how, and they have planned for trouble.",
            ),
            Texts(
                "Ils l’ont déjà fait, et chacun connaît sa part.",
                "Ze hebben het al gedaan, en ieder kent zijn deel.",
                "Sie haben es schon getan, und jeder kennt seinen Teil.",
                "They have done it before, and each knows their part.",
            ),
        ),
    ),
    Criterion(
        "lasting",
        20,
        Texts(
            "Est-ce que cela durera, et d’autres pourraient-ils le faire aussi ?",
            "Zal het blijven duren, en zouden anderen het ook kunnen?",
            "Wird es Bestand haben, und könnten andere es auch tun?",
            "Will it last, and could others do it too?",
        ),
        _levels(
            Texts(
                "Tout s’arrête avec l’argent.",
                "Alles stopt als het geld op is.",
                "Alles endet mit dem Geld.",
                "Everything stops with the money.",
            ),
            Texts(
                "Il en restera un souvenir, pas plus.",
                "Er blijft een herinnering over, meer niet.",
                "Es bleibt eine Erinnerung, mehr nicht.",
                "A memory will remain, no more.",
            ),
            Texts(
                "Une partie restera, ici seulement.",
                "Een deel blijft bestaan, alleen hier.",
                "Ein Teil bleibt, aber nur hier.",
                "A part of it will remain, only here.",
            ),
            Texts(
                "Cela continuera, et une autre ville pourrait s’y mettre.",
                "Het gaat door, en een andere stad kan ermee beginnen.",
                "Es geht weiter, und eine andere Stadt könnte anfangen.",
                "It will go on, and another town could start.",
            ),
            Texts(
                "Cela tient tout seul, et le mode d’emploi est prêt pour les autres.",
                "Het draait vanzelf, en de handleiding ligt klaar voor anderen.",
                "Es trägt sich selbst, und die Anleitung für andere liegt bereit.",
                "It stands on its own, and the guide for others is ready.",
            ),
        ),
    ),
)
