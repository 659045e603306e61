"""The project that does not go before the jury of the open round: the refusal, and its contest."""

from __future__ import annotations

from jury.demo.region import Answers, OtherFunding, Partner, Person, Project, Texts, fr
from jury.domain.permissions import Role

PROJECT = Project(
    number=13,
    place="Saint-Orlin",
    asked_cents=64_000_00,
    minimum_cents=48_000_00,
    shares=(40_000_00, 12_000_00, 12_000_00),
    indicators=(("Jeunes qui jouent l’hiver", "140", "300"),),
    other=(OtherFunding("Cotisations des trois clubs", 9_000_00),),
    lead=Person("Sylvain Porteret", "sylvain.porteret@orlinfootball.example", Role.APPLICANT),
    title=Texts(
        "Un terrain pour l’hiver",
        "Een veld voor de winter",
        "Ein Platz für den Winter",
        "A pitch for the winter",
    ),
    summary=Texts(
        """
De novembre à mars, le terrain de Saint-Orlin est un champ de boue. Trois clubs annulent un
entraînement sur deux, et les jeunes restent chez eux. Nous voulons le drainer, l’éclairer et le
partager : football le lundi, rugby le mercredi, athlétisme le samedi. Chaque club donne des heures,
chaque club gagne un hiver. Le mardi, une école du quartier pourrait venir aussi.
""",
        """
Van november tot maart is het veld van Saint-Orlin één modderpoel. Drie clubs schrappen de helft van
hun trainingen, en de jongeren blijven thuis. We willen het draineren, verlichten en delen: voetbal
op maandag, rugby op woensdag, atletiek op zaterdag. Elke club geeft uren, elke club wint een
winter. Op dinsdag zou een school uit de buurt ook kunnen komen.
""",
        """
Von November bis März ist der Platz von Saint-Orlin ein Schlammfeld. Drei Vereine sagen jedes zweite
Training ab, und die Jugendlichen bleiben zu Hause. Wir wollen ihn entwässern, beleuchten und
teilen: Fußball am Montag, Rugby am Mittwoch, Leichtathletik am Samstag. Jeder Verein gibt Stunden,
jeder gewinnt einen Winter. Am Dienstag könnte auch eine Schule aus dem Viertel kommen.
""",
        """
From November to March the pitch of Saint-Orlin is a field of mud. Three clubs call off every second
training, and the young people stay at home. We want to drain it, light it and share it: football on
Mondays, rugby on Wednesdays, athletics on Saturdays. Each club gives hours, each club gains a
winter. On Tuesdays a school nearby could come too.
""",
    ),
    answers=Answers(
        problem="""
Un terrain, trois clubs, cinq mois de boue. L’hiver passé, nous avons annulé trente et un
entraînements sur soixante. Les plus jeunes ne reviennent pas au printemps : un sur cinq arrête.
La salle des sports est pleine jusqu’à vingt-deux heures.
""",
        plan="""
Une entreprise drainera le terrain en août ; les membres des trois clubs poseront les poteaux des
lampes pendant quatre samedis. Un calendrier commun, tenu par une personne de chaque club, remplace
les coups de téléphone du vendredi soir.
""",
        gains="""
Cent soixante jeunes de plus joueront l’hiver. Chaque club garde ses membres et partage les frais de
lumière. Le quartier aura un endroit éclairé, où il se passe quelque chose.
""",
        roles="""
Le football tient les comptes et suit les travaux. Le rugby prête son tracteur. L’athlétisme forme
les encadrants des trois clubs, deux soirées par saison.
""",
        afterwards="""
Le drain tient quinze ans. Les trois clubs paient la lumière à parts égales ; la convention dit ce
qui arrive si l’un d’eux s’en va.
""",
    ),
    users_word="""
J’ai douze ans. L’hiver, maman regarde la pluie et dit : « Pas ce soir. » Alors je joue dans le
couloir, et le voisin tape au plafond.
""",
    partners=(
        Partner(
            "Orlin Football",
            "association",
            "les comptes, le suivi des travaux",
            "cinq mois d’entraînement",
        ),
        Partner(
            "Rugby-club de l’Orline",
            "association",
            "un tracteur et des bras",
            "un terrain le mercredi, même en janvier",
        ),
        Partner(
            "Athlétisme Saint-Orlin",
            "association",
            "deux soirées de formation par saison",
            "une piste éclairée autour du terrain",
        ),
    ),
)

WHY = fr("Les trois partenaires sont des associations sportives : c’est un seul secteur.")
REASON = fr("""
L’appel demande au moins trois partenaires, de deux secteurs différents. Votre projet réunit trois
clubs sportifs, tous des associations. L’école du quartier est citée dans le résumé, mais elle ne
figure pas parmi les partenaires : elle n’apporte rien et ne s’engage à rien. Nous ne disons pas que
le projet est mauvais : cela, seul un jury pourrait le dire.
""")
CONTEST = fr("""
Nous contestons. L’école Jean-Rivage viendra chaque mardi ; sa directrice nous l’a confirmé par
courriel le lendemain de votre lettre. Avec elle, nous avons bien deux secteurs. Nous pensions que
la nommer dans le résumé suffisait.
""")
ANSWER = fr("""
Nous maintenons le refus. Le garant a lu votre dossier et les deux lettres ; son avis va dans le
même sens. Les partenaires sont ceux du dossier à la date de clôture, et c’est la même règle pour
tous : d’autres ont dû renoncer faute d’un partenaire trouvé à temps. Rien n’empêche de revenir avec
l’école au prochain appel ; Hélène Quintard vous aidera volontiers à préparer le dossier.
""")
