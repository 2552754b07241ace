"""Draw the golden pages anew: ``python -m golden``, as ``make golden`` does."""

from golden.compare import compact
from golden.pages import FOLDER, golden_pages

for old in FOLDER.glob("*.png"):
    old.unlink()
for name, picture in golden_pages():
    (FOLDER / name).write_bytes(compact(picture))
    print(name)  # the one who renews them is to look at them
