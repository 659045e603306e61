"""The papers: what Jury prints, each an accessible PDF (PDF/UA-1 and PDF/A-2a) made with typst.

A paper stands between the rows and the verbs: it may read rows that it is given, never ask the
database, and it knows neither a request nor a reader. It speaks the language of its call, or of
the person it is addressed to.

How a paper is added:

1. `jury/papers/<name>.py` has one function that takes rows and plain values, and a `Wording` (the
   language, the time zone and the catalogue of sentences), and gives a `Paper`: the name of its
   template, a title, the language, a moment, and `data` of strings, numbers, lists and dicts.
   Sentences are `_("...")` with `_ = wording.say`; what people wrote goes through `said` or
   `said_briefly`, which keep its language and direction. Money, days and scores are written by
   the wording. The moment belongs to the data (when it was handed in, published, ...), never
   "now": the same data must give the same bytes.
2. `jury/papers/<name>.typ` imports `paper.typ` and draws `data`. It holds no sentence. Headings go
   from `=` on without a gap, tables have a header, pictures an `alt`: typst refuses a paper that
   cannot be read aloud.
3. Whoever hands it out calls `make_pdf(paper)`, or `kept_pdf(paper)` for one that is the same for
   everyone and holds nothing secret. On the web that is `jury/web/papers.py`.
4. `tests/papers/worst.py` gets its worst case; `test_every_paper.py` then checks it in all four
   languages.
"""

from jury.papers.press import Paper, kept_pdf, make_pdf
from jury.papers.printable import said, said_briefly
from jury.papers.wording import Wording

__all__ = ["Paper", "Wording", "kept_pdf", "make_pdf", "said", "said_briefly"]
