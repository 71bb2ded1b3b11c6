"""Runs a command, ends as it ends, and says on descriptor 3 how many CPU seconds it used, with every process below it that has ended by then.

A browser's processes outlive the one that started them: they become this one's children, not init's, so that theirs are counted, too.

  python3 tools/tests/used.py COMMAND [ARGUMENT...] 3>FILE
"""
import ctypes
import os
import resource
import signal
import subprocess
import sys

PR_SET_CHILD_SUBREAPER = 36


def wait_for(pid):
    while True:
        ended, status = os.wait()
        if ended == pid:
            return os.waitstatus_to_exitcode(status)


def take_orphans():
    try:
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass
    except ChildProcessError:
        pass


ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
child = subprocess.Popen(sys.argv[1:])
for number in (signal.SIGINT, signal.SIGTERM):
    signal.signal(number, lambda got, _: os.kill(child.pid, got))
code = wait_for(child.pid)
take_orphans()
used = resource.getrusage(resource.RUSAGE_CHILDREN)
os.write(3, b"%.2f" % (used.ru_utime + used.ru_stime))
sys.exit(code if code >= 0 else 128 - code)
