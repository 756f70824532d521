"""`python -m tools.rankings usual|briefs FOLDER`."""

import argparse
from pathlib import Path

from tools.rankings import briefs, usual
from tools.rankings.accounts import read_folder

parser = argparse.ArgumentParser(prog="python -m tools.rankings")
parser.add_argument("what", choices=("usual", "briefs"))
parser.add_argument("folder", type=Path, help="where creators_<platform>_<month>.csv are")
arguments = parser.parse_args()
accounts = read_folder(arguments.folder)
if arguments.what == "usual":
    print(usual.render(accounts), end="")
else:
    briefs.write(accounts)
