"""The spaCy component: claims of a text as `doc._.claims`.

spaCy imports this module whenever a pipeline is made, since it is an entry point, so it loads nothing else by itself.
Annotations are no strings here: an older spaCy makes a model of the signature of the factory with pydantic 1.
"""

from spacy.language import Language
from spacy.tokens import Doc


class ClaimsComponent:
    """Reads the claims of a `Doc` into `doc._.claims`, a list of `Claim`.

    `doc._.source` may hold the `Source` that the text comes from; without one the claims carry the id "doc".
    """

    def __init__(self, language: str):
        self.language = language

    def __call__(self, doc: Doc) -> Doc:
        from consistency.extraction.analysis import analyse
        from consistency.extraction.claims import claims_of
        from consistency.model import Source

        source: Source = doc._.source or Source(id="doc", text=doc.text, language=self.language)
        doc._.claims = claims_of(analyse(doc, source, self.language))
        return doc


@Language.factory("consistency_claims")
def create_claims_component(nlp: Language, name: str) -> ClaimsComponent:
    """Make the component for a pipeline of either language; `nlp.lang` is "ar" or "en"."""
    for extension in ("claims", "source"):
        if not Doc.has_extension(extension):
            Doc.set_extension(extension, default=None)
    return ClaimsComponent(nlp.lang or "en")
