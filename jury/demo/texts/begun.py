"""Two projects that somebody has begun to write in the open call: not finished, as drafts are."""

from __future__ import annotations

from jury.demo.region import fr

BUS = {
    "title": fr("Le chantier part à sept heures"),
    "place": "Confluan",
    "language": "fr",
    "summary": fr("""
    Douze anciens de L’Atelier Chaleur savent isoler un toit, mais le premier bus vers les chantiers
    passe à huit heures et quart. Avec une entreprise de bâtiment et la régie des bus, nous voulons
    essayer un minibus conduit à tour de rôle. Il partira à sept heures, et le soir il ramènera
    aussi les aides-soignantes de l’hôpital.
    """),
    "problem": fr("""
    L’an passé, cinq personnes que nous avions formées ont refusé un contrat. Pas par manque
    d’envie : elles n’avaient aucun moyen d’arriver à l’heure. Un permis coûte 1 900 € et une
    voiture, n’en parlons pas.
    """),
    "asked_cents": "46 000",
    "minimum_cents": "31 000",
}

BARN = {
    "title": fr("La grange qui sèche"),
    "place": "Erlmünden",
    "language": "fr",
    "summary": fr("""
    Trois fermes de la vallée perdent chaque été des prunes et des herbes qu’elles ne peuvent pas
    sécher. Une grange est vide, son toit est plein sud. Nous cherchons encore qui saurait y monter
    un séchoir solaire, et une école qui voudrait l’étudier avec nous.
    """),
}
