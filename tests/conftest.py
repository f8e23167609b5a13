"""What holds for all tests: the same examples in every run, on a busy machine too."""

import os

from hypothesis import settings

# Looking for new examples is a matter of its own: `HYPOTHESIS_PROFILE=search` draws others every time.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))
