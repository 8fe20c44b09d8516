"""Claims as they are made from a text, without checks: they are what the checked ones would be."""

from __future__ import annotations

from typing import Any

import pytest

from consistency import Claim, Source
from consistency.extraction import extract_claims

_TEXTS = {
    "en": "Mayor Ada Brook said on 3 May 2025 that 12 people were killed in Marlow. The council rejected the plan.",
    "ar": "قال الوزير سامر حداد في 3 مايو 2025 إن 12 شخصا قتلوا في عدن. ورفض المجلس الخطة ولم تنسحب القوات.",
}


def _checked(model: Any, **given: Any) -> Any:
    return type(model)(**{name: getattr(model, name) for name in type(model).model_fields} | given)


@pytest.mark.parametrize("language", sorted(_TEXTS))
def test_an_unchecked_claim_is_the_checked_one(language: str) -> None:
    claims = extract_claims(Source(id="a", text=_TEXTS[language], language=language))
    assert {"sentence", "toll"} <= {claim.kind for claim in claims}
    for claim in claims:
        evidence = tuple(map(_checked, claim.evidence))
        checked = _checked(claim, evidence=evidence, context=_checked(claim.context))
        assert claim == checked
        assert claim.model_dump() == checked.model_dump()
        assert claim.model_fields_set == set(Claim.model_fields)
