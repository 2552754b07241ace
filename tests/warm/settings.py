"""What a cell can see of the process that it runs in; printed by a kernel as JSON."""

from __future__ import annotations

SETTINGS = """
import asyncio, decimal, faulthandler, gc, json, locale, logging, mimetypes, os, random, signal
import socket, sys, tempfile, threading, warnings
from pathlib import Path
import matplotlib.pyplot, numpy, pandas, seaborn

def leads_to(number):
    try:
        return os.readlink(f"/proc/self/fd/{number}").partition(":")[0]
    except OSError:  # the descriptor that lists them
        return "gone"

def files():
    kinds = ("anon_inode", "pipe", "socket", "gone", "/dev/null")
    ends = sorted(map(leads_to, os.listdir("/proc/self/fd")))
    return [end for end in ends if not end.startswith(kinds)]

status = Path("/proc/self/status").read_text().splitlines()
main = sys.modules["__main__"]
of_main = sorted(name for name in vars(main) if name.startswith("__"))
elsewhere = ("JPY_", "PYTEST_")
of_process = ("SigB", "SigI", "SigC", "Umask", "Cap", "Cpus_allowed:")
print(json.dumps({
    "rcParams": {name: str(value) for name, value in matplotlib.rcParams.items()},
    "backend": matplotlib.get_backend(),
    "figures": matplotlib.pyplot.get_fignums(),
    "units": sorted(str(kind) for kind in matplotlib.units.registry),
    "style": str(seaborn.axes_style()),
    "pandas": [pandas.options.display.max_rows, pandas.options.mode.string_storage],
    "numpy": [str(numpy.geterr()), str(numpy.get_printoptions())],
    "path": sys.path,
    "hooks": [str(hook).partition(" at ")[0] for hook in [*sys.meta_path, *sys.path_hooks]],
    "flags": [str(sys.flags), sys.dont_write_bytecode, sys.executable, sys.prefix],
    "argv": sys.argv[:1],
    "main": [__name__, getattr(main, "__file__", None), of_main],
    "builtins": sorted(vars(__import__("builtins"))),
    "locale": [locale.getlocale(), locale.setlocale(locale.LC_ALL)],
    "environment": {n: v for n, v in os.environ.items() if not n.startswith(elsewhere)},
    "folder": os.getcwd(),
    "signals": [str(signal.getsignal(number)) for number in sorted(signal.valid_signals())],
    "process": [line for line in status if line.startswith(of_process)],
    "limits": Path("/proc/self/limits").read_text(),
    "niceness": os.nice(0),
    "leads": [os.getsid(0) == os.getpid(), os.getpgrp() == os.getpid()],
    "files": files(),
    "streams": [type(sys.stdin).__name__, type(sys.stdout).__name__, sys.__stdout__.encoding],
    "warnings": sorted(map(str, warnings.filters)),
    "logging": [logging.root.level, str(logging.root.handlers)],
    "threads": sorted(type(thread).__name__ for thread in threading.enumerate()),
    "collector": [gc.isenabled(), gc.get_threshold()],
    "interpreter": [sys.getrecursionlimit(), sys.getswitchinterval(), sys.gettrace()],
    "decimal": str(decimal.getcontext()),
    "library": [tempfile.tempdir, mimetypes.inited, socket.getdefaulttimeout()],
    "faults": faulthandler.is_enabled(),
    "loops": type(asyncio.get_event_loop_policy()).__name__,
}))
"""

MESS = """
import decimal, gc, locale, logging, os, random, resource, signal, socket, sys, tempfile, threading
import time, warnings
import matplotlib.pyplot as plt, numpy as np, pandas as pd, seaborn as sns
left = 1
plt.rcParams["font.size"] = 40
plt.figure()
sns.set_theme()
pd.options.display.max_rows = 3
np.seterr(all="raise")
os.environ["LEFT"] = "1"
os.umask(0o077)
os.nice(1)
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
signal.signal(signal.SIGUSR1, signal.SIG_IGN)
file = open("left", "w")
os.chdir("/")
sys.path.append("/left")
sys.argv = ["left"]
sys.setrecursionlimit(5000)
locale.setlocale(locale.LC_ALL, "C")
warnings.simplefilter("error")
logging.basicConfig(level=1, force=True)
threading.Thread(target=time.sleep, args=[60], daemon=True).start()
gc.disable()
decimal.getcontext().prec = 3
tempfile.tempdir = "/left"
socket.setdefaulttimeout(3)
import stegvis.show.style, builtins
stegvis.show.style.left = builtins.left = 1
"""
