"""What external reports show: counts that are told, and numbers made of told counts alone.

A section here holds protected figures. A number that is protected has no value in them, so nothing
that is drawn, said or ordered can depend on it: its place says ``..``. What the plan does not
publish is not looked up.
"""
