"""Which form performs which verb? Gathered from the episodes; a test proves that none is missing."""

from collections.abc import Mapping

from dhr_cases.forms import referral
from dhr_cases.forms.acts import ActForm
from dhr_cases.verbs import Verb

FORMS: Mapping[Verb, type[ActForm]] = {form.verb: form for form in (*referral.FORMS,)}
