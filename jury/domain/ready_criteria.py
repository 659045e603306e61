"""Ten ready criteria for a call, each with five described levels, in four languages.

Whoever prepares a call may begin with some of them and change every word afterwards. It must
never know which calls use them.
"""

from __future__ import annotations

from dataclasses import dataclass

from jury.domain.call import CriterionSpec, Level


@dataclass(frozen=True)
class InFour:
    """One text in the four languages."""

    fr: str
    nl: str
    de: str
    en: str

    def said_in(self, language: str) -> str:
        """Give the text in one of the four languages; raises KeyError for another one."""
        return {"fr": self.fr, "nl": self.nl, "de": self.de, "en": self.en}[language]


@dataclass(frozen=True)
class ReadyCriterion:
    """A question to the jury with the words and sentences of its levels, the lowest first."""

    key: str
    question: InFour
    words: tuple[InFour, ...]
    sentences: tuple[InFour, ...]

    def said_in(self, language: str, weight: int = 0) -> CriterionSpec:
        """Give it as a criterion of a call written in this language."""
        return CriterionSpec(
            self.key,
            self.question.said_in(language),
            weight,
            tuple(
                Level(word.said_in(language), sentence.said_in(language))
                for word, sentence in zip(self.words, self.sentences, strict=True)
            ),
        )


def shared_weights(left: int, count: int) -> list[int]:
    """Share what is left of 100 percent among new criteria, as evenly as whole numbers allow.

    The first ones get one more where it does not divide. Nothing is left: each gets 0.
    """
    share, over = divmod(max(left, 0), count)
    return [share + (place < over) for place in range(count)]


HOW_MUCH = (
    InFour(
        "Pas du tout",
        "Helemaal niet",
        "Gar nicht",
        "Not at all",
    ),
    InFour(
        "Très peu",
        "Heel weinig",
        "Sehr wenig",
        "Very little",
    ),
    InFour(
        "Assez",
        "Redelijk",
        "Einigermaßen",
        "Somewhat",
    ),
    InFour(
        "Beaucoup",
        "Veel",
        "Sehr",
        "A lot",
    ),
    InFour(
        "Énormément",
        "Enorm",
        "Außerordentlich",
        "Enormously",
    ),
)
HOW_CLEARLY = (
    InFour(
        "Non",
        "Nee",
        "Nein",
        "No",
    ),
    InFour(
        "À peine",
        "Nauwelijks",
        "Kaum",
        "Hardly",
    ),
    InFour(
        "En partie",
        "Deels",
        "Teilweise",
        "Partly",
    ),
    InFour(
        "Pour l’essentiel",
        "Grotendeels",
        "Größtenteils",
        "Mostly",
    ),
    InFour(
        "Oui, clairement",
        "Ja, duidelijk",
        "Ja, eindeutig",
        "Yes, clearly",
    ),
)

