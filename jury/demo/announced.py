"""What both calls announce beside their own texts: checks, languages, and what if not."""

from __future__ import annotations

from typing import Any, Final

from jury.demo.region import fr
from jury.domain.proposal import CHECKS, Answer

ANNOUNCED: Final[dict[str, Any]] = {
    "answer_days": 30,
    "reserve": True,
    "freed_money": fr("""
    L’argent qui se libère va au premier projet de la liste de réserve, puis au suivant. Après le
    31 décembre de l’année suivante, il revient à la Région.
    """),
    "fallback": fr("""
    Si le vote final échoue, le jury se réunit une seconde fois dans les dix jours. S’il échoue
    encore, la liste que donnent les notes vaut comme liste du jury.
    """),
    "admissibility_questions": [
        fr("Le projet est-il arrivé à temps ?"),
        fr("Toutes les réponses sont-elles là ?"),
        fr("Les montants tombent-ils juste ?"),
    ],
    "eligibility_questions": [
        fr("Y a-t-il au moins trois partenaires, de deux secteurs différents ?"),
        fr("Un partenaire au moins est-il établi dans l’une des huit villes ?"),
        fr("Le projet se passe-t-il dans la Région ?"),
    ],
    "contest_days": 10,
    "contest_admissibility": fr("""
    Le chef de file peut contester dans les dix jours, sur la page de son projet ou par lettre à la
    personne qui gère le dossier. Le garant donne son avis avant la réponse.
    """),
    "languages": ["fr", "nl", "de", "en"],
    "binding_language": "fr",
}

ALL_MET: Final[dict[str, Any]] = {
    check: [Answer("yes") for _question in ANNOUNCED[f"{check}_questions"]] for check in CHECKS
}
"""What the official answers for each project of the region."""
