"""``python -m stegvis.warm FD CLIENT SECONDS``: the process that kernels are forked from."""

from stegvis.warm import end

end.prepare()

from stegvis.warm.parent import main  # noqa: E402  # what it imports registers exit functions

main()
