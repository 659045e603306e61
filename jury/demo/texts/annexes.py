"""What is technical about some projects: it stands beside the plain answer, which comes first."""

from __future__ import annotations

from typing import Final

from jury.demo.region import fr

ANNEXES: Final[dict[int, tuple[tuple[str, str], ...]]] = {
    1: (
        (
            "plan",
            fr("""
            Signaux suivis par la banque, avec l’accord écrit du client : deux loyers rejetés en
            trois mois ; découvert utilisé plus de vingt jours par mois ; troisième crédit
            renouvelable. Aucun nom ne sort de la banque avant le « oui » du client. Base légale :
            consentement, retiré par un simple appel. Conservation : six mois après la fin du suivi.
            """),
        ),
    ),
    5: (
        (
            "gains",
            fr("""
            Mesures prévues : composés organiques volatils totaux, formaldéhyde et CO2 dans deux
            salles par crèche, avant le changement puis à six et douze mois, par capteurs passifs
            pendant sept jours. Le laboratoire de la ville lit les capteurs et publie les tableaux.
            """),
        ),
    ),
    10: (
        (
            "plan",
            fr("""
            Capteur à ultrasons, précision de deux centimètres, une mesure toutes les cinq minutes,
            pile de deux ans, radio LoRaWAN à 868 MHz. Une mesure n’est retenue que si le capteur
            voisin la confirme à moins de quinze centimètres. Étalonnage deux fois par an par
            l’université, avec la règle de l’autorité des rivières.
            """),
        ),
    ),
}
