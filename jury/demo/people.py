"""The people of the demonstration: staff and jurors. All names are made up."""

from __future__ import annotations

from jury.demo.region import Juror, Person, fr
from jury.domain.permissions import Role

ADMINISTRATOR = Person("Bruno Tellier", "bruno.tellier@trois-rivieres.example", Role.ADMINISTRATOR)
OFFICIAL = Person("Hélène Quintard", "helene.quintard@trois-rivieres.example", Role.OFFICIAL)
SIGNATORY = Person(
    "Marc-Antoine Delvaux", "marc-antoine.delvaux@trois-rivieres.example", Role.SIGNATORY
)
FACILITATOR = Person(
    "Samira Lambert",
    "samira.lambert@latable-ronde.example",
    Role.FACILITATOR,
    fr("""La Région paie Samira Lambert, de la coopérative La Table Ronde, pour la durée de
    l’appel : elle anime le jury, ne note pas et ne voit aucune fiche. La Région et le jury
    ensemble, et jamais l’un sans l’autre, peuvent mettre fin à sa mission."""),
)
GUARANTOR = Person("Pascal Oyono", "pascal.oyono@garants.example", Role.GUARANTOR)

DORTE = Person("Dorte Vanloo", "dorte.vanloo@grangecommune.example", Role.APPLICANT)
"""Begins a project in the open call; she has handed in none before."""

STAFF = (ADMINISTRATOR, OFFICIAL, SIGNATORY, FACILITATOR, GUARANTOR)

FIRST_JURY = (
    Juror(1, "Mustapha", "chauffeur de bus, 52 ans, Confluan"),
    Juror(2, "Élise", "étudiante infirmière, 21 ans, Montvauve"),
    Juror(3, "Giovanni", "maçon à la retraite, 71 ans, Saint-Orlin"),
    Juror(4, "Rosa", "nettoie des bureaux la nuit, lit lentement et bien, 47 ans"),
    Juror(5, "Jean-Luc", "éleveur de vaches laitières, 58 ans, Grandvauve"),
    Juror(6, "Noémie", "vendeuse, malvoyante, 34 ans, Essardelle"),
    Juror(7, "Wim", "encode des données, 29 ans, Hautrive-Hoogvoorde"),
    Juror(8, "Aïcha", "mère de quatre enfants, 38 ans, Confluan"),
    Juror(9, "Yonas", "arrivé il y a trois ans, son français est jeune, 26 ans"),
    Juror(10, "Ursula", "ancienne postière, 66 ans, Erlmünden"),
    Juror(11, "Kevin", "cherche du travail, 23 ans, Saint-Orlin"),
    Juror(12, "Bernadette", "comptable dans un garage, 55 ans, Pont-sur-Orline"),
    Juror(13, "Tiago", "cuisinier de cantine, 41 ans, Confluan"),
    Juror(14, "Solange", "veuve, bénévole à la bibliothèque, 79 ans, Pont-sur-Orline"),
    Juror(15, "Léa", "lycéenne, 17 ans, Montvauve"),
)

SECOND_JURY = (
    Juror(1, "Ahmed", "chauffeur de taxi, 49 ans, Confluan"),
    Juror(2, "Chloé", "aide-soignante de nuit, 27 ans, Montvauve"),
    Juror(3, "Roland", "couvreur à la retraite, 68 ans, Essardelle"),
    Juror(4, "Dolorès", "nettoie l’hôpital la nuit, prend son temps pour lire, 51 ans"),
    Juror(5, "Matthias", "agriculteur, 44 ans, vallée d’Erlmünden"),
    Juror(6, "Ingrid", "fleuriste, très malvoyante, 39 ans, Hautrive-Hoogvoorde"),
    Juror(7, "Farid", "magasinier, marié, un bébé, 33 ans, Saint-Orlin"),
    Juror(8, "Marie-Ange", "mère de quatre enfants, couturière, 42 ans, Grandvauve"),
    Juror(9, "Olena", "arrivée il y a deux ans, apprend le français, 31 ans"),
    Juror(10, "Gérard", "ancien pompier volontaire, 63 ans, Pont-sur-Orline"),
    Juror(11, "Jennifer", "locataire aux Tilleuls, caissière, 36 ans, Confluan"),
    Juror(12, "Pieter", "professeur de gymnastique, 46 ans, Hautrive-Hoogvoorde"),
    Juror(13, "Sabrina", "intérimaire dans le bâtiment, 25 ans, Confluan"),
    Juror(14, "Lucienne", "ancienne institutrice, 82 ans, Saint-Orlin"),
    Juror(15, "Théo", "apprenti boulanger, 19 ans, Essardelle"),
)