READY_CRITERIA = (
    ReadyCriterion(
        "help",
        InFour(
            "Est-ce que cela aidera vraiment les personnes concernées\xa0?",
            "Zal dit de mensen om wie het gaat echt helpen?",
            "Wird das den Menschen, um die es geht, wirklich helfen?",
            "Will it really help the people it is for?",
        ),
        HOW_MUCH,
        (
            InFour(
                "Les personnes concernées n’y gagnent rien.",
                "De mensen om wie het gaat, winnen er niets bij.",
                "Die Menschen, um die es geht, haben nichts davon.",
                "The people it is for gain nothing.",
            ),
            InFour(
                "Cela aide peu de personnes, ou pour un court moment.",
                "Het helpt weinig mensen, of maar voor even.",
                "Es hilft wenigen, oder nur für kurze Zeit.",
                "It helps few people, or only for a short while.",
            ),
            InFour(
                "L’aide est réelle, mais leur vie reste la même.",
                "De hulp is echt, maar hun leven blijft hetzelfde.",
                "Die Hilfe ist echt, aber ihr Leben bleibt, wie es ist.",
                "The help is real, but their life stays the same.",
            ),
            InFour(
                "La plupart vivront mieux, et le disent elles-mêmes.",
                "De meesten zullen beter leven, en zeggen dat ook zelf.",
                "Die meisten werden besser leben, und sagen das auch selbst.",
                "Most of them will live better, and they say so themselves.",
            ),
            InFour(
                "Leur vie change, et ce sont elles qui décident.",
                "Hun leven verandert, en zij beslissen zelf.",
                "Ihr Leben ändert sich, und sie entscheiden selbst.",
                "Their life changes, and they are the ones who decide.",
            ),
        ),
    ),
    ReadyCriterion(
        "exchange",
        InFour(
            "Est-ce que chaque partenaire donne et y gagne\xa0?",
            "Geeft elke partner iets en wint elke partner erbij?",
            "Gibt jeder Partner etwas und hat jeder etwas davon?",
            "Does every partner give and gain?",
        ),
        HOW_MUCH,
        (
            InFour(
                "Un seul partenaire fait tout, ou gagne tout.",
                "Eén partner doet alles, of wint alles.",
                "Ein Partner macht alles oder gewinnt alles.",
                "One partner does everything, or gains everything.",
            ),
            InFour(
                "Les autres prêtent surtout leur nom.",
                "De anderen lenen vooral hun naam.",
                "Die anderen geben vor allem ihren Namen her.",
                "The others mostly lend their name.",
            ),
            InFour(
                "Chacun apporte quelque chose, mais l’échange penche d’un côté.",
                "Iedereen brengt iets in, maar de ruil helt naar één kant.",
                "Jeder bringt etwas ein, aber der Tausch ist einseitig.",
                "Each brings something, but the exchange leans to one side.",
            ),
            InFour(
                "Chacun donne et gagne, et on voit bien quoi.",
                "Iedereen geeft en wint, en we zien goed wat.",
                "Jeder gibt und gewinnt, und man sieht gut, was.",
                "Each gives and gains, and we can see what.",
            ),
            InFour(
                "Aucun n’y arriverait seul, et tous le savent.",
                "Niemand zou het alleen kunnen, en ze weten het allemaal.",
                "Allein könnte es keiner, und alle wissen es.",
                "None could do it alone, and all of them know it.",
            ),
        ),
    ),
    ReadyCriterion(
        "able",
        InFour(
            "Est-ce que ces partenaires peuvent y arriver\xa0?",
            "Kunnen deze partners dit waarmaken?",
            "Können diese Partner das schaffen?",
            "Can these partners do it?",
        ),
        HOW_MUCH,
        (
            InFour(
                "Il leur manque le temps, les gens ou le savoir-faire.",
                "Ze missen de tijd, de mensen of de kennis.",
                "Ihnen fehlen Zeit, Leute oder Können.",
                "They lack the time, the people or the skill.",
            ),
            InFour(
                "Trop de choses dépendent de la chance.",
                "Te veel hangt af van geluk.",
                "Zu vieles hängt vom Glück ab.",
                "Too much depends on luck.",
            ),
            InFour(
                "C’est possible, si rien ne tourne mal.",
                "Het kan, als er niets misgaat.",
                "Es ist möglich, wenn nichts schiefgeht.",
                "It is possible, if nothing goes wrong.",
            ),
            InFour(
                "Ils savent faire, et ils ont prévu les ennuis.",
                "Ze kunnen het, en ze hebben aan tegenslag gedacht.",
                "Sie können es, und sie haben mit Ärger gerechnet.",
                "They know how, and they have planned for trouble.",
            ),
            InFour(
                "Ils l’ont déjà fait, et chacun connaît sa part.",
                "Ze hebben het al gedaan, en ieder kent zijn deel.",
                "Sie haben es schon getan, und jeder kennt seinen Teil.",
                "They have done it before, and each knows their part.",
            ),
        ),
    ),
    ReadyCriterion(
        "lasting",
        InFour(
            "Est-ce que cela durera, et d’autres pourraient-ils le faire aussi\xa0?",
            "Zal het blijven duren, en zouden anderen het ook kunnen?",
            "Wird es Bestand haben, und könnten andere es auch tun?",
            "Will it last, and could others do it too?",
        ),
        HOW_MUCH,
        (
            InFour(
                "Tout s’arrête avec l’argent.",
                "Alles stopt als het geld op is.",
                "Alles endet mit dem Geld.",
                "Everything stops with the money.",
            ),
            InFour(
                "Il en restera un souvenir, pas plus.",
                "Er blijft een herinnering over, meer niet.",
                "Es bleibt eine Erinnerung, mehr nicht.",
                "A memory will remain, no more.",
            ),
            InFour(
                "Une partie restera, ici seulement.",
                "Een deel blijft bestaan, alleen hier.",
                "Ein Teil bleibt, aber nur hier.",
                "A part of it will remain, only here.",
            ),
            InFour(
                "Cela continuera, et une autre ville pourrait s’y mettre.",
                "Het gaat door, en een andere stad kan ermee beginnen.",
                "Es geht weiter, und eine andere Stadt könnte anfangen.",
                "It will go on, and another town could start.",
            ),
            InFour(
                "Cela tient tout seul, et le mode d’emploi est prêt pour les autres.",
                "Het draait vanzelf, en de handleiding ligt klaar voor anderen.",
                "Es trägt sich selbst, und die Anleitung für andere liegt bereit.",
                "It stands on its own, and the guide for others is ready.",
            ),
        ),
    ),
    ReadyCriterion(
        "need",
        InFour(
            "Le besoin est-il réel ?",
            "Is de nood echt?",
            "Ist der Bedarf echt?",
            "Is the need real?",
        ),
        HOW_CLEARLY,
        (
            InFour(
                "Personne ne l’a demandé.",
                "Niemand heeft hierom gevraagd.",
                "Niemand hat danach gefragt.",
                "Nobody has asked for this.",
            ),
            InFour(
                "On affirme un besoin, mais rien ne le montre.",
                "Men zegt dat het nodig is, maar niets toont het.",
                "Ein Bedarf wird behauptet, aber nichts belegt ihn.",
                "A need is claimed, but nothing shows it.",
            ),
            InFour(
                "Le besoin est réel, mais d’autres y répondent déjà ici.",
                "De nood is echt, maar anderen hier pakken die al aan.",
                "Der Bedarf ist echt, aber andere hier decken ihn schon.",
                "The need is real, but others here already answer it.",
            ),
            InFour(
                "Beaucoup de gens d’ici en ont besoin, et cela se voit.",
                "Veel mensen hier hebben het nodig, en dat is te zien.",
                "Viele Menschen hier brauchen es, und das ist zu sehen.",
                "Many people here need it, and we can see that they do.",
            ),
            InFour(
                "Il manque ici une chose vitale, et personne d’autre ne l’apporte.",
                "Hier ontbreekt iets onmisbaars, en niemand anders zorgt ervoor.",
                "Hier fehlt etwas Lebenswichtiges, und niemand sonst sorgt dafür.",
                "Something vital is missing here, and nobody else provides it.",
            ),
        ),
    ),
    ReadyCriterion(
        "voice",
        InFour(
            "Les personnes concernées ont-elles aidé à le construire ?",
            "Hebben de mensen om wie het gaat het mee vormgegeven?",
            "Haben die Menschen, um die es geht, es mitgestaltet?",
            "Did the people it is for help to shape it?",
        ),
        HOW_CLEARLY,
        (
            InFour(
                "On l’a fait pour elles, sans elles.",
                "Het is voor hen gemaakt, zonder hen.",
                "Es wurde für sie gemacht, ohne sie.",
                "It was made for them, without them.",
            ),
            InFour(
                "On les a informées une fois le projet prêt.",
                "Ze hoorden ervan toen het klaar was.",
                "Sie erfuhren davon, als es fertig war.",
                "They were told about it once it was ready.",
            ),
            InFour(
                "On leur a demandé leur avis, mais on ne voit pas ce que cela a changé.",
                "Hun mening is gevraagd, maar we zien niet wat dat veranderde.",
                "Sie wurden gefragt, aber man sieht nicht, was sich dadurch änderte.",
                "They were asked, but we do not see what it changed.",
            ),
            InFour(
                "Elles ont changé le plan, et on voit où.",
                "Ze hebben het plan veranderd, en we zien waar.",
                "Sie haben den Plan verändert, und man sieht, wo.",
                "They changed the plan, and we see where.",
            ),
            InFour(
                "Elles l’ont lancé avec les autres, et décident encore avec eux.",
                "Ze zijn er met de anderen mee begonnen, en beslissen nog steeds mee.",
                "Sie haben es mit den anderen begonnen und entscheiden weiter mit.",
                "They began it with the others, and still decide with them.",
            ),
        ),
    ),
    ReadyCriterion(
        "left_out",
        InFour(
            "Est-ce que cela touche des personnes qu’on oublie souvent ?",
            "Bereikt het mensen die vaak vergeten worden?",
            "Erreicht es Menschen, die sonst oft vergessen werden?",
            "Does it reach people who are often forgotten?",
        ),
        HOW_CLEARLY,
        (
            InFour(
                "Cela sert des personnes déjà bien aidées.",
                "Het dient mensen die al genoeg hulp krijgen.",
                "Es dient Menschen, die schon genug Hilfe haben.",
                "It serves people who already have enough help.",
            ),
            InFour(
                "La porte est ouverte, mais à chacun de la trouver.",
                "De deur staat open, maar ieder moet ze zelf vinden.",
                "Die Tür ist offen, aber man muss sie selbst finden.",
                "The door is open, but people must find it themselves.",
            ),
            InFour(
                "Certaines viendront, mais le prix, le trajet ou les mots en écartent d’autres.",
                "Sommigen zullen komen, maar prijs, afstand of taal houden anderen weg.",
                "Einige werden kommen, aber Preis, Weg oder Sprache halten andere fern.",
                "Some will come, but the price, the distance or the language keeps others away.",
            ),
            InFour(
                "On va vers elles, et le prix, le lieu et les mots leur conviennent.",
                "Er gaat iemand naar hen toe, en prijs, plaats en taal passen.",
                "Man geht auf sie zu, und Preis, Ort und Sprache passen.",
                "Somebody goes to meet them, and the price, place and language fit.",
            ),
            InFour(
                "Elles passent en premier, et en amènent d’autres.",
                "Zij komen eerst, en ze brengen anderen mee.",
                "Sie kommen zuerst, und sie bringen andere mit.",
                "They come first, and they bring others along.",
            ),
        ),
    ),
    ReadyCriterion(
        "money",
        InFour(
            "Est-ce que l’argent est bien employé ?",
            "Wordt het geld goed gebruikt?",
            "Wird das Geld gut eingesetzt?",
            "Is the money well used?",
        ),
        HOW_CLEARLY,
        (
            InFour(
                "On ne voit pas à quoi sert l’argent.",
                "We zien niet waarvoor het geld dient.",
                "Man sieht nicht, wofür das Geld ist.",
                "We cannot see what the money is for.",
            ),
            InFour(
                "Cela coûte bien plus que ce que cela apporte.",
                "Het kost veel meer dan het oplevert.",
                "Es kostet viel mehr, als es bringt.",
                "It costs far more than it brings.",
            ),
            InFour(
                "Les coûts sont clairs, mais certains sont trop élevés.",
                "De kosten zijn duidelijk, maar sommige zijn te hoog.",
                "Die Kosten sind klar, aber manche sind zu hoch.",
                "The costs are clear, but some are too high.",
            ),
            InFour(
                "Chaque dépense est claire et en vaut la peine.",
                "Elke uitgave is duidelijk en de moeite waard.",
                "Jede Ausgabe ist klar und lohnt sich.",
                "Each cost is clear, and worth it.",
            ),
            InFour(
                "Avec peu d’argent on fait beaucoup, car les partenaires ajoutent leurs moyens.",
                "Met weinig geld gebeurt veel, want de partners leggen zelf bij.",
                "Mit wenig Geld geschieht viel, denn die Partner steuern selbst bei.",
                "A little money does a lot, because the partners add means of their own.",
            ),
        ),
    ),
    ReadyCriterion(
        "nature",
        InFour(
            "Est-ce bon pour la nature et le climat ?",
            "Is het goed voor natuur en klimaat?",
            "Ist es gut für Natur und Klima?",
            "Is it good for nature and the climate?",
        ),
        HOW_CLEARLY,
        (
            InFour(
                "Cela fait des dégâts, et personne n’y a pensé.",
                "Het doet schade, en niemand heeft eraan gedacht.",
                "Es richtet Schaden an, und niemand hat daran gedacht.",
                "It does harm, and nobody has thought about it.",
            ),
            InFour(
                "Cela fait un peu de tort, qu’on pourrait éviter.",
                "Het doet wat schade die te vermijden is.",
                "Es schadet ein wenig, und das ließe sich vermeiden.",
                "It does a little harm that could be avoided.",
            ),
            InFour(
                "Cela ne fait ni mal ni bien.",
                "Het doet geen kwaad en geen goed.",
                "Es schadet nicht und nützt nicht.",
                "It does neither harm nor good.",
            ),
            InFour(
                "On consomme moins, on jette moins, ou on soigne un lieu.",
                "Mensen verbruiken minder, gooien minder weg, of zorgen voor een plek.",
                "Man verbraucht weniger, wirft weniger weg oder pflegt einen Ort.",
                "People use less, throw less away, or care for a place.",
            ),
            InFour(
                "La nature s’en porte mieux, et les gens apprennent à en prendre soin.",
                "De natuur vaart er wel bij, en mensen leren ervoor te zorgen.",
                "Der Natur geht es besser, und die Menschen lernen, für sie zu sorgen.",
                "Nature is better off, and people learn to care for it.",
            ),
        ),
    ),
    ReadyCriterion(
        "together",
        InFour(
            "Est-ce que cela réunit des personnes qui ne se seraient pas rencontrées ?",
            "Brengt het mensen samen die elkaar anders niet zouden ontmoeten?",
            "Bringt es Menschen zusammen, die sich sonst nicht begegnet wären?",
            "Does it bring together people who would not have met?",
        ),
        HOW_CLEARLY,
        (
            InFour(
                "Chaque groupe reste de son côté.",
                "Elke groep blijft onder elkaar.",
                "Jede Gruppe bleibt unter sich.",
                "Each group stays by itself.",
            ),
            InFour(
                "On est dans la même salle, sans plus.",
                "Ze zitten in dezelfde zaal, meer niet.",
                "Man sitzt im selben Raum, mehr nicht.",
                "People are in the same room, no more.",
            ),
            InFour(
                "On se parle, puis chacun repart de son côté.",
                "Ze praten met elkaar, en gaan dan weer uiteen.",
                "Man redet miteinander und geht dann wieder auseinander.",
                "People talk, then each goes their own way again.",
            ),
            InFour(
                "On fait quelque chose ensemble, pendant des mois.",
                "Ze doen maandenlang iets samen.",
                "Man macht monatelang etwas zusammen.",
                "People do something together, for months.",
            ),
            InFour(
                "On se voit autrement, et le lien tient sans le projet.",
                "Ze kijken anders naar elkaar, en het contact blijft zonder het project.",
                "Man sieht einander anders, und die Verbindung hält ohne das Projekt.",
                "People see each other differently, and stay in touch without the project.",
            ),
        ),
    ),
)
"""The library, in the order in which it is offered."""

BY_KEY = {ready.key: ready for ready in READY_CRITERIA}
