import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # the loops and the routes they run over are modules here
