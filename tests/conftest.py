"""What holds for all tests: those of hypothesis do not depend on how busy the machine is, nor on chance.

`pytest --hypothesis-profile search` draws other examples each time, and more of them.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

_CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("steady", _CALM, derandomize=True)
settings.register_profile("search", _CALM, max_examples=1000)
settings.load_profile("steady")
