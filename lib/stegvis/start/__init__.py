"""Beginning anew: a root of one's own, and a project's first YAML.

``shipped`` knows where the notebooks that come with the program are, ``municipalities`` the names
and codes of Sweden's, ``draft`` writes a project's YAML from a few answers, ``layout`` puts it in
its place in a root.
"""
