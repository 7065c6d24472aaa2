from __future__ import annotations

import sys
from pathlib import Path

# Workers import the stand-in cleaners by name.
sys.path.insert(0, str(Path(__file__).parent))
