"""What all tests share."""

from __future__ import annotations

import os

from hypothesis import settings

# Where a change is judged, it is judged on the same examples each time; elsewhere new ones are looked for.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("local", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "local")
