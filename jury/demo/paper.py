"""The signed act that the demonstration's authority attaches: a file as one would bring it."""

from __future__ import annotations

from datetime import datetime

from babel import Locale

from jury.demo.people import SIGNATORY
from jury.demo.region import fr
from jury.papers.press import Paper
from jury.papers.printable import said, said_briefly
from jury.papers.wording import day as written_day

AUTHORITY = "Région des Trois-Rivières"


def act(title: str, number: str, signed: datetime) -> Paper:
    """Give the act that adopts the answer to a jury's list."""
    day = written_day(signed, Locale("fr"))
    articles = fr(f"""
    La Région suit la liste du jury citoyen de l’appel « {title} » pour cinq projets sur six. Elle
    s’en écarte pour « Des crèches qui durent », financé à hauteur de son montant minimum, pour le
    motif 4 annoncé dans le règlement. Les montants et les raisons, projet par projet, sont ceux du
    procès-verbal de décision. Toute personne concernée peut demander à la Région de revoir cette
    décision dans les 30 jours.
    """)
    return Paper(
        "act",
        f"Arrêté {number}",
        "fr",
        signed,
        {
            "kind": "Arrêté de démonstration",
            "headline": f"Arrêté {number}",
            "authority": said_briefly(AUTHORITY, "fr"),
            "columns": ["Ce que c’est", "Ce qui est écrit"],
            "facts": [["Appel", title], ["Numéro", number], ["Jour", day]],
            "articles": said(articles, "fr"),
            "signed": fr(f"Signé : {SIGNATORY.name}. Personnes et décision sont inventées."),
        },
    )
