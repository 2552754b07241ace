"""Kernels that start warm: forked from a process that has imported what notebooks use.

An ordinary kernel spends over a second on importing pandas, Matplotlib and seaborn. Here one
process per client imports them once, draws one chart, and forks itself into a fresh IPython kernel
for every run (:mod:`stegvis.warm.parent`, :mod:`stegvis.warm.kernel`). Jupyter finds it by the
kernelspec ``stegvis``, whose provisioner is :class:`stegvis.warm.provisioner.WarmProvisioner`;
papermill and nbclient know nothing of it, and any notebook runs with it. A fork is taken only of a
process with a single thread, without ZMQ context or event loop. Where there is no fork that can be
trusted, which is everywhere but on Linux, an ordinary kernel is started, and it is said once.
"""
